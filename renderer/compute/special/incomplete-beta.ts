import { continuedFraction } from './continued-fraction.ts'
import { logBeta } from './log-gamma.ts'

/** x^a (1−x)^b / (a B(a, b)) over a continued fraction (Abramowitz and Stegun 1964, 26.5.8), for x below the mean. */
function small(a: number, b: number, x: number, rest: number): number {
  const weight = Math.exp(a * Math.log(x) + b * Math.log(rest) - logBeta(a, b)) / a
  const coefficient = (n: number): number => {
    const m = Math.floor(n / 2)
    return n % 2 === 0
      ? (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
      : (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
  }
  return weight / continuedFraction(() => 1, coefficient)
}

/**
 * I_x(a, b), the distribution function of a beta variable; a, b > 0 and 0 ≤ x ≤ 1. `rest` is 1 − x where the caller
 * knows it better: a small tail keeps its relative precision as I_{1−x}(b, a).
 */
export function incompleteBeta(a: number, b: number, x: number, rest = 1 - x): number {
  if (!(a > 0) || !(b > 0) || !(x >= 0) || !(rest >= 0)) return Number.NaN
  if (x === 0) return 0
  if (rest === 0) return 1
  return x < (a + 1) / (a + b + 2) ? small(a, b, x, rest) : 1 - small(b, a, rest, x)
}
