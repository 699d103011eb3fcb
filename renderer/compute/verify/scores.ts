export interface ScoresCertificate {
  /** Largest relative difference from the same scores by another formula. */
  readonly difference: number
  /** Every score is a number of at least 0, every p a probability. */
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
    return Object.is(again, score) || !Number.isFinite(score)
      ? 0
      : Math.abs(again - score) / Math.max(1, Math.abs(score))
  })
  const difference = Math.max(...differences)
  const valid = scores.every(score => !(score < 0)) && p.every(value => !(value < 0 || value > 1))
  return { difference, valid, holds: difference < 1e-6 && valid }
}
