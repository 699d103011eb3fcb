/** Where the asymptotic series is exact to float64. */
const far = 15

// B_2k / (2k (2k − 1)), k = 1, 2, …
const series = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156]

/**
 * ln Γ(x) for x > 0, NaN elsewhere: Stirling's series after x was raised by the recurrence Γ(x + 1) = x Γ(x)
 * (Abramowitz and Stegun 1964, 6.1.15 and 6.1.41). Absolute error about 1e-14 below 15, relative 1e-15 beyond.
 */
export function logGamma(x: number): number {
  if (!(x > 0)) return Number.NaN
  if (x === 1 || x === 2) return 0
  let raised = x
  let product = 1
  while (raised < far) product *= raised++
  const square = 1 / (raised * raised)
  const tail = series.reduceRight((sum, term) => sum * square + term, 0) / raised
  return (raised - 0.5) * Math.log(raised) - raised + 0.5 * Math.log(2 * Math.PI) + tail - Math.log(product)
}

/** ln B(a, b) for a, b > 0. */
export const logBeta = (a: number, b: number): number => logGamma(a) + logGamma(b) - logGamma(a + b)
