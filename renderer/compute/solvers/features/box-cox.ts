import { goldenPower, logLikelihood } from './yeo-johnson.ts'

const transformed = (value: number, lambda: number): number =>
  Math.abs(lambda) < 1e-12 ? Math.log(value) : Math.expm1(lambda * Math.log(value)) / lambda

/** The power that makes a column of positive numbers most normal (Box and Cox, J. R. Stat. Soc. B 26, 1964), on [−5, 5]. */
export function boxCox(column: Float64Array): { lambda: number; values: Float64Array } {
  const stretch = column.reduce((sum, value) => sum + Math.log(value), 0)
  const by = (lambda: number) => column.map(value => transformed(value, lambda))
  const lambda = goldenPower(column, power => logLikelihood(by(power), power, stretch))
  return { lambda, values: by(lambda) }
}
