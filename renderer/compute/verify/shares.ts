export interface SharesCertificate {
  /** |Σ − 1| of the posterior means, and of the mode where there is one. */
  readonly massError: number
  /** The mean as the average of prior mean and observed shares, weighted by what each has seen: largest difference. */
  readonly shrinkage: number
  /** Largest difference of ∂/∂θ_i of the log posterior between classes at the mode: 0 on the simplex; null without a mode. */
  readonly stationarity: number | null
  readonly holds: boolean
}

/** Certifies the mean and the mode of shares under a Dirichlet prior. */
export function certifyShares(
  alpha: readonly number[],
  counts: readonly number[],
  mean: readonly number[],
  mode: readonly number[] | null,
): SharesCertificate {
  const weight = alpha.reduce((a, b) => a + b, 0)
  const n = counts.reduce((a, b) => a + b, 0)
  const share = n / (n + weight)
  const averages = alpha.map((a, i) => (1 - share) * (a / weight) + (n ? share * (counts[i]! / n) : 0))
  const shrinkage = Math.max(...averages.map((value, i) => Math.abs(value - mean[i]!)))
  const slopes = mode?.map((theta, i) => (alpha[i]! + counts[i]! - 1) / theta)
  const stationarity = slopes ? (Math.max(...slopes) - Math.min(...slopes)) / Math.max(...slopes) : null
  const massErrorOf = (shares: readonly number[]) => Math.abs(shares.reduce((a, b) => a + b, 0) - 1)
  const massError = Math.max(massErrorOf(mean), mode ? massErrorOf(mode) : 0)
  return {
    massError,
    shrinkage,
    stationarity,
    holds: massError < 1e-9 && shrinkage < 1e-9 && !((stationarity ?? 0) > 1e-9),
  }
}
