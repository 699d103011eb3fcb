/** A crowd whose members pay ½u² + ½q (X − a m̄)² a unit of time and ½q_T (X − a m̄)² at T; dX = u dt + σ dW. */
export interface Quadratic {
  readonly q: number
  readonly qT: number
  readonly T: number
  readonly sigma: number
  readonly m0: number
  readonly var0: number
  /** Share of the mean that members aim at, 0 to 1. */
  readonly a: number
}

/** Closed forms at given times: the value is ½P x² + …, the crowd normal with this mean and variance. */
export interface Moments {
  readonly P: readonly number[]
  readonly mean: readonly number[]
  readonly variance: readonly number[]
}

const panels = 400

/**
 * With ω = √q, s = T − t: g(t) = ω cosh ωs + q_T sinh ωs solves g' = −P g, so P = −g'/g and members shrink by
 * g(t)/g(0); the mean solves m'' = q (1 − a) m. Both from the Riccati equation P' = P² − q (Bensoussan, Frehse, Yam:
 * Mean Field Games and Mean Field Type Control Theory, 2013, ch. 6).
 */
export function closedForm({ q, qT, T, sigma, m0, var0, a }: Quadratic, times: readonly number[]): Moments {
  const g = (t: number) => growth(Math.sqrt(q), qT, T - t)
  const aim = (t: number) => growth(Math.sqrt(q * (1 - a)), qT * (1 - a), T - t)
  const variance = (t: number) => {
    const shrunk = (s: number) => (g(t) / g(s)) ** 2
    return var0 * shrunk(0) + sigma ** 2 * simpson(shrunk, t)
  }
  return {
    P: times.map(t => slope(Math.sqrt(q), qT, T - t) / g(t)),
    mean: times.map(t => (m0 * aim(t)) / aim(0)),
    variance: times.map(variance),
  }
}

/** cosh ωs + (c/ω) sinh ωs, and 1 + c s where ω = 0. */
const growth = (omega: number, c: number, s: number) =>
  Math.cosh(omega * s) + (omega ? (c / omega) * Math.sinh(omega * s) : c * s)
const slope = (omega: number, c: number, s: number) => omega * Math.sinh(omega * s) + c * Math.cosh(omega * s)

function simpson(f: (s: number) => number, end: number): number {
  let total = f(0) + f(end)
  for (let i = 1; i < panels; i++) total += (i % 2 ? 4 : 2) * f((end * i) / panels)
  return (total * end) / (3 * panels)
}

export interface MomentsCertificate {
  /** Largest differences from the closed forms, over the largest value there (the mean: or the spread at first). */
  readonly meanError: number
  readonly varianceError: number
  readonly riccatiError: number
  readonly tolerance: number
  readonly holds: boolean
}

const farthest = (found: readonly number[], wanted: readonly number[], size: number): number =>
  Math.max(...wanted.map((value, i) => Math.abs((found[i] ?? Number.NaN) - value))) / size
const sizeOf = (values: readonly number[]): number => Math.max(...values.map(Math.abs), 1e-9)

export function certifyMoments(
  problem: Quadratic,
  times: readonly number[],
  found: Moments,
  tolerance: number,
): MomentsCertificate {
  const wanted = closedForm(problem, times)
  const errors = {
    meanError: farthest(found.mean, wanted.mean, Math.max(sizeOf(wanted.mean), Math.sqrt(problem.var0))),
    varianceError: farthest(found.variance, wanted.variance, sizeOf(wanted.variance)),
    riccatiError: farthest(found.P, wanted.P, Math.max(sizeOf(wanted.P), 1e-3)),
  }
  return { ...errors, tolerance, holds: Object.values(errors).every(error => error <= tolerance) }
}
