import { normalQuantile } from '../../special/quantile.ts'
import { meanOf, medianOf, sumOf, varianceOf, type Fit } from './fit.ts'

/** Wilson's score interval of a share, which stays inside [0, 1] (Wilson, JASA 22, 1927). */
function wilson(p: number, n: number): readonly [number, number] {
  const z = normalQuantile(0.975)
  const middle = p + (z * z) / (2 * n)
  const half = z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))
  return [(middle - half) / (1 + (z * z) / n), (middle + half) / (1 + (z * z) / n)]
}

export function gaussian(data: readonly number[]): Fit | undefined {
  const n = data.length
  const mu = meanOf(data)
  const sigma2 = varianceOf(data, mu)
  if (!(sigma2 > 0)) return undefined
  const unbiased = n > 1 ? { sigma2_unbiased: (sigma2 * n) / (n - 1) } : {}
  const named = { mu, sigma2_mle: sigma2, ...unbiased, se_mu: Math.sqrt(sigma2 / n) }
  return { theta: [mu, sigma2], named, stationary: true }
}

export function bernoulli(data: readonly number[]): Fit {
  const n = data.length
  const p = meanOf(data)
  const named = { p, wald_se: Math.sqrt((p * (1 - p)) / n), wilson95: wilson(p, n) }
  return { theta: [p], named, stationary: p > 0 && p < 1 }
}

export function poisson(data: readonly number[]): Fit {
  const lambda = meanOf(data)
  return { theta: [lambda], named: { lambda, se: Math.sqrt(lambda / data.length) }, stationary: lambda > 0 }
}

export function exponential(data: readonly number[]): Fit | undefined {
  const rate = 1 / meanOf(data)
  if (!Number.isFinite(rate)) return undefined
  return { theta: [rate], named: { rate, se_rate: rate / Math.sqrt(data.length) }, stationary: true }
}

/** On [0, θ]: the likelihood falls from the largest observation on, where its slope is never 0. */
export function uniform(data: readonly number[]): Fit | undefined {
  const theta = data.reduce((most, x) => Math.max(most, x), 0)
  return theta > 0 ? { theta: [theta], named: { theta }, stationary: false } : undefined
}

/** The median, and the mean distance from it. The likelihood has a corner at every observation. */
export function laplace(data: readonly number[]): Fit | undefined {
  const mu = medianOf(data)
  const b = meanOf(data.map(x => Math.abs(x - mu)))
  return b > 0 ? { theta: [mu, b], named: { mu, b }, stationary: false } : undefined
}

/** Trials until the first success: 1, 2, … */
export function geometric(data: readonly number[]): Fit {
  const p = data.length / sumOf(data)
  return { theta: [p], named: { p, se: p * Math.sqrt((1 - p) / data.length) }, stationary: p < 1 }
}

/** Shares of the classes 0, 1, …: stationary only along the simplex. */
export function categorical(data: readonly number[]): Fit {
  const counts = Array.from({ length: Math.max(...data) + 1 }, () => 0)
  for (const x of data) counts[x]!++
  const p = counts.map(count => count / data.length)
  return { theta: p, named: { p }, stationary: false }
}
