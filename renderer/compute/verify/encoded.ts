export interface EncodedCertificate {
  /** Largest |aᵀ(y − Aw)| over ‖a‖ ‖y‖ of the design's columns a: 0 where w makes ‖y − Aw‖ least. */
  readonly normalResidual: number
  /** ‖A v‖∞ of the combination said to be redundant, over the largest entry of A; null where none is said to be. */
  readonly redundantResidual: number | null
  /** R² computed anew from the design and the weights, against the one told. */
  readonly r2Error: number
  readonly holds: boolean
}

interface Seen {
  readonly weights: readonly number[]
  readonly redundant: readonly number[] | null
  readonly r2: number
}

const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, value, i) => sum + value * b[i]!, 0)

/** Certifies a least-squares fit by its normal equations, and a redundant combination by what it sums to in every row. */
export function certifyEncoded(
  A: readonly (readonly number[])[],
  y: readonly number[],
  { weights, redundant, r2 }: Seen,
): EncodedCertificate {
  const residuals = A.map((row, i) => y[i]! - dot(row, weights))
  const size = Math.sqrt(dot(y, y)) || 1
  const normal = weights.map((_, j) => {
    const column = A.map(row => row[j]!)
    const length = Math.sqrt(dot(column, column))
    return length > 0 ? Math.abs(dot(column, residuals)) / (length * size) : 0
  })
  const normalResidual = normal.reduce((a, b) => Math.max(a, b), 0)
  const most = A.flat().reduce((a, b) => Math.max(a, Math.abs(b)), 0) || 1
  const redundantResidual =
    redundant && A.reduce((worst, row) => Math.max(worst, Math.abs(dot(row, redundant))), 0) / most
  const mean = y.reduce((a, b) => a + b, 0) / y.length
  const total = y.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  const r2Error = Math.abs(r2 - (total > 0 ? 1 - dot(residuals, residuals) / total : 0))
  const holds = normalResidual < 1e-9 && !((redundantResidual ?? 0) > 1e-8) && r2Error < 1e-9
  return { normalResidual, redundantResidual, r2Error, holds }
}
