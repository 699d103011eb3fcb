import { onCpu, paced, type Iterate } from '../../paced.ts'
import { defineSolver } from '../../solver.ts'
import { certifyBellman, idleActions, type Process } from '../../verify/bellman.ts'
import { planningFields } from './value-iteration.ts'
import { valuesFrom, worth, worthsFrom } from './values.ts'
import { isTerminal, worldFields, worldFrom, worldIssues } from './world.ts'

/** Sweeps of one evaluation end when nothing moves by more than this share of the largest value. */
const evaluationTolerance = 1e-14
const mostSweeps = 200_000
/** Another action must be better by more than this, or rounding would turn ties for ever. */
const tie = 1e-10
/** State updates between two signs of life. */
const updatesAtOnce = 4_096

export interface Policy {
  readonly policy: readonly number[]
  readonly V: readonly number[]
}
interface Improving {
  policy: number[]
  V: number[]
  /** Improvements that changed the policy. */
  steps: number
}
type Ending = 'optimal' | 'diverged' | 'max_iterations'

/**
 * Policy iteration: evaluate a policy, then take the best action by its values, until none is better (Howard 1960;
 * Sutton and Barto 2018, §4.3). It begins with the first action everywhere; where γ = 1 and that never ends, with a
 * policy that does (Bertsekas and Tsitsiklis 1991: stochastic shortest paths). There a state that is worth less than to go
 * on for ever without reward does so.
 */
export const policyIteration = defineSolver({
  id: 'policy-iteration',
  title: { en: 'Policy iteration', 'zh-CN': '策略迭代' },
  schema: { ...worldFields, iterations: planningFields.iterations },
  check: problem => worldIssues(problem),
  async *run(problem, ctx) {
    const { process } = worldFrom(problem)
    const found: Improving = { policy: firstPolicy(process), V: process.chances.map(() => 0), steps: 0 }
    const ended = yield* paced(ctx, improve(process, found, problem.iterations))
    const values = valuesFrom(found.V, worthsFrom(process, found.V), process)
    return {
      status: ended.stopped ?? ended.value,
      result: { ...values, policy: found.policy, steps: found.steps },
      certificate: certifyBellman(process, found.V, found.policy, 1e-9),
      ...onCpu(ctx),
      counts: { iterations: found.steps, states: found.V.length },
    }
  },
})

function* improve(process: Process, found: Improving, limit: number): Generator<Iterate<Policy>, Ending> {
  if (process.gamma === 1 && !ends(process, found.policy)) {
    const proper = properPolicy(process)
    if (!proper) return 'diverged'
    found.policy = proper
  }
  const idle = process.gamma === 1 ? idleActions(process) : []
  while (found.steps < limit) {
    if (!(yield* evaluate(process, found))) return 'diverged'
    const idles = (s: number) => (idle[s] ?? -1) >= 0 && found.V[s]! < -tie
    const policy = found.policy.map((action, s) => (idles(s) ? idle[s]! : improved(process, s, action, found.V)))
    found.V = found.V.map((value, s) => (idles(s) ? 0 : value))
    const changed = policy.filter((action, s) => action !== found.policy[s]).length
    yield { k: found.steps, state: { policy: found.policy, V: [...found.V] }, metrics: { changed } }
    if (changed === 0) return 'optimal'
    found.policy = policy
    found.steps++
  }
  return 'max_iterations'
}

const firstPolicy = ({ chances }: Process): number[] =>
  chances.map(actions =>
    Math.max(
      0,
      actions.findIndex(outcomes => outcomes.length),
    ),
  )

/** V of the policy in place, state after state, each with the newest values; `false` where there is no end to it. */
function* evaluate({ chances, gamma }: Process, { policy, V, steps }: Improving): Generator<Iterate<Policy>, boolean> {
  for (let sweep = 0, updates = 0; sweep < mostSweeps; sweep++) {
    let [delta, size] = [0, 1]
    for (const [s, actions] of chances.entries()) {
      if (isTerminal(actions)) continue
      const value = worth(actions[policy[s]!]!, gamma, V)
      delta = Math.max(delta, Math.abs(value - V[s]!))
      size = Math.max(size, Math.abs(value))
      V[s] = value
    }
    if (delta <= evaluationTolerance * size) return true
    if (!Number.isFinite(delta)) return false
    updates += V.length
    if (updates < updatesAtOnce) continue
    updates = 0
    yield { k: steps, state: { policy, V: [...V] }, metrics: { delta }, minor: true }
  }
  return true
}

function improved({ chances, gamma }: Process, s: number, action: number, V: readonly number[]): number {
  const worths = chances[s]!.map(outcomes => (outcomes.length ? worth(outcomes, gamma, V) : -Infinity))
  const best = Math.max(...worths)
  return best === -Infinity || worths[action]! >= best - tie * Math.max(1, Math.abs(best))
    ? action
    : worths.indexOf(best)
}

/** Whether every state can reach an end by the actions of a policy. */
function ends({ chances }: Process, policy: readonly number[]): boolean {
  const only = chances.map((actions, s) => actions.map((outcomes, a) => (a === policy[s] ? outcomes : [])))
  return properPolicy({ chances: only, gamma: 1 }) !== undefined
}

/** An action in each state that may lead nearer to an end; `undefined` where some state has no way to one. */
function properPolicy({ chances }: Process): number[] | undefined {
  const policy = chances.map((actions): number => (isTerminal(actions) ? 0 : -1))
  for (let grown = true; grown;) {
    const reached = policy.map(action => action >= 0)
    grown = false
    for (const [s, actions] of chances.entries()) {
      if (reached[s]) continue
      policy[s] = actions.findIndex(outcomes => outcomes.some(({ next }) => reached[next]))
      grown ||= policy[s]! >= 0
    }
  }
  return policy.every(action => action >= 0) ? policy : undefined
}
