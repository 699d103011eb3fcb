export interface SoftmaxCertificate {
  /** How far 0 is from the subdifferential of C Σ log loss + penalty at the weights, at most, over C n. */
  readonly stationarity: number
  readonly holds: boolean
}

/** Certifies softmax weights, K rows of d and an intercept, on flat rows of d features. */
export function certifySoftmax(
  { x, d, of, K }: { readonly x: Float64Array; readonly d: number; readonly of: Int32Array; readonly K: number },
  C: number,
  penalty: 'l1' | 'l2',
  W: Float64Array,
): SoftmaxCertificate {
  const width = d + 1
  const slope = new Float64Array(K * width)
  for (let i = 0; i < of.length; i++) {
    const logits = Array.from({ length: K }, (_, c) => {
      let z = W[c * width + d]!
      for (let j = 0; j < d; j++) z += W[c * width + j]! * x[i * d + j]!
      return z
    })
    const top = Math.max(...logits)
    const total = top + Math.log(logits.reduce((sum, z) => sum + Math.exp(z - top), 0))
    logits.forEach((z, c) => {
      const error = Math.exp(z - total) - (of[i] === c ? 1 : 0)
      for (let j = 0; j < width; j++) slope[c * width + j]! += C * error * (j < d ? x[i * d + j]! : 1)
    })
  }
  const distances = Array.from(slope, (value, at) => {
    if (at % width === d) return Math.abs(value)
    if (penalty === 'l2') return Math.abs(value + W[at]!)
    return W[at] === 0 ? Math.max(0, Math.abs(value) - 1) : Math.abs(value + Math.sign(W[at]!))
  })
  const stationarity = Math.max(...distances) / (C * of.length)
  return { stationarity, holds: stationarity < 1e-6 }
}
