/** Closed forms of a diffusion over a mixture of round normals in the plane, for the picture. */

export interface Mixture {
  readonly means: readonly (readonly number[])[]
  /** Equal where empty. */
  readonly weights: readonly number[]
  readonly variance: number
}

/**
 * ∇ ln q_t at (x, y), q_t the mixture after noise: normals at √ᾱ μ with variance ᾱ σ² + 1 − ᾱ. By log-sum-exp, so that far
 * away it still points home.
 */
export function scoreAt({ means, weights, variance }: Mixture, bar: number, x: number, y: number): [number, number] {
  const spread = bar * variance + 1 - bar
  const root = Math.sqrt(bar)
  // No lists: this is asked at every place of the picture, for every frame that plays.
  let [top, total, u, v] = [-Infinity, 0, 0, 0]
  for (let k = 0; k < means.length; k++) {
    const [toA, toB] = [root * (means[k]![0] ?? 0) - x, root * (means[k]![1] ?? 0) - y]
    const log = Math.log(weights[k] ?? 1) - (toA * toA + toB * toB) / (2 * spread)
    if (log === -Infinity) continue
    // What was summed is over the largest so far; a larger one makes it smaller.
    const fade = log > top ? Math.exp(top - log) : 1
    top = Math.max(top, log)
    const share = Math.exp(log - top)
    total = total * fade + share
    u = u * fade + share * toA
    v = v * fade + share * toB
  }
  return total > 0 ? [u / total / spread, v / total / spread] : [0, 0]
}

/** The square of how far a middle is. */
const away = (x: number, y: number, mean: readonly number[]) => (x - (mean[0] ?? 0)) ** 2 + (y - (mean[1] ?? 0)) ** 2

/** The component whose middle is nearest. */
export const nearest = ({ means }: Mixture, x: number, y: number): number =>
  means.reduce((best, mean, k) => (away(x, y, mean) < away(x, y, means[best]!) ? k : best), 0)

/** Middles that get a mark and a colour of their own; of more the points are what is seen. */
export const mostColours = 6

/**
 * The rows of points by the middle that is nearest to where they end; all of them together where the middles are many, or
 * none: an answer outlives the data that it was asked with while other data are written.
 */
export function groupsOf(points: readonly number[], width: number, mixture: Mixture): readonly (readonly number[])[] {
  const many = mixture.means.length
  const isColoured = many > 0 && many <= mostColours
  const groups: number[][] = Array.from({ length: isColoured ? many : 1 }, () => [])
  for (let i = 0; i * width < points.length; i++)
    groups[isColoured ? nearest(mixture, points[i * width]!, points[i * width + 1] ?? 0) : 0]!.push(i)
  return groups
}

/** Share of points, row by row, that lie within three deviations of a middle: 98.9 in 100 of the plane's data do. */
export function onData(mixture: Mixture, points: readonly number[]): number {
  const reach = 9 * mixture.variance
  let on = 0
  for (let at = 0; at < points.length; at += 2) {
    const [x, y] = [points[at]!, points[at + 1]!]
    if (mixture.means.some(mean => away(x, y, mean) <= reach)) on++
  }
  return points.length ? (2 * on) / points.length : 0
}
