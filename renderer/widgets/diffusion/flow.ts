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
  const logs = means.map(
    ([a = 0, b = 0], k) =>
      Math.log(weights.length ? weights[k]! : 1) - ((x - root * a) ** 2 + (y - root * b) ** 2) / (2 * spread),
  )
  const top = Math.max(...logs)
  let [total, u, v] = [0, 0, 0]
  means.forEach(([a = 0, b = 0], k) => {
    const share = Math.exp(logs[k]! - top)
    total += share
    u += share * (root * a - x)
    v += share * (root * b - y)
  })
  return total > 0 ? [u / total / spread, v / total / spread] : [0, 0]
}

const away = (x: number, y: number, [a = 0, b = 0]: readonly number[]) => Math.hypot(x - a, y - b)

/** The component whose middle is nearest. */
export const nearest = ({ means }: Mixture, x: number, y: number): number =>
  means.reduce((best, mean, k) => (away(x, y, mean) < away(x, y, means[best]!) ? k : best), 0)

/** Share of points, row by row, that lie within three deviations of a middle: 98.9 in 100 of the plane's data do. */
export function onData(mixture: Mixture, points: readonly number[]): number {
  const reach = 3 * Math.sqrt(mixture.variance)
  let on = 0
  for (let at = 0; at < points.length; at += 2) {
    const [x, y] = [points[at]!, points[at + 1]!]
    if (mixture.means.some(mean => away(x, y, mean) <= reach)) on++
  }
  return points.length ? (2 * on) / points.length : 0
}
