import { curvatureFrom } from '../expression/hessian.ts'
import { gradient } from '../expression/derivative.ts'
import { evaluate, type Expression } from '../expression/tree.ts'
import { symmetricEigen } from '../linear-algebra/symmetric-eigen.ts'

/** A place that starts lead to. */
export interface Attractor {
  readonly x: readonly number[]
  readonly f: number
  /** Largest |∂f/∂x_i|, float64. */
  readonly gradientNorm: number
  /** Least eigenvalue of the Hessian: positive at a strict minimum. */
  readonly curvature: number
}

export interface BasinsCertificate {
  readonly attractors: readonly Attractor[]
  readonly tolerance: number
  /** Every attractor is a stationary point within the tolerance. */
  readonly stationary: boolean
  /** Every attractor is a minimum, as far as the second derivative tells. */
  readonly minima: boolean
  /** Share of the starts that have a label, and whether every label names an attractor. */
  readonly labelled: number
  readonly labelsHold: boolean
}

/** Recomputes value, gradient and curvature of each attractor by the tree itself, and counts the labels. */
export function certifyBasins(
  f: Expression,
  places: readonly (readonly number[])[],
  labels: ArrayLike<number>,
  tolerance: number,
): BasinsCertificate {
  const slopes = gradient(f, 2)
  const bend = curvatureFrom(slopes)
  const attractors = places.map(x => ({
    x,
    f: evaluate([f], x)[0]!,
    gradientNorm: Math.max(...evaluate(slopes, x).map(Math.abs)),
    curvature: symmetricEigen(bend(x)).values[0]!,
  }))
  const all = Array.from(labels)
  return {
    attractors,
    tolerance,
    stationary: attractors.every(({ gradientNorm }) => gradientNorm <= tolerance),
    minima: attractors.every(({ curvature }) => curvature > 0),
    labelled: all.filter(label => label >= 0).length / Math.max(1, all.length),
    labelsHold: all.every(label => Number.isInteger(label) && label >= -1 && label < places.length),
  }
}
