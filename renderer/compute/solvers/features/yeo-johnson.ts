import { moment } from './moments.ts'

const golden = (Math.sqrt(5) - 1) / 2

function transformed(value: number, lambda: number): number {
  if (value >= 0) return Math.abs(lambda) < 1e-12 ? Math.log1p(value) : Math.expm1(lambda * Math.log1p(value)) / lambda
  const other = 2 - lambda
  return Math.abs(other) < 1e-12 ? -Math.log1p(-value) : -Math.expm1(other * Math.log1p(-value)) / other
}

/** Normal log-likelihood of a column transformed by `lambda`, up to a constant; `stretch` is the transformation's own share. */
export const logLikelihood = (values: Float64Array, lambda: number, stretch: number): number =>
  (-values.length / 2) * Math.log(moment(values, 2)) + (lambda - 1) * stretch

/** The power of the greatest likelihood, by golden sections on [−5, 5]; a constant column has none that is better. */
export function goldenPower(column: Float64Array, likelihood: (lambda: number) => number): number {
  let [low, high] = [-5, 5]
  for (let round = 0; round < 60 && moment(column, 2) > 0; round++) {
    const [left, right] = [high - golden * (high - low), low + golden * (high - low)]
    if (likelihood(left) > likelihood(right)) high = right
    else low = left
  }
  return (low + high) / 2
}

/** The power that makes a column most normal (Yeo and Johnson, Biometrika 87, 2000). */
export function yeoJohnson(column: Float64Array): { lambda: number; values: Float64Array } {
  const stretch = column.reduce((sum, value) => sum + Math.sign(value) * Math.log1p(Math.abs(value)), 0)
  const by = (lambda: number) => column.map(value => transformed(value, lambda))
  const lambda = goldenPower(column, power => logLikelihood(by(power), power, stretch))
  return { lambda, values: by(lambda) }
}
