export interface LogSumExpCertificate {
  /** |Σ p − 1|; of the sum itself where every score is −∞. */
  readonly sum: number
  /** Largest |p_i e^(top − x_i) / p_top − 1| over places that do not underflow: chances stand to each other as e^x. */
  readonly ratio: number
  /** ln Σ e^x is the top less the logarithm of its chance. */
  readonly bounded: boolean
  readonly holds: boolean
}

/** Certifies the softmax of scores by the ratios of its entries. */
export function certifySoftmaxOf(scores: Float64Array, out: Float64Array, logsumexp: number): LogSumExpCertificate {
  const top = scores.reduce((a, b) => Math.max(a, b), -Infinity)
  const total = out.reduce((a, b) => a + b, 0)
  if (top === -Infinity) {
    const holds = total === 0 && logsumexp === -Infinity
    return { sum: total, ratio: 0, bounded: logsumexp === -Infinity, holds }
  }
  const first = out[scores.indexOf(top)]!
  let ratio = 0
  scores.forEach((x, i) => {
    if (x - top > -600) ratio = Math.max(ratio, Math.abs((out[i]! / first) * Math.exp(top - x) - 1))
    else ratio = Math.max(ratio, out[i]!)
  })
  const sum = Math.abs(total - 1)
  const bounded = Math.abs(logsumexp - (top - Math.log(first))) <= 1e-11 * Math.max(1, Math.abs(top))
  return { sum, ratio, bounded, holds: sum < 1e-12 * scores.length + 1e-12 && ratio < 1e-9 && bounded }
}
