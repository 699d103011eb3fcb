export interface ScheduleCertificate {
  /** Largest relative error of ᾱ against exp Σ ln(1 − β). */
  readonly product: number
  /** Largest error of coef_x0 + coef_xt √ᾱ_t = √ᾱ_{t−1}, the mean of x_{t−1} through x_t. */
  readonly mean: number
  /** The same of its variance: posterior + coef_xt² (1 − ᾱ_t) = 1 − ᾱ_{t−1}. */
  readonly variance: number
  /** ᾱ falls all the way and stays in (0, 1). */
  readonly falling: boolean
  readonly holds: boolean
}

/** Certifies the table of a schedule: going a step back and forth again must give the same mean and variance. */
export function certifySchedule(table: {
  readonly beta: readonly number[]
  readonly alpha_bar: readonly number[]
  readonly posterior_var: readonly number[]
  readonly post_mean_coef_x0: readonly number[]
  readonly post_mean_coef_xt: readonly number[]
}): ScheduleCertificate {
  let [product, mean, variance, logarithm, falling] = [0, 0, 0, 0, true]
  table.beta.forEach((beta, t) => {
    const [bar, before] = [table.alpha_bar[t]!, t ? table.alpha_bar[t - 1]! : 1]
    logarithm += Math.log1p(-beta)
    product = Math.max(product, Math.abs(bar / Math.exp(logarithm) - 1))
    const [a, b] = [table.post_mean_coef_x0[t]!, table.post_mean_coef_xt[t]!]
    mean = Math.max(mean, Math.abs(a + b * Math.sqrt(bar) - Math.sqrt(before)))
    variance = Math.max(variance, Math.abs(table.posterior_var[t]! + b * b * (1 - bar) - (1 - before)))
    falling &&= bar > 0 && bar < before
  })
  // Long products lose a rounding a factor.
  const holds = product < 1e-15 * (100 + 10 * table.beta.length) && mean < 1e-8 && variance < 1e-8 && falling
  return { product, mean, variance, falling, holds }
}
