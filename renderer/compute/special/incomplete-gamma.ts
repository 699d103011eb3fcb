import { logGamma } from './log-gamma.ts'
import { continuedFraction } from './continued-fraction.ts'

const terms = 10_000

/** x^a e^(−x) / Γ(a). */
const weight = (a: number, x: number) => Math.exp(a * Math.log(x) - x - logGamma(a))

/** P(a, x)·Γ(a) / (x^a e^(−x)) by its power series (Abramowitz and Stegun 1964, 6.5.29). */
function seriesOf(a: number, x: number): number {
  let term = 1 / a
  let sum = term
  for (let n = 1; n < terms && term > sum * 1e-17; n++) {
    term *= x / (a + n)
    sum += term
  }
  return sum
}

/** Q(a, x)·Γ(a) / (x^a e^(−x)) by its continued fraction (the same, 6.5.31, the even part). */
const fractionOf = (a: number, x: number) =>
  1 /
  continuedFraction(
    n => x + 2 * n + 1 - a,
    n => n * (a - n),
  )

/** P(a, x), the distribution function of a gamma variable of shape a and scale 1; a > 0, x ≥ 0. */
export function lowerGamma(a: number, x: number): number {
  if (!(a > 0) || !(x >= 0)) return Number.NaN
  if (x === 0) return 0
  if (x === Infinity) return 1
  return x < a + 1 ? weight(a, x) * seriesOf(a, x) : 1 - weight(a, x) * fractionOf(a, x)
}

/** Q(a, x) = 1 − P(a, x), small values with full relative precision. */
export function upperGamma(a: number, x: number): number {
  if (!(a > 0) || !(x >= 0)) return Number.NaN
  if (x === 0) return 1
  if (x === Infinity) return 0
  return x < a + 1 ? 1 - weight(a, x) * seriesOf(a, x) : weight(a, x) * fractionOf(a, x)
}
