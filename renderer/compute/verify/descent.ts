import { gradient } from '../expression/derivative.ts'
import { evaluate, type Expression } from '../expression/tree.ts'

/** What can be said of a descent from its function, its end and the values it passed through. */
export interface DescentCertificate {
  /** f at the end, float64. */
  readonly f: number
  /** Largest |∂f/∂x_i| at the end. */
  readonly gradientNorm: number
  readonly tolerance: number
  /** The end is a stationary point within the tolerance. */
  readonly stationary: boolean
  /** f never rose from one iterate to the next. */
  readonly monotone: boolean
  /** Every number above is a number. */
  readonly finite: boolean
}

/** Recomputes the certificate by the tree itself, not by the closures or kernels that found the point. */
export function certifyDescent(
  f: Expression,
  end: readonly number[],
  values: ArrayLike<number>,
  tolerance: number,
): DescentCertificate {
  const value = evaluate([f], end)[0]!
  const slopes = evaluate(gradient(f, end.length), end)
  const gradientNorm = slopes.some(Number.isNaN) ? Number.NaN : Math.max(...slopes.map(Math.abs))
  let monotone = true
  for (let k = 1; k < values.length; k++) monotone &&= values[k]! <= values[k - 1]!
  return {
    f: value,
    gradientNorm,
    tolerance,
    stationary: gradientNorm <= tolerance,
    monotone,
    finite: Number.isFinite(value) && Number.isFinite(gradientNorm),
  }
}
