import { Stream } from '../random/stream.ts'
import { slopeError, slopeTolerance } from './differences.ts'

/** A mixture of round normals of one variance; means row by row. */
export interface Cloud {
  readonly d: number
  readonly weights: Float64Array
  readonly means: Float64Array
  readonly variance: number
}

export interface Moments {
  readonly mean: readonly number[]
  readonly cov: readonly (readonly number[])[]
}

/** Mean and covariance of the cloud after noise: √ᾱ m and ᾱ (C + σ² I) + (1 − ᾱ) I. */
export function exactMoments({ d, weights, means, variance }: Cloud, bar: number): Moments {
  const entry = (k: number, c: number) => means[k * d + c]!
  const mean = Array.from({ length: d }, (_, c) => weights.reduce((sum, w, k) => sum + w * entry(k, c), 0))
  const between = (a: number, b: number) =>
    weights.reduce((sum, w, k) => sum + w * (entry(k, a) - mean[a]!) * (entry(k, b) - mean[b]!), 0)
  return {
    mean: mean.map(value => Math.sqrt(bar) * value),
    cov: mean.map((_, a) =>
      mean.map((__, b) => bar * (between(a, b) + (a === b ? variance : 0)) + (a === b ? 1 - bar : 0)),
    ),
  }
}

/** Mean and covariance of rows of d. */
export function momentsOf(points: Float64Array, d: number): Moments {
  const n = points.length / d
  const mean = Array.from({ length: d }, (_, c) => {
    let sum = 0
    for (let i = 0; i < n; i++) sum += points[i * d + c]!
    return sum / n
  })
  const cov = mean.map((_, a) =>
    mean.map((__, b) => {
      let sum = 0
      for (let i = 0; i < n; i++) sum += (points[i * d + a]! - mean[a]!) * (points[i * d + b]! - mean[b]!)
      return sum / n
    }),
  )
  return { mean, cov }
}

export interface MomentsCertificate {
  /** Largest distance of a mean, in standard errors; the same of a covariance, by the spread of its own products. */
  readonly meanDeviation: number
  readonly covarianceDeviation: number
  readonly points: number
}

/** How far points are from what the cloud after noise should give, in standard errors. */
export function certifyMoments(cloud: Cloud, bar: number, points: Float64Array): MomentsCertificate {
  const { d } = cloud
  const n = points.length / d
  const [wanted, found] = [exactMoments(cloud, bar), momentsOf(points, d)]
  let [meanDeviation, covarianceDeviation] = [0, 0]
  for (let a = 0; a < d; a++) {
    const error = Math.sqrt(wanted.cov[a]![a]! / n)
    meanDeviation = Math.max(meanDeviation, Math.abs(found.mean[a]! - wanted.mean[a]!) / error)
    for (let b = 0; b < d; b++) {
      let fourth = 0
      for (let i = 0; i < n; i++) {
        const product = (points[i * d + a]! - found.mean[a]!) * (points[i * d + b]! - found.mean[b]!)
        fourth += (product - found.cov[a]![b]!) ** 2
      }
      const spread = Math.sqrt(fourth / n / n) || Number.MIN_VALUE
      covarianceDeviation = Math.max(covarianceDeviation, Math.abs(found.cov[a]![b]! - wanted.cov[a]![b]!) / spread)
    }
  }
  return { meanDeviation, covarianceDeviation, points: n }
}

/** ln q_t(x), by log-sum-exp over the components. */
function logDensity({ d, weights, means, variance }: Cloud, bar: number, x: Float64Array): number {
  const spread = bar * variance + 1 - bar
  const logarithms = Array.from(weights, (w, k) => {
    let squared = 0
    for (let c = 0; c < d; c++) squared += (x[c]! - Math.sqrt(bar) * means[k * d + c]!) ** 2
    return Math.log(w) - squared / (2 * spread) - (d / 2) * Math.log(2 * Math.PI * spread)
  })
  const top = logarithms.reduce((a, b) => Math.max(a, b))
  return top + Math.log(logarithms.reduce((sum, value) => sum + Math.exp(value - top), 0))
}

