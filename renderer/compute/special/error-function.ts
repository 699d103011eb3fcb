import { lowerGamma, upperGamma } from './incomplete-gamma.ts'

/** erf x = P(1/2, x²) with the sign of x (Abramowitz and Stegun 1964, 6.5.16). */
export const erf = (x: number): number => Math.sign(x) * lowerGamma(0.5, x * x)

/** Distribution function of the standard normal, tails with full relative precision. */
export const normalBelow = (z: number): number =>
  z < 0 ? 0.5 * upperGamma(0.5, (z * z) / 2) : 0.5 * (1 + lowerGamma(0.5, (z * z) / 2))
