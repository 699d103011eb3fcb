import { slopeError, slopeTolerance } from './differences.ts'

export interface ContrastCertificate {
  /** Relative distance of the loss from one computed anew. */
  readonly lossError: number
  /** Slopes by images, texts and temperature against differences, relative. */
  readonly gradient: number
  /** 0 ≤ loss, and with unit vectors loss ≤ ln n + 2 / τ. */
  readonly bounded: boolean
  readonly holds: boolean
}

interface Pairs {
  readonly n: number
  readonly d: number
  readonly temperature: number
  readonly normalise: boolean
}

function lossOf({ n, d, temperature, normalise }: Pairs, images: Float64Array, texts: Float64Array): number {
  const row = (all: Float64Array, i: number) => all.subarray(i * d, (i + 1) * d)
  const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, value, c) => sum + value * b[c]!, 0)
  const length = (a: Float64Array) => (normalise ? Math.sqrt(dot(a, a)) : 1)
  const lengths = Array.from({ length: n }, (_, j) => length(row(texts, j)))
  const scores = Array.from({ length: n }, (_, i) => {
    const size = length(row(images, i))
    return lengths.map((other, j) => dot(row(images, i), row(texts, j)) / size / other / temperature)
  })
  const surprise = (all: readonly number[], truth: number) => {
    const top = Math.max(...all)
    return top - all[truth]! + Math.log(all.reduce((sum, value) => sum + Math.exp(value - top), 0))
  }
  return scores.reduce(
    (sum, all, i) =>
      sum +
      (surprise(all, i) +
        surprise(
          scores.map(other => other[i]!),
          i,
        )) /
        (2 * n),
    0,
  )
}

/** Certifies a contrastive loss by computing it anew and its slopes by differences. */
export function certifyContrast(
  pairs: Pairs,
  images: Float64Array,
  texts: Float64Array,
  claimed: {
    readonly loss: number
    readonly dImages: Float64Array
    readonly dTexts: Float64Array
    readonly dTemperature: number
  },
): ContrastCertificate {
  const again = lossOf(pairs, images, texts)
  const lossError = Math.abs(again - claimed.loss) / Math.max(1e-3, Math.abs(again))
  const tau = Float64Array.of(pairs.temperature)
  // Steps of a share of the temperature: it must stay positive.
  const shares = [1e-2, 1e-3, 1e-4].map(share => share * Math.min(1, pairs.temperature))
  const options = { turns: 1, from: [1e-3, 1e-4, 1e-5] }
  const gradient = Math.max(
    slopeError(changed => lossOf(pairs, changed, texts), images, claimed.dImages, options),
    slopeError(changed => lossOf(pairs, images, changed), texts, claimed.dTexts, options),
    slopeError(
      changed => lossOf({ ...pairs, temperature: changed[0]! }, images, texts),
      tau,
      Float64Array.of(claimed.dTemperature),
      { turns: 1, from: shares },
    ),
  )
  const ceiling = pairs.normalise ? Math.log(pairs.n) + 2 / pairs.temperature : Infinity
  const bounded = claimed.loss >= -1e-12 && claimed.loss <= ceiling + 1e-9
  return { lossError, gradient, bounded, holds: lossError < 1e-9 && gradient < slopeTolerance && bounded }
}

export interface ZeroShotCertificate {
  /** Largest |ln(p_i / p_j) − (cos_i − cos_j) / τ| to the likeliest, cosines computed anew, where p does not underflow. */
  readonly ratio: number
  readonly sum: number
  readonly holds: boolean
}

/** Certifies chances of prompts by their ratios. */
export function certifyZeroShot(
  image: readonly number[],
  texts: readonly (readonly number[])[],
  temperature: number,
  { probs }: { readonly probs: readonly number[] },
): ZeroShotCertificate {
  const squares = (row: readonly number[]) => row.reduce((sum, value) => sum + value * value, 0)
  const cosines = texts.map(
    row => row.reduce((sum, value, c) => sum + value * image[c]!, 0) / Math.sqrt(squares(row) * squares(image)),
  )
  const best = cosines.indexOf(Math.max(...cosines))
  let ratio = 0
  cosines.forEach((cosine, i) => {
    const wanted = (cosine - cosines[best]!) / temperature
    if (wanted > -600)
      ratio = Math.max(ratio, Math.abs(Math.log(probs[i]! / probs[best]!) - wanted) / Math.max(1, -wanted))
  })
  const sum = Math.abs(probs.reduce((a, b) => a + b, 0) - 1)
  return { ratio, sum, holds: ratio < 1e-9 && sum < 1e-12 * (texts.length + 1) }
}