/** A run backwards: from `starts` over falling times, `eta` as in DDIM; noise of point i from stream i + `firstStream`. */
export interface Backwards {
  readonly cloud: Cloud
  readonly alphaBars: Float64Array
  readonly times: readonly number[]
  readonly starts: Float64Array
  readonly sigma: (bar: number, before: number) => number
  readonly seed: number
  readonly firstStream: number
}

export interface BackwardsCertificate extends MomentsCertificate {
  /** The noise used against differences of ln q_t, relative, at the start of the first points and at their end. */
  readonly score: number
  /** Largest distance of the first points from a second run of them: 0 where the path depends on its start and seed alone. */
  readonly replay: number
  /** Means within five standard errors and covariances within a tenth more: few steps leave more. */
  readonly faithful: boolean
  /** The run is what its method says, by score and replay. */
  readonly holds: boolean
}

const replayed = 6

/** Certifies a run backwards: its noise, its first points run again by the direct formula, and its moments at the end. */
export function certifyBackwards(
  run: Backwards,
  noiseOf: (bar: number, x: Float64Array) => Float64Array,
  points: Float64Array,
  done: number,
): BackwardsCertificate {
  const { cloud, alphaBars, times, starts } = run
  const { d } = cloud
  const bar = done < times.length ? alphaBars[times[done]!]! : 1
  let [score, replay] = [0, 0]
  for (let i = 0; i < Math.min(replayed, points.length / d); i++) {
    const [start, end] = [starts.slice(i * d, (i + 1) * d), points.slice(i * d, (i + 1) * d)]
    for (const [x, at] of [
      [start, alphaBars[times[0]!]!],
      [end, alphaBars[times.at(-1)!]!],
    ] as const) {
      const slope = noiseOf(at, x).map(value => -value / Math.sqrt(1 - at))
      const spread = Math.sqrt(at * cloud.variance + 1 - at)
      const from = [1e-2, 1e-3, 1e-4].map(share => (share * spread) / Math.max(1, ...x.map(Math.abs)))
      score = Math.max(
        score,
        slopeError(y => logDensity(cloud, at, y), x, slope, { turns: 1, from }),
      )
    }
    const again = runAgain(run, start, i, done)
    again.forEach((value, c) => (replay = Math.max(replay, Math.abs(value - end[c]!) / Math.max(1, Math.abs(value)))))
  }
  const moments = certifyMoments(cloud, bar, points)
  const faithful = moments.meanDeviation < 5 && moments.covarianceDeviation < 5.5
  return { ...moments, score, replay, faithful, holds: score < slopeTolerance && replay < 1e-6 }
}

/** One point run again: x₀ = (x + (1 − ᾱ) score) / √ᾱ by Tweedie's formula, then the step to the earlier time. */
function runAgain(
  { cloud, alphaBars, times, sigma, seed, firstStream }: Backwards,
  start: Float64Array,
  i: number,
  done: number,
) {
  const random = new Stream(seed, firstStream + i)
  const { d, weights, means, variance } = cloud
  let x = Array.from(start)
  for (let step = 0; step < done; step++) {
    const [bar, before] = [alphaBars[times[step]!]!, step + 1 < times.length ? alphaBars[times[step + 1]!]! : 1]
    const [root, spread] = [Math.sqrt(bar), bar * variance + 1 - bar]
    const logs = Array.from(weights, (w, k) =>
      x.reduce((sum, value, c) => sum - (value - root * means[k * d + c]!) ** 2 / (2 * spread), Math.log(w)),
    )
    const top = Math.max(...logs)
    const shares = logs.map(value => Math.exp(value - top))
    const total = shares.reduce((a, b) => a + b, 0)
    const tau = sigma(bar, before)
    x = x.map((value, c) => {
      const towards =
        shares.reduce((sum, share, k) => sum + (share / total) * (root * means[k * d + c]! - value), 0) / spread
      const clean = (value + (1 - bar) * towards) / root
      const direction = -Math.sqrt(1 - bar) * towards
      const kept = Math.sqrt(Math.max(0, 1 - before - tau * tau))
      return Math.sqrt(before) * clean + kept * direction + (tau ? tau * random.normal() : 0)
    })
  }
  return x
}
