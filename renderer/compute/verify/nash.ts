import {
  add,
  compare,
  dot,
  larger,
  largest,
  rationalFrom,
  subtract,
  textFrom,
  zero,
  type Rational,
} from '../rational.ts'

/** Payoffs of a bimatrix game, exact: `A[i][j]` to the row player, `B[i][j]` to the column player. */
export interface Bimatrix {
  readonly A: readonly (readonly Rational[])[]
  readonly B: readonly (readonly Rational[])[]
}

export interface NashCertificate {
  /** Strategy pairs that were looked at. */
  readonly pairs: number
  /** Largest gain of one player from leaving a pair alone, as an exact rational: "0" proves every pair an equilibrium. */
  readonly gap: string
  /** Every strategy has no negative entry and sums to 1. */
  readonly distributions: boolean
  readonly holds: boolean
}

const columnsOf = (matrix: Bimatrix['B']): Rational[][] =>
  (matrix[0] ?? []).map((_, j) => matrix.map(row => row[j] ?? zero))

/** How much each player can gain by answering best: max_i (Ay)_i − xᵀAy and max_j (xᵀB)_j − xᵀBy; never negative. */
export function bestResponseGap({ A, B }: Bimatrix, x: readonly Rational[], y: readonly Rational[]): Rational {
  const rowPayoffs = A.map(row => dot(row, y))
  const columnPayoffs = columnsOf(B).map(column => dot(column, x))
  const rowGap = subtract(largest(rowPayoffs), dot(x, rowPayoffs))
  return larger(rowGap, subtract(largest(columnPayoffs), dot(y, columnPayoffs)))
}

export const isDistribution = (x: readonly Rational[]): boolean =>
  x.every(share => compare(share, zero) >= 0) && textFrom(x.reduce(add, zero)) === '1'

/** Certifies pairs of mixed strategies, given as texts "p/q", against a game, in exact rationals. */
export function certifyNash(
  game: Bimatrix,
  pairs: readonly { readonly x: readonly string[]; readonly y: readonly string[] }[],
): NashCertificate {
  let gap = zero
  let distributions = true
  for (const pair of pairs) {
    const [x, y] = [pair.x.map(rationalFrom), pair.y.map(rationalFrom)]
    distributions &&= isDistribution(x) && isDistribution(y)
    gap = larger(gap, bestResponseGap(game, x, y))
  }
  return {
    pairs: pairs.length,
    gap: textFrom(gap),
    distributions,
    holds: pairs.length > 0 && distributions && gap.n === 0n,
  }
}
