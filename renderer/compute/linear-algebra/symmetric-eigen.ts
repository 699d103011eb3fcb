import { identity, type Matrix } from './matrix.ts'

export interface Eigen {
  /** Ascending. */
  readonly values: Float64Array
  /** Orthonormal, one a row, in the order of the values. */
  readonly vectors: readonly Float64Array[]
}

const sweeps = 60

/**
 * Eigenvalues and vectors of a symmetric matrix by cyclic Jacobi rotations (Golub and Van Loan, algorithm 8.5.3):
 * slow next to QR iteration, but short, and small eigenvalues come out with small relative errors.
 * Entries that are no finite numbers give NaN throughout.
 */
export function symmetricEigen({ rows: n, data }: Matrix): Eigen {
  const a = Float64Array.from(data)
  const v = identity(n).data
  if (!a.every(Number.isFinite)) return { values: new Float64Array(n).fill(Number.NaN), vectors: rowsOf(v, n) }
  for (let sweep = 0; sweep < sweeps; sweep++) {
    let rotated = false
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) rotated = rotate(a, v, n, p, q) || rotated
    if (!rotated) break
  }
  const order = Array.from({ length: n }, (_, i) => i).sort((i, j) => a[i * n + i]! - a[j * n + j]!)
  const rows = rowsOf(v, n)
  return { values: Float64Array.from(order, i => a[i * n + i]!), vectors: order.map(i => rows[i]!) }
}

const rowsOf = (v: Float64Array, n: number) => Array.from({ length: n }, (_, i) => v.slice(i * n, (i + 1) * n))

/** Turns the plane (p, q) so that a_pq becomes 0; `false` where it is 0 already to working precision. */
function rotate(a: Float64Array, v: Float64Array, n: number, p: number, q: number): boolean {
  const off = a[p * n + q]!
  const [app, aqq] = [a[p * n + p]!, a[q * n + q]!]
  if (Math.abs(off) <= 1e-17 * Math.sqrt(Math.abs(app) * Math.abs(aqq)) + 1e-300) return false
  const theta = (aqq - app) / (2 * off)
  const t = Math.abs(theta) > 1e150 ? 0.5 / theta : Math.sign(theta || 1) / (Math.abs(theta) + Math.hypot(1, theta))
  const c = 1 / Math.hypot(1, t)
  const s = c * t
  for (let k = 0; k < n; k++) {
    const [x, y] = [a[k * n + p]!, a[k * n + q]!]
    a[k * n + p] = c * x - s * y
    a[k * n + q] = s * x + c * y
  }
  for (let k = 0; k < n; k++) {
    const [x, y] = [a[p * n + k]!, a[q * n + k]!]
    a[p * n + k] = c * x - s * y
    a[q * n + k] = s * x + c * y
    const [g, h] = [v[p * n + k]!, v[q * n + k]!]
    v[p * n + k] = c * g - s * h
    v[q * n + k] = s * g + c * h
  }
  a[p * n + q] = 0
  a[q * n + p] = 0
  return Math.abs(off) > 1e-16 * (Math.abs(app) + Math.abs(aqq))
}
