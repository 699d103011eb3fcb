export interface LocationCertificate {
  /** Σ (y − mean) over Σ |y − mean|: 0 at the mean. */
  readonly squared: number
  /** Share of points by which one side of the median outweighs the other, those on it counted against: at most 0. */
  readonly absolute: number
  /** Σ clip(y − m, ±δ) over n δ: 0 at Huber's location. */
  readonly huber: number
  readonly holds: boolean
}

/** Certifies three locations by the (sub)gradients of the losses they minimise. */
export function certifyLocations(
  data: readonly number[],
  at: { readonly mean: number; readonly median: number; readonly huber: number },
  delta: number,
): LocationCertificate {
  const n = data.length
  const sum = (of: (y: number) => number) => data.reduce((total, y) => total + of(y), 0)
  const squared = sum(y => y - at.mean) / (sum(y => Math.abs(y - at.mean)) || 1)
  const on = sum(y => (y === at.median ? 1 : 0))
  const absolute = (Math.abs(sum(y => Math.sign(y - at.median))) - on) / n
  const huber = sum(y => Math.max(-delta, Math.min(delta, y - at.huber))) / (n * delta)
  return { squared, absolute, huber, holds: Math.abs(squared) < 1e-9 && absolute <= 0 && Math.abs(huber) < 1e-9 }
}
