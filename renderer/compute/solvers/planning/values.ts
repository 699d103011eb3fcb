import type { Chance, Process } from '../../verify/bellman.ts'
import { isTerminal, worldFrom, type WorldProblem } from './world.ts'

/** Worths this close count as ties: rounding, not preference. */
const tie = 1e-9

/** What a solver of this family has found out. */
export interface Values {
  /** Expected discounted reward from each state, 0 at the end. */
  readonly V: readonly number[]
  /** The same after each action; null where the action is not there. */
  readonly Q: readonly (readonly (number | null)[])[]
  /** First of the best actions; 0 at a terminal state. */
  readonly greedy: readonly number[]
  /** All best actions; none at a terminal state. */
  readonly optimal_actions: readonly (readonly number[])[]
}

export const worth = (outcomes: readonly Chance[], gamma: number, V: ArrayLike<number>): number => {
  let total = 0
  for (const { next, p, reward } of outcomes) total += p * (reward + gamma * V[next]!)
  return total
}

/** Reads a policy off the worths of all actions. */
export function valuesFrom(V: ArrayLike<number>, Q: readonly (readonly (number | null)[])[], process: Process): Values {
  const optimal_actions = Q.map((worths, s) => {
    if (isTerminal(process.chances[s]!)) return []
    const most = Math.max(...worths.map(value => value ?? -Infinity))
    const near = most - tie * Math.max(1, Math.abs(most))
    return [...worths.keys()].filter(a => (worths[a] ?? -Infinity) >= near)
  })
  return { V: Array.from(V), Q, greedy: optimal_actions.map(actions => actions[0] ?? 0), optimal_actions }
}

export const worthsFrom = (process: Process, V: ArrayLike<number>): (number | null)[][] =>
  process.chances.map(actions => {
    const done = isTerminal(actions)
    return actions.map(outcomes => (outcomes.length ? worth(outcomes, process.gamma, V) : done ? 0 : null))
  })

/** Σ p (r + γ V(s')) of every action of every state of a world; null where the action is not there, 0 at an end. */
export const actionWorths = (problem: WorldProblem, V: ArrayLike<number>): (number | null)[][] =>
  worthsFrom(worldFrom(problem).process, V)
