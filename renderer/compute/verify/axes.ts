import { times, type Matrix } from '../linear-algebra/matrix.ts'
import { dot, largest } from '../linear-algebra/vector.ts'

export interface AxesCertificate {
  /** Largest entry of A v − λ B v over all axes, next to the largest of A. */
  readonly residual: number
  /** Largest difference of vᵀB w from 1 for v = w and from 0 else. */
  readonly skewness: number
  readonly holds: boolean
}

const tolerance = 1e-8

/** Certifies axes v with values λ of A v = λ B v, orthonormal in B; B is the identity where it is left out. */
export function certifyAxes(
  a: Matrix,
  values: readonly number[],
  axes: readonly Float64Array[],
  b?: Matrix,
): AxesCertificate {
  const through = (m: Matrix | undefined, v: Float64Array) => (m ? times(m, v) : v)
  const weighed = axes.map(axis => through(b, axis))
  const residual = axes.reduce((most, axis, k) => {
    const left = through(a, axis)
    return Math.max(most, largest(left.map((value, j) => value - values[k]! * weighed[k]![j]!)))
  }, 0)
  const skewness = axes.reduce(
    (most, v, i) => weighed.reduce((worst, w, j) => Math.max(worst, Math.abs(dot(v, w) - Number(i === j))), most),
    0,
  )
  const relative = residual / (largest(a.data) || 1)
  const falling = values.every((value, k) => k === 0 || value <= values[k - 1]! + tolerance * Math.abs(values[0]!))
  return { residual: relative, skewness, holds: falling && relative <= tolerance && skewness <= tolerance }
}
