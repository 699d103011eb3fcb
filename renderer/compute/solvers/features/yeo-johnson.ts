import { moment } from './moments.ts'

const golden = (Math.sqrt(5) - 1) / 2

function transformed(value: number, lambda: number): number {
  if (value >= 0) return Math.abs(lambda) < 1e-12 ? Math.log1p(value) : Math.expm1(lambda * Math.log1p(value)) / lambda
  const other = 2 - lambda
  return Math.abs(other) < 1e-12 ? -Math.log1p(-value) : -Math.expm1(other * Math.log1p(-value)) / other
}

/** Normal log-likelihood of the transformed column, up to a constant. */
function likelihood(column: Float64Array, lambda: number): number {
  const variance = moment(
    column.map(value => transformed(value, lambda)),
    2,
  )
  const stretch = column.reduce((sum, value) => sum + Math.sign(value) * Math.log1p(Math.abs(value)), 0)
  return (-column.length / 2) * Math.log(variance) + (lambda - 1) * stretch
}

/** The power that makes a column most normal (Yeo and Johnson, Biometrika 87, 2000), by golden sections on [−5, 5]. */
export function yeoJohnson(column: Float64Array): { lambda: number; values: Float64Array } {
  let [low, high] = [-5, 5]
  for (let round = 0; round < 60 && moment(column, 2) > 0; round++) {
    const [left, right] = [high - golden * (high - low), low + golden * (high - low)]
    if (likelihood(column, left) > likelihood(column, right)) high = right
    else low = left
  }
  const lambda = (low + high) / 2
  return { lambda, values: column.map(value => transformed(value, lambda)) }
}
