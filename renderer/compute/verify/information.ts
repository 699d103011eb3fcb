export interface InformationCertificate {
  /** H(y) in nats, which no mutual information with y passes. */
  readonly entropy: number
  readonly largest: number
  readonly smallest: number
  readonly holds: boolean
}

/** Certifies 0 ≤ I ≤ H(y); an estimate by neighbours may pass H(y) by its own error, allowed for with 2/√n. */
export function certifyInformation(counts: ArrayLike<number>, scores: readonly number[]): InformationCertificate {
  const sizes = Array.from(counts)
  const n = sizes.reduce((a, b) => a + b, 0)
  const entropy = sizes.reduce((sum, size) => sum - (size ? (size / n) * Math.log(size / n) : 0), 0)
  const [largest, smallest] = [Math.max(...scores), Math.min(...scores)]
  return { entropy, largest, smallest, holds: smallest >= -1e-12 && largest <= entropy + 2 / Math.sqrt(n) }
}
