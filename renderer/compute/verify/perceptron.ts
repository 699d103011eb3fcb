export interface PerceptronCertificate {
  /** Least y w·x / ‖w‖: positive where the line found parts the sides. */
  readonly margin: number
  /** Longest signed point, the constant term included. */
  readonly radius: number
  /** The widest margin there is, by a convex combination of signed points; null where it was not searched for. */
  readonly widest: number | null
  /** (R/γ)² for the widest margin known: no order of the points gives more mistakes. Infinity is null. */
  readonly bound: number | null
  readonly mistakes: number
  /** A convex combination of the signed points is 0: no line parts them, the rule never ends. */
  readonly inseparable: boolean
  /** Parted within the bound, or proved to be inseparable. */
  readonly holds: boolean
}

/**
 * Certifies a run of the perceptron rule on signed points: `lambda`, weights of a convex combination, proves the widest
 * margin from above (no direction has more than the combination is long) and its own direction proves it from below.
 */
export function certifyPerceptron(
  Z: readonly Float64Array[],
  w: Float64Array,
  mistakes: number,
  settled: boolean,
  lambda: readonly number[] | null,
): PerceptronCertificate {
  const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, value, c) => sum + value * b[c]!, 0)
  const along = (direction: Float64Array) => {
    const length = Math.sqrt(dot(direction, direction))
    return length ? Z.reduce((least, z) => Math.min(least, dot(z, direction) / length), Infinity) : 0
  }
  const radius = Math.sqrt(Z.reduce((most, z) => Math.max(most, dot(z, z)), 0))
  const combined = lambda && Z[0]!.map((_, c) => Z.reduce((sum, z, i) => sum + lambda[i]! * z[c]!, 0))
  const convex =
    lambda !== null && lambda.every(value => value >= 0) && Math.abs(lambda.reduce((a, b) => a + b, 0) - 1) < 1e-9
  const above = combined && convex ? Math.sqrt(dot(combined, combined)) : Infinity
  const inseparable = above <= 1e-9 * radius
  const margin = along(w)
  const widest = combined && convex && !inseparable ? along(combined) : null
  const best = Math.max(margin, widest ?? 0)
  const bound = best > 0 ? (radius / best) ** 2 : null
  // A margin above that of the combination would contradict it.
  const consistent = best <= above * (1 + 1e-9) + 1e-12 * radius
  const parted = settled && margin > 0 && bound !== null && mistakes <= bound * (1 + 1e-9)
  return { margin, radius, widest, bound, mistakes, inseparable, holds: consistent && (parted || inseparable) }
}
