import type { Issue } from '../../issue.ts'
import type { Chance, Process } from '../../verify/bellman.ts'

type Rows = readonly (readonly number[])[]

const mostStates = 4_096
const mostActions = 64
const roundingOfChances = 1e-9

/** Rows (state, action, next, chance, reward): whole numbers where they must be, chances that sum to 1. */
export function rowIssues(rows: Rows): Issue[] {
  const refuse = (wanted: string, given: string): Issue[] => [
    {
      code: 'inconsistent',
      parameter: 'transitions',
      params: { parameter: 'transitions', other: 'transitions', wanted, given },
    },
  ]
  if (rows[0]!.length !== 5) return refuse('… × 5', `… × ${rows[0]!.length}`)
  const isPlace = (value: number, most: number) => Number.isInteger(value) && value >= 0 && value < most
  const wrong = rows.find(
    ([s, a, next, p]) =>
      !isPlace(s!, mostStates) || !isPlace(a!, mostActions) || !isPlace(next!, mostStates) || !(p! >= 0),
  )
  if (wrong)
    return refuse(`0 … ${mostStates - 1}, 0 … ${mostActions - 1}, 0 … ${mostStates - 1}, ≥ 0`, wrong.join(', '))
  for (const [at, p] of totals(rows))
    if (Math.abs(p - 1) > roundingOfChances) return refuse('Σp = 1', `${at}: Σp = ${p}`)
  return []
}

function totals(rows: Rows): Map<string, number> {
  const sums = new Map<string, number>()
  for (const [s, a, , p] of rows) sums.set(`(${s}, ${a})`, (sums.get(`(${s}, ${a})`) ?? 0) + p!)
  return sums
}

/** A state without a row is terminal, an action without one is not there. */
export function processFromRows(rows: Rows, gamma: number): Process {
  const states = rows.reduce((most, [s, , next]) => Math.max(most, s! + 1, next! + 1), 0)
  const actions = rows.reduce((most, [, a]) => Math.max(most, a! + 1), 0)
  const chances = Array.from({ length: states }, () => Array.from({ length: actions }, (): Chance[] => []))
  for (const [s, a, next, p, reward] of rows)
    if (p! > 0) chances[s!]![a!]!.push({ next: next!, p: p!, reward: reward! })
  return { chances, gamma }
}
