type Rows = readonly (readonly number[])[]

export interface LowRankCertificate {
  /** ‖W − B A‖ over ‖W‖ (Frobenius), computed from the product. */
  readonly error: number
  /**
   * A lower bound of that error for any product of this rank: √(‖W‖² − the r largest eigenvalues of WᵀW), which are no
   * more than what r orthonormal directions can hold (Eckart and Young 1936; Ky Fan 1949).
   */
  readonly leastError: number
  /** Σ σ² against ‖W‖², relative: the singular values miss nothing. */
  readonly energy: number
  /** The directions of B hold what they are said to: Σ ‖Wᵀ b_c‖² / ‖b_c‖² against Σ σ_c², relative. */
  readonly held: number
  readonly holds: boolean
}

/** Certifies that B A is a best approximation of W of its rank. */
export function certifyLowRank(W: Rows, B: Rows, A: Rows, values: readonly number[]): LowRankCertificate {
  const total = W.flat().reduce((sum, value) => sum + value * value, 0)
  const r = A.length
  let squared = 0
  W.forEach((row, i) =>
    row.forEach((value, j) => {
      const product = B[i]!.reduce((sum, b, c) => sum + b * A[c]![j]!, 0)
      squared += (value - product) ** 2
    }),
  )
  const energyOf = (all: readonly number[]) => all.reduce((sum, value) => sum + value * value, 0)
  const best = energyOf(values.slice(0, r))
  let held = 0
  for (let c = 0; c < r; c++) {
    const length = B.reduce((sum, row) => sum + row[c]! ** 2, 0)
    if (!(length > 1e-24 * (total || 1))) continue
    const along = W[0]!.map((_, j) => W.reduce((sum, row, i) => sum + row[j]! * B[i]![c]!, 0))
    held += energyOf(along) / length
  }
  const scale = total || 1
  const certificate = {
    error: Math.sqrt(squared / scale),
    leastError: Math.sqrt(Math.max(0, total - best) / scale),
    energy: Math.abs(energyOf(values) - total) / scale,
    held: Math.abs(held - best) / scale,
  }
  // The root of a difference keeps half of its digits.
  const tight = Math.abs(certificate.error ** 2 - certificate.leastError ** 2) < 1e-12
  return { ...certificate, holds: tight && certificate.energy < 1e-10 && certificate.held < 1e-10 }
}
