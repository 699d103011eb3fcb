import type { Matrix } from './matrix.ts'

export interface Lu {
  /** The x of A x = b. */
  solve(b: ArrayLike<number>): Float64Array
  /** The y of Aᵀ y = c. */
  solveTransposed(c: ArrayLike<number>): Float64Array
}

/**
 * P A = L U by rows with partial pivoting (Golub and Van Loan, Matrix Computations, algorithm 3.4.1).
 * `undefined` where a pivot is at most `tolerance` times the largest entry of A: singular to working precision.
 */
export function lu({ rows: n, data }: Matrix, tolerance = 1e-14): Lu | undefined {
  const a = Float64Array.from(data)
  const order = Int32Array.from({ length: n }, (_, i) => i)
  const least = a.reduce((most, value) => Math.max(most, Math.abs(value)), 0) * tolerance
  for (let k = 0; k < n; k++) {
    const pivot = pivotRow(a, n, k)
    if (!(Math.abs(a[pivot * n + k]!) > least)) return undefined
    if (pivot !== k) swapRows(a, order, n, pivot, k)
    for (let i = k + 1; i < n; i++) {
      const factor = (a[i * n + k]! /= a[k * n + k]!)
      if (factor === 0) continue
      for (let j = k + 1; j < n; j++) a[i * n + j]! -= factor * a[k * n + j]!
    }
  }
  return { solve: b => solve(a, order, n, b), solveTransposed: c => solveTransposed(a, order, n, c) }
}

function pivotRow(a: Float64Array, n: number, k: number): number {
  let pivot = k
  for (let i = k + 1; i < n; i++) if (Math.abs(a[i * n + k]!) > Math.abs(a[pivot * n + k]!)) pivot = i
  return pivot
}

function swapRows(a: Float64Array, order: Int32Array, n: number, p: number, q: number): void {
  const kept = a.slice(p * n, (p + 1) * n)
  a.copyWithin(p * n, q * n, (q + 1) * n)
  a.set(kept, q * n)
  const place = order[p]!
  order[p] = order[q]!
  order[q] = place
}

function solve(a: Float64Array, order: Int32Array, n: number, b: ArrayLike<number>): Float64Array {
  const x = Float64Array.from(order, from => b[from]!)
  for (let i = 1; i < n; i++) {
    let sum = x[i]!
    for (let j = 0; j < i; j++) sum -= a[i * n + j]! * x[j]!
    x[i] = sum
  }
  for (let i = n - 1; i >= 0; i--) {
    let sum = x[i]!
    for (let j = i + 1; j < n; j++) sum -= a[i * n + j]! * x[j]!
    x[i] = sum / a[i * n + i]!
  }
  return x
}

function solveTransposed(a: Float64Array, order: Int32Array, n: number, c: ArrayLike<number>): Float64Array {
  const y = Float64Array.from(c)
  for (let i = 0; i < n; i++) {
    y[i]! /= a[i * n + i]!
    for (let j = i + 1; j < n; j++) y[j]! -= a[i * n + j]! * y[i]!
  }
  for (let i = n - 1; i > 0; i--) for (let j = 0; j < i; j++) y[j]! -= a[i * n + j]! * y[i]!
  const result = new Float64Array(n)
  order.forEach((to, i) => (result[to] = y[i]!))
  return result
}
