import { matrix, type Matrix } from './matrix.ts'

export interface Cholesky {
  /** Lower triangular, L Lᵀ = A. */
  readonly factor: Matrix
  solve(b: ArrayLike<number>): Float64Array
  /** The q of L q = b, half of the way. */
  forward(b: ArrayLike<number>): Float64Array
}

/**
 * A = L Lᵀ of a symmetric matrix, of which the lower half is read (Golub and Van Loan, algorithm 4.2.1 by rows).
 * `undefined` where a pivot is at most `tolerance` times the largest of the diagonal: not positive definite.
 */
export function cholesky({ rows: n, data: a }: Matrix, tolerance = 1e-15): Cholesky | undefined {
  const l = new Float64Array(n * n)
  let least = 0
  for (let i = 0; i < n; i++) least = Math.max(least, tolerance * Math.abs(a[i * n + i]!))
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = a[i * n + j]!
      for (let k = 0; k < j; k++) sum -= l[i * n + k]! * l[j * n + k]!
      if (i > j) l[i * n + j] = sum / l[j * n + j]!
      else if (sum > least) l[i * n + i] = Math.sqrt(sum)
      else return undefined
    }
  }
  return { factor: matrix(n, n, l), solve: b => solve(l, n, b), forward: b => forward(l, n, b) }
}

function forward(l: Float64Array, n: number, b: ArrayLike<number>): Float64Array {
  const x = Float64Array.from(b)
  for (let i = 0; i < n; i++) {
    let sum = x[i]!
    for (let k = 0; k < i; k++) sum -= l[i * n + k]! * x[k]!
    x[i] = sum / l[i * n + i]!
  }
  return x
}

function solve(l: Float64Array, n: number, b: ArrayLike<number>): Float64Array {
  const x = forward(l, n, b)
  for (let i = n - 1; i >= 0; i--) {
    x[i]! /= l[i * n + i]!
    for (let k = 0; k < i; k++) x[k]! -= l[i * n + k]! * x[i]!
  }
  return x
}

/**
 * The factor of A + τ I with the first τ of 0, β, 2β, 4β, … that makes it positive definite
 * (Nocedal and Wright, Numerical Optimization, 2006, algorithm 3.3). `undefined` where A holds no finite numbers.
 */
export function shiftedCholesky(a: Matrix): (Cholesky & { shift: number }) | undefined {
  const n = a.rows
  const size = a.data.reduce((sum, value) => sum + value * value, 0) ** 0.5
  if (!Number.isFinite(size)) return undefined
  const beta = 1e-3 * (size || 1)
  let diagonal = Infinity
  for (let i = 0; i < n; i++) diagonal = Math.min(diagonal, a.data[i * n + i]!)
  for (let shift = diagonal > 0 ? 0 : beta - diagonal; ; shift = Math.max(2 * shift, beta)) {
    const moved = matrix(n, n, Float64Array.from(a.data))
    for (let i = 0; i < n; i++) moved.data[i * n + i]! += shift
    const found = cholesky(moved, 1e-12)
    if (found) return { ...found, shift }
  }
}
