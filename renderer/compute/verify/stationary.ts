import { compile } from '../expression/compile.ts'
import { gradient } from '../expression/derivative.ts'
import { curvatureFrom } from '../expression/hessian.ts'
import type { Sum } from '../expression/sum.ts'
import { evaluate } from '../expression/tree.ts'
import { symmetricEigen } from '../linear-algebra/symmetric-eigen.ts'
import { largest } from '../linear-algebra/vector.ts'
import type { DescentCertificate } from './descent.ts'

/** What the eigenvalues of the Hessian say of the end; `degenerate` where one is 0 to rounding and none is below. */
export type Curved = 'minimum' | 'maximum' | 'saddle' | 'degenerate'

export interface StationaryCertificate extends DescentCertificate {
  /** Smallest and largest eigenvalue of ∇²f at the end; absent beyond 64 variables. */
  readonly eigenvalues?: readonly [smallest: number, largest: number]
  readonly curved?: Curved
}

const largestHessian = 64

/**
 * Recomputes value, slope and curvature at `end` from the term's tree; sums of many terms go through its closures,
 * which the family's own hand-written code does not share.
 */
export function certifyStationary(
  sum: Sum,
  end: ArrayLike<number>,
  monotone: boolean,
  tolerance: number,
): StationaryCertificate {
  const { value, slope } = valueAndSlope(sum, end)
  const gradientNorm = largest(slope)
  return {
    f: value,
    gradientNorm,
    tolerance,
    stationary: gradientNorm <= tolerance,
    monotone,
    finite: Number.isFinite(value) && Number.isFinite(gradientNorm),
    ...(sum.count === 1 && sum.dimension <= largestHessian && curvedAt(sum, end)),
  }
}

function valueAndSlope({ dimension, term, span, stride, count }: Sum, x: ArrayLike<number>) {
  const outputs = [term, ...gradient(term, span + 1)]
  const compiled = count > 1 ? compile(outputs, span + 1) : undefined
  const out = new Float64Array(outputs.length)
  const slope = new Float64Array(dimension)
  let value = 0
  for (let i = 0; i < count; i++) {
    const window = Array.from({ length: span }, (_, j) => x[i * stride + j]!)
    window.push(count > 1 ? i / (count - 1) : 0)
    if (compiled) compiled(window, out)
    else out.set(evaluate(outputs, window))
    value += out[0]!
    for (let j = 0; j < span; j++) slope[i * stride + j]! += out[j + 1]!
  }
  return { value, slope }
}

function curvedAt(
  { term, dimension }: Sum,
  x: ArrayLike<number>,
): Pick<StationaryCertificate, 'eigenvalues' | 'curved'> {
  const { values } = symmetricEigen(curvatureFrom(gradient(term, dimension))(x))
  const [least, most] = [values[0]!, values.at(-1)!]
  const rounding = 1e-12 * Math.max(Math.abs(least), Math.abs(most))
  const below = least < -rounding
  const above = most > rounding
  const zero = values.some(value => Math.abs(value) <= rounding)
  if (!Number.isFinite(most)) return {}
  return {
    eigenvalues: [least, most],
    curved: below && above ? 'saddle' : zero ? 'degenerate' : below ? 'maximum' : 'minimum',
  }
}
