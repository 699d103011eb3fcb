export interface RangeCertificate {
  /** Rates grow by one factor: largest relative departure. */
  readonly growth: number
  /** The smoothed losses against the weighted mean of those before, all at once, relative. */
  readonly smoothing: number
  /** No other place before the least smoothed loss falls faster than the one suggested. */
  readonly steepest: boolean
  readonly holds: boolean
}

/** Certifies the reading of a range test from its curve. */
export function certifyRange(
  curve: {
    readonly rates: readonly number[]
    readonly losses: readonly number[]
    readonly smoothed: readonly number[]
    readonly suggested: number | null
    readonly least: number
  },
  smoothing: number,
): RangeCertificate {
  const { rates, losses, smoothed, suggested } = curve
  const n = rates.length
  const factor = n > 1 ? (rates[n - 1]! / rates[0]!) ** (1 / (n - 1)) : 1
  const growth = rates.reduce((worst, rate, k) => Math.max(worst, Math.abs(rate / (rates[0]! * factor ** k) - 1)), 0)
  let error = 0
  for (let k = 0; k < n; k++) {
    let [sum, mass] = [0, 0]
    for (let j = Math.max(0, k - 2_000); j <= k; j++) {
      const weight = smoothing ** (k - j)
      sum += weight * losses[j]!
      mass += weight
    }
    error = Math.max(error, Math.abs(sum / mass - smoothed[k]!) / Math.abs(smoothed[k]! || 1))
  }
  const slopeAt = (k: number) =>
    (smoothed[k + 1]! - smoothed[k - 1]!) / (Math.log(rates[k + 1]!) - Math.log(rates[k - 1]!))
  const end = rates.indexOf(curve.least)
  const inner = rates.map((_, k) => k).filter(k => k > 0 && k <= end && k + 1 < n)
  const at = suggested === null ? -1 : rates.indexOf(suggested)
  const least = inner.reduce((low, k) => Math.min(low, slopeAt(k)), 0)
  const steepest = at < 0 ? least >= 0 : slopeAt(at) <= least + 1e-9 * Math.abs(least)
  return { growth, smoothing: error, steepest, holds: growth < 1e-9 && error < 1e-6 && steepest }
}
