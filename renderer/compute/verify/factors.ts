/** A rating: which user, which item, how much. */
export type Rating = readonly [user: number, item: number, value: number]
type Rows = readonly (readonly number[])[]

export interface FactorsCertificate {
  /** ½ Σ (r − u·v)² + ½ λ (Σ‖u‖² + Σ‖v‖²). */
  readonly objective: number
  readonly rmse: number
  /** Largest |∂/∂| of the objective. */
  readonly gradientNorm: number
  /** The objective never rose from one iterate to the next. */
  readonly monotone: boolean
  readonly finite: boolean
}

const product = (u: readonly number[], v: readonly number[]) =>
  u.reduce((sum, value, k) => sum + value * (v[k] ?? 0), 0)
const squares = (rows: Rows) => rows.flat().reduce((sum, value) => sum + value ** 2, 0)

/** Recomputes the objective of a factorisation and its slope from the factors alone. */
export function certifyFactors(
  ratings: readonly Rating[],
  U: Rows,
  V: Rows,
  lambda: number,
  values: readonly number[],
): FactorsCertificate {
  const slopes = {
    U: U.map(row => row.map(value => lambda * value)),
    V: V.map(row => row.map(value => lambda * value)),
  }
  let squared = 0
  for (const [i, j, value] of ratings) {
    const [u, v] = [U[i] ?? [], V[j] ?? []]
    const error = product(u, v) - value
    squared += error ** 2
    u.forEach((entry, k) => {
      slopes.U[i]![k]! += error * (v[k] ?? 0)
      slopes.V[j]![k]! += error * entry
    })
  }
  const objective = squared / 2 + (lambda / 2) * (squares(U) + squares(V))
  const gradientNorm = Math.max(...[...slopes.U, ...slopes.V].flat().map(Math.abs))
  const monotone = values.every((value, k) => k === 0 || value <= values[k - 1]! * (1 + 1e-12) + 1e-300)
  return {
    objective,
    rmse: Math.sqrt(squared / ratings.length),
    gradientNorm,
    monotone,
    finite: Number.isFinite(objective),
  }
}

export interface SingularCertificate {
  /** Largest entries of |UᵀU − 1| and |VᵀV − 1|. */
  readonly orthogonality: number
  /** ‖A − U_k S_k V_kᵀ‖ over ‖A‖ (Frobenius), and what Eckart and Young (1936) say is the least: the values left out. */
  readonly error: number
  readonly leastError: number
  readonly holds: boolean
}

const roundingError = 1e-9

/** Certifies singular values and vectors (columns, all of them) and the approximation of rank k they give. */
export function certifySingular(
  given: Rows,
  U: Rows,
  values: readonly number[],
  V: Rows,
  k: number,
): SingularCertificate {
  // All that is certified is relative; next to the largest entry no square is lost.
  const largest = Math.max(...given.map(row => Math.max(...row.map(Math.abs)))) || 1
  const A = given.map(row => row.map(value => value / largest))
  const S = values.map(value => value / largest)
  const norm = Math.sqrt(squares(A)) || 1
  const full = approximation(U, S, V, S.length)
  const kept = approximation(U, S, V, k)
  const error = Math.sqrt(squares(A.map((row, i) => row.map((value, j) => value - kept(i, j))))) / norm
  const whole = Math.sqrt(squares(A.map((row, i) => row.map((value, j) => value - full(i, j))))) / norm
  const leastError = Math.sqrt(S.slice(k).reduce((sum, value) => sum + value ** 2, 0)) / norm
  const orthogonality = Math.max(offIdentity(U, S), offIdentity(V, S))
  // Only the largest values first leave the least.
  const falling = S.every((value, r) => value >= 0 && value <= (S[r - 1] ?? Infinity) + roundingError)
  const close = orthogonality < roundingError && whole < roundingError && Math.abs(error - leastError) < roundingError
  const holds = falling && close
  return { orthogonality, error, leastError, holds }
}

const approximation = (U: Rows, S: readonly number[], V: Rows, k: number) => (i: number, j: number) =>
  S.slice(0, k).reduce((sum, value, r) => sum + value * (U[i]![r] ?? 0) * (V[j]![r] ?? 0), 0)

/** Columns of singular value 0 have no direction of their own and may be 0. */
function offIdentity(rows: Rows, S: readonly number[]): number {
  const size = Math.max(...S, 1e-300)
  const used = S.map((value, r) => [value, r] as const).filter(([value]) => value > 1e-12 * size)
  const errors = used.flatMap(([, r]) =>
    used.map(([, s]) => Math.abs(rows.reduce((sum, row) => sum + row[r]! * row[s]!, 0) - Number(r === s))),
  )
  return Math.max(0, ...errors)
}
