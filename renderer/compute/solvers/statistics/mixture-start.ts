import type { Stream } from '../../random/stream.ts'
import { emptyMixture, type Kind, type Mixture } from './mixture.ts'

/** Covariance of all rows, of the wanted kind. */
export function overall(data: Float64Array, d: number, kind: Kind, ridge: number): Float64Array {
  const n = data.length / d
  const mean = new Float64Array(d)
  for (let i = 0; i < data.length; i++) mean[i % d]! += data[i]! / n
  const cov = new Float64Array(d * d)
  for (let i = 0; i < n; i++)
    for (let a = 0; a < d; a++)
      for (let b = 0; b < d; b++) cov[a * d + b]! += ((data[i * d + a]! - mean[a]!) * (data[i * d + b]! - mean[b]!)) / n
  const spread = cov.reduce((sum, value, at) => (at % (d + 1) === 0 ? sum + value / d : sum), 0)
  return cov.map((value, at) => {
    if (at % (d + 1) !== 0) return kind === 'full' ? value : 0
    return (kind === 'spherical' ? spread : value) + ridge
  })
}

/**
 * Means on rows drawn far from one another (k-means++, Arthur and Vassilvitskii, SODA 2007), every covariance that of
 * all rows drawn in by K^(2/d), equal weights.
 */
export function seeded(data: Float64Array, K: number, d: number, cov: Float64Array, stream: Stream): Mixture {
  const n = data.length / d
  const mixture = emptyMixture(K, d)
  const nearest = new Float64Array(n).fill(Infinity)
  let row = stream.below(n)
  for (let k = 0; k < K; k++) {
    mixture.means.set(data.subarray(row * d, (row + 1) * d), k * d)
    mixture.covs.set(
      cov.map(value => value / K ** (2 / d)),
      k * d * d,
    )
    let total = 0
    for (let i = 0; i < n; i++) {
      let square = 0
      for (let a = 0; a < d; a++) square += (data[i * d + a]! - data[row * d + a]!) ** 2
      nearest[i] = Math.min(nearest[i]!, square)
      total += nearest[i]!
    }
    row = drawn(nearest, stream.uniform() * total)
  }
  return mixture
}

function drawn(weights: Float64Array, target: number): number {
  let left = target
  for (let i = 0; i < weights.length; i++) if ((left -= weights[i]!) < 0) return i
  return weights.length - 1
}
