import { matrix, type Matrix } from '../../linear-algebra/matrix.ts'
import { symmetricEigen } from '../../linear-algebra/symmetric-eigen.ts'
import { addScaled, dot, largest } from '../../linear-algebra/vector.ts'

/** What a quadratic model of the problem advises. */
export interface Model {
  readonly d: Float64Array
  /** Violation that the linearised constraints keep at d. */
  readonly left: number
  /** By how much the merit should fall. */
  readonly promised: number
  readonly bend: Matrix
  readonly lam: Float64Array
  readonly nu: Float64Array
}

export const quadraticForm = (a: Matrix, d: Float64Array) => {
  let sum = 0
  for (let i = 0; i < d.length; i++) sum += d[i]! * dot(a.data.subarray(i * d.length, (i + 1) * d.length), d)
  return sum
}

/** The matrix with its negative eigenvalues turned over and the smallest lifted a little, so that every model has one least point. */
export function convex(bend: Matrix): Matrix {
  const n = bend.rows
  const { values, vectors } = symmetricEigen(bend)
  if (!Number.isFinite(largest(values)))
    return matrix(
      n,
      n,
      Float64Array.from({ length: n * n }, (_, k) => (k % (n + 1) ? 0 : 1)),
    )
  const floor = 1e-8 * (1 + largest(values))
  if (values[0]! >= floor) return bend
  const result = matrix(n, n)
  vectors.forEach((v, k) => {
    const value = Math.max(Math.abs(values[k]!), floor)
    for (let i = 0; i < n; i++) addScaled(result.data.subarray(i * n, (i + 1) * n), value * v[i]!, v)
  })
  return result
}
