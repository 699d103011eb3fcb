/** Where an action may lead, how likely, for what reward. */
export interface Chance {
  readonly next: number
  readonly p: number
  readonly reward: number
}

/** A finite Markov decision process: `chances[s][a]`, empty where the action is not there; a terminal state has none. */
export interface Process {
  readonly chances: readonly (readonly (readonly Chance[])[])[]
  readonly gamma: number
}

export interface BellmanCertificate {
  /** Largest |V(s) − max_a Σ p (r + γ V(s'))|. */
  readonly residual: number
  /** residual / (1 − γ): no V(s) is farther from the optimal value; null where γ = 1. */
  readonly errorBound: number | null
  /** Largest loss of the policy's action against the best, both judged by V. */
  readonly policyLoss: number
  /**
   * Where γ = 1 the equation has more than one solution if a state can go on for ever without reward, which is worth 0:
   * the largest −V(s) among such states, at least 0.
   */
  readonly idleLoss: number
  readonly finite: boolean
  readonly tolerance: number
  readonly holds: boolean
}

/** Σ p (r + γ V(s')) of every action; NaN where it is not there. */
const worths = ({ chances, gamma }: Process, s: number, V: readonly number[]): number[] =>
  (chances[s] ?? []).map(outcomes =>
    outcomes.length
      ? outcomes.reduce((total, { next, p, reward }) => total + p * (reward + gamma * (V[next] ?? Number.NaN)), 0)
      : Number.NaN,
  )

/**
 * For each state an action with which the process can stay among such states for ever, all rewards 0; −1 where there is
 * none, and in terminal states, which are worth 0 anyway.
 */
export function idleActions({ chances }: Process): number[] {
  const idle = chances.map(actions =>
    actions.map(outcomes => outcomes.every(({ p, reward }) => p === 0 || reward === 0)),
  )
  const found: number[] = chances.map(actions => (actions.some(outcomes => outcomes.length) ? 0 : -1))
  for (let shrunk = true; shrunk;) {
    shrunk = false
    for (const [s, actions] of chances.entries()) {
      if (found[s] === -1) continue
      const stays = (a: number) => actions[a]!.every(({ next, p }) => p === 0 || found[next] !== -1)
      found[s] = actions.findIndex((outcomes, a) => outcomes.length > 0 && idle[s]![a]! && stays(a))
      shrunk ||= found[s] === -1
    }
  }
  return found
}

/** Certifies values and a policy against the optimality equation (Bellman 1957; Puterman 1994, theorem 6.3.1). */
export function certifyBellman(
  process: Process,
  V: readonly number[],
  policy: readonly number[],
  tolerance: number,
): BellmanCertificate {
  let residual = 0
  let policyLoss = 0
  for (const s of process.chances.keys()) {
    const worth = worths(process, s, V)
    const there = worth.filter(value => !Number.isNaN(value))
    const best = there.length ? Math.max(...there) : 0
    residual = Math.max(residual, Math.abs((V[s] ?? Number.NaN) - best))
    if (there.length) policyLoss = Math.max(policyLoss, best - (worth[policy[s] ?? 0] ?? Number.NaN))
  }
  const idle = process.gamma === 1 ? idleActions(process) : []
  const idleLoss = idle.reduce((most, action, s) => (action < 0 ? most : Math.max(most, -V[s]!)), 0)
  const finite = Number.isFinite(residual) && Number.isFinite(policyLoss)
  const errorBound = process.gamma < 1 ? residual / (1 - process.gamma) : null
  return {
    residual,
    errorBound,
    policyLoss,
    idleLoss,
    finite,
    tolerance,
    holds: residual <= tolerance && policyLoss <= tolerance && idleLoss <= tolerance,
  }
}
