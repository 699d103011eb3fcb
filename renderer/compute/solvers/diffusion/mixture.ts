import type { Issue } from '../../issue.ts'
import type { Problem } from '../../schema.ts'
import { mismatch } from '../../stepwise.ts'
import type { Cloud } from '../../verify/diffusion.ts'
import { entryIssues, positiveNumber } from '../fields.ts'

export type { Cloud } from '../../verify/diffusion.ts'

/** The data: a mixture of round normals. Own points are means of their own. */
export const mixtureFields = {
  means: {
    kind: 'matrix',
    label: { en: 'Means, or points of your own', 'zh-CN': '各均值，或自己的数据点' },
    symbol: '\\mu',
    default: [
      [2, 0],
      [-1, 1.5],
      [-1, -1.5],
    ],
    maxCells: 4_000,
    part: true,
  },
  weights: {
    kind: 'vector',
    label: { en: 'Weights; equal when empty', 'zh-CN': '权重；留空则相等' },
    symbol: 'w',
    default: [0.5, 0.3, 0.2],
    maxLength: 4_000,
    mayBeEmpty: true,
    part: true,
  },
  var: positiveNumber('Variance of each', '各分量的方差', '\\sigma^2', 0.04, [1e-6, 1e4], [1e-3, 1]),
} as const
type Mixed = Problem<typeof mixtureFields>

const mostWide = 16

export function mixtureIssues({ means, weights }: Mixed): Issue[] {
  const d = means[0]?.length ?? 0
  if (d < 1 || d > mostWide) return mismatch('means', 'means', `1 … ${mostWide}`, d, 'columns')
  if (weights.length && weights.length !== means.length)
    return mismatch('weights', 'means', means.length, weights.length, 'numbers')
  if (weights.some(w => w < 0) || (weights.length && !(weights.reduce((a, b) => a + b, 0) > 0)))
    return mismatch('weights', 'means', 'w ≥ 0, Σ w > 0', weights.join(', ').slice(0, 100))
  return entryIssues('means', means)
}

export function cloudFrom({ means, weights, var: variance }: Mixed): Cloud {
  const total = weights.reduce((a, b) => a + b, 0)
  return {
    d: means[0]!.length,
    weights: Float64Array.from(means, (_, k) => (weights.length ? weights[k]! / total : 1 / means.length)),
    means: Float64Array.from(means.flat()),
    variance,
  }
}

/**
 * −√(1 − ᾱ) ∇ ln q_t(x), the noise that a perfect network would name: q_t is the mixture of normals √ᾱ μ_k with variance
 * ᾱ σ² + 1 − ᾱ, so its score is Σ r_k (√ᾱ μ_k − x) / variance with responsibilities r. Written to `noise`.
 */
export function exactNoise(
  { d, weights, means, variance }: Cloud,
  bar: number,
  x: Float64Array,
  noise: Float64Array,
): void {
  const [root, spread] = [Math.sqrt(bar), bar * variance + 1 - bar]
  let [top, total] = [-Infinity, 0]
  noise.fill(0)
  for (let k = 0; k < weights.length; k++) {
    if (!weights[k]) continue
    let squared = 0
    for (let c = 0; c < d; c++) squared += (x[c]! - root * means[k * d + c]!) ** 2
    const logarithm = Math.log(weights[k]!) - squared / (2 * spread)
    // One pass: what was summed so far shrinks when a larger one comes.
    const shrink = logarithm > top ? Math.exp(top - logarithm) : 1
    const share = logarithm > top ? 1 : Math.exp(logarithm - top)
    if (logarithm > top) top = logarithm
    total = total * shrink + share
    for (let c = 0; c < d; c++) noise[c] = noise[c]! * shrink + share * means[k * d + c]!
  }
  const factor = Math.sqrt(1 - bar) / spread
  for (let c = 0; c < d; c++) noise[c] = factor * (x[c]! - (root * noise[c]!) / total)
}
