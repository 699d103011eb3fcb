import {
  add,
  compare,
  dot,
  larger,
  largest,
  multiply,
  negate,
  rationalFrom,
  subtract,
  textFrom,
  zero,
  type Rational,
} from '../rational.ts'
import { isDistribution, type Bimatrix } from './nash.ts'

/** Common to what is proved optimal: nobody gains by leaving, and no bound is left between value and proof. */
export interface ValueCertificate {
  /** Largest gain from disobeying, exact; "0" where none. */
  readonly incentive: string
  /** What no allowed answer exceeds, by the multipliers. */
  readonly bound: string
  /** bound − value: "0" proves the value best. */
  readonly gap: string
  readonly holds: boolean
}

const total = (rows: readonly (readonly Rational[])[]): Rational => rows.flat().reduce(add, zero)
const at = (matrix: Bimatrix['A'], i: number, j: number): Rational => matrix[i]?.[j] ?? zero
const summed = <T>(list: readonly T[], term: (entry: T, k: number) => Rational): Rational =>
  list.reduce((all, entry, k) => add(all, term(entry, k)), zero)

function closed(incentive: Rational, bound: Rational, value: Rational, sound: boolean): ValueCertificate {
  const gap = subtract(bound, value)
  return {
    incentive: textFrom(incentive),
    bound: textFrom(bound),
    gap: textFrom(gap),
    holds: sound && compare(incentive, zero) <= 0 && gap.n === 0n,
  }
}

/**
 * A leader's mixed strategy x that makes `action` a best answer and pays the leader `value`. For every answer j and
 * multipliers m_k ≥ 0, no x that makes j a best answer pays more than max_i A_ij + Σ_k m_k (B_ij − B_ik).
 */
export function certifyCommitment(
  { A, B }: Bimatrix,
  x: readonly string[],
  action: number,
  multipliers: readonly (readonly Rational[])[],
): ValueCertificate {
  const shares = x.map(rationalFrom)
  const payoff = (matrix: Bimatrix['A'], j: number) => summed(shares, (share, i) => multiply(share, at(matrix, i, j)))
  const answers = multipliers.map((_, j) => payoff(B, j))
  const bounds = multipliers.map((m, j) =>
    largest(
      A.map((_, i) =>
        add(
          at(A, i, j),
          summed(m, (m_k, k) => multiply(m_k, subtract(at(B, i, j), at(B, i, k)))),
        ),
      ),
    ),
  )
  const sound = isDistribution(shares) && multipliers.flat().every(m => compare(m, zero) >= 0)
  return closed(subtract(largest(answers), answers[action] ?? zero), largest(bounds), payoff(A, action), sound)
}

/** Multipliers of a correlated distribution: for every action told, one for each action played instead. */
export interface Deviations {
  readonly row: readonly (readonly Rational[])[]
  readonly column: readonly (readonly Rational[])[]
}

/**
 * A distribution p over profiles that both players obey. With multipliers ≥ 0 no obeyed p has a larger sum of payoffs
 * than max_ij (A + B)_ij + Σ_k row_ik (A_ij − A_kj) + Σ_l column_jl (B_ij − B_il).
 */
export function certifyCorrelated(
  { A, B }: Bimatrix,
  p: readonly (readonly string[])[],
  { row, column }: Deviations,
): ValueCertificate {
  const shares = p.map(line => line.map(rationalFrom))
  const gains = [
    ...A.flatMap((_, i) =>
      A.map((_, k) => summed(shares[i] ?? [], (share, j) => multiply(share, subtract(at(A, k, j), at(A, i, j))))),
    ),
    ...column.flatMap((_, j) =>
      column.map((_, l) => summed(shares, (line, i) => multiply(line[j] ?? zero, subtract(at(B, i, l), at(B, i, j))))),
    ),
  ]
  const bounds = A.flatMap((line, i) =>
    line.map((a, j) => {
      const byRow = summed(row[i] ?? [], (m, k) => multiply(m, subtract(a, at(A, k, j))))
      const byColumn = summed(column[j] ?? [], (m, l) => multiply(m, subtract(at(B, i, j), at(B, i, l))))
      return add(add(a, at(B, i, j)), add(byRow, byColumn))
    }),
  )
  const welfare = summed(shares, (line, i) => add(dot(line, A[i] ?? []), dot(line, B[i] ?? [])))
  const signs = [...row.flat(), ...column.flat(), ...shares.flat()].every(value => compare(value, zero) >= 0)
  return closed(gains.reduce(larger, zero), largest(bounds), welfare, signs && textFrom(total(shares)) === '1')
}

export interface SaddleCertificate {
  /** Least the row player gets by x, most that y allows. */
  readonly lower: string
  readonly upper: string
  readonly gap: string
  readonly holds: boolean
}

/** x secures the row player `lower`, y holds it down to `upper`; where they meet both are best (von Neumann 1928). */
export function certifySaddle(
  A: Bimatrix['A'],
  xTexts: readonly string[],
  yTexts: readonly string[],
): SaddleCertificate {
  const [x, y] = [xTexts.map(rationalFrom), yTexts.map(rationalFrom)]
  const upper = largest(A.map(row => dot(row, y)))
  const columns = (A[0] ?? []).map((_, j) => summed(x, (share, i) => multiply(share, at(A, i, j))))
  const lower = negate(largest(columns.map(negate)))
  const gap = subtract(upper, lower)
  const holds = gap.n === 0n && isDistribution(x) && isDistribution(y)
  return { lower: textFrom(lower), upper: textFrom(upper), gap: textFrom(gap), holds }
}
