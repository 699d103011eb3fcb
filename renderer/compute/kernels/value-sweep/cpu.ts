import type { Numbers } from '../kernel.ts'

/** A Markov decision process with its outcomes in one list, and the values to sweep over. */
export interface ValueSweepInput {
  readonly states: number
  readonly actions: number
  /** Outcomes of action a in state s are `first[s * actions + a]` to before the next; none: the action is not there. */
  readonly first: Uint32Array
  /** Of each outcome: the state that follows, its chance, its reward. */
  readonly next: Uint32Array
  readonly chances: Numbers
  readonly rewards: Numbers
  readonly gamma: number
  readonly values: Numbers
}
export type ValueSweepOutput = { values: Numbers }

/** V(s) ← max_a Σ p (r + γ V(s')), 0 where no action is (Bellman 1957). Reference, float64. */
export function valueSweepCpu(input: ValueSweepInput): { values: Float64Array } {
  const { states, actions, first, next, chances, rewards, gamma, values } = input
  const result = new Float64Array(states)
  for (let s = 0; s < states; s++) {
    let most = -Infinity
    let found = false
    for (let a = s * actions; a < (s + 1) * actions; a++) {
      if (first[a] === first[a + 1]) continue
      let worth = 0
      for (let o = first[a]!; o < first[a + 1]!; o++) worth += chances[o]! * (rewards[o]! + gamma * values[next[o]!]!)
      most = Math.max(most, worth)
      found = true
    }
    result[s] = found ? most : 0
  }
  return { values: result }
}
