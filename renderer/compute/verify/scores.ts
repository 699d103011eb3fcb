import { incompleteBeta } from '../special/incomplete-beta.ts'
import { upperGamma } from '../special/incomplete-gamma.ts'

export interface ScoresCertificate {
  /** Largest relative difference from the same scores by another formula. */
  readonly difference: number
  /** Every score is at least 0 or, where it has no value, none; every p is the chance of a larger score. */
  readonly valid: boolean
  readonly holds: boolean
}

type Rows = readonly (readonly number[])[]
type Recompute = (values: readonly number[], y: readonly number[]) => number

const totalOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0)
const groupsOf = (values: readonly number[], y: readonly number[]) => {
  const groups = new Map<number, number[]>()
  values.forEach((value, i) => {
    const group = groups.get(y[i]!)
    if (group) group.push(value)
    else groups.set(y[i]!, [value])
  })
  return [...groups.values()]
}

/** χ² as Σ O²/E − Σ O. */
const chi2: Recompute = (values, y) => {
  const total = totalOf(values)
  return groupsOf(values, y).reduce(
    (sum, group) => sum + (totalOf(group) ** 2 * values.length) / (total * group.length),
    -total,
  )
}

/** F from total and within-group squares alone. */
const anovaF: Recompute = (values, y) => {
  const squares = (group: readonly number[]) => {
    const centre = totalOf(group) / group.length
    return group.reduce((sum, value) => sum + (value - centre) ** 2, 0)
  }
  const groups = groupsOf(values, y)
  const within = groups.reduce((sum, group) => sum + squares(group), 0)
  return ((squares(values) - within) / (groups.length - 1)) * ((values.length - groups.length) / within)
}

const formulas = { chi2, anovaF } as const

/** The chance of a score as large, by χ² or Fisher's F. */
function tailOf(name: keyof typeof formulas, score: number, groups: number, n: number): number {
  const [between, within] = [groups - 1, n - groups]
  if (name === 'chi2') return upperGamma(between / 2, score / 2)
  return incompleteBeta(within / 2, between / 2, within / (within + between * score))
}

const isChance = (p: number, wanted: number) =>
  Number.isNaN(wanted) || wanted < 1e-300 ? !(p < 0 || p > 1) : Math.abs(p - wanted) <= 1e-6 * wanted

export function certifyScores(
  name: keyof typeof formulas,
  X: Rows,
  y: readonly number[],
  scores: readonly number[],
  p: readonly number[],
): ScoresCertificate {
  const differences = scores.map((score, j) => {
    const again = formulas[name](
      X.map(row => row[j]!),
      y,
    )
    if (Object.is(again, score) || (!Number.isFinite(again) && !Number.isFinite(score))) return 0
    const apart = Math.abs(again - score) / Math.max(1, Math.abs(score))
    return Number.isNaN(apart) ? Infinity : apart
  })
  const difference = Math.max(...differences)
  const groups = new Set(y).size
  const valid = scores.every((score, j) => !(score < 0) && isChance(p[j]!, tailOf(name, score, groups, y.length)))
  return { difference, valid, holds: difference < 1e-6 && valid }
}
