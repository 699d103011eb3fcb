import { matrix, type Matrix } from './matrix.ts'

export interface Qr {
  /** Columns that are independent to the tolerance. */
  readonly rank: number
  /** The columns of A in the order they were taken; the first `rank` are independent. */
  readonly order: readonly number[]
  /** A basic x that makes ‖A x − b‖₂ least: at most `rank` entries are not 0. */
  leastSquares(b: ArrayLike<number>): Float64Array
  /** An orthonormal basis, as columns, of what every column of A is orthogonal to. */
  complement(): Matrix
}

/**
 * A P = Q R by Householder reflections, the longest remaining column first
 * (Golub and Van Loan, algorithm 5.4.1); a column shorter than `tolerance` times the first ends it.
 */
export function qr(a: Matrix, tolerance = 1e-12): Qr {
  const { rows: m, columns: n } = a
  const r = Float64Array.from(a.data)
  const order = Array.from({ length: n }, (_, j) => j)
  const betas: number[] = []
  let first = 0
  let rank = 0
  for (; rank < Math.min(m, n); rank++) {
    const [longest, length] = longestColumn(r, m, n, rank)
    if (rank === 0) first = length
    if (!(length > tolerance * first) || length === 0) break
    if (longest !== rank) swapColumns(r, order, m, n, longest, rank)
    betas.push(reflect(r, m, n, rank))
  }
  return {
    rank,
    order,
    leastSquares: b => leastSquares(r, betas, order, m, n, b),
    complement: () => complement(r, betas, m, n),
  }
}

function longestColumn(r: Float64Array, m: number, n: number, k: number): [column: number, length: number] {
  let best = k
  let most = -1
  for (let j = k; j < n; j++) {
    let sum = 0
    for (let i = k; i < m; i++) sum += r[i * n + j]! ** 2
    if (sum > most) {
      most = sum
      best = j
    }
  }
  return [best, Math.sqrt(most)]
}

function swapColumns(r: Float64Array, order: number[], m: number, n: number, p: number, q: number): void {
  for (let i = 0; i < m; i++) {
    const kept = r[i * n + p]!
    r[i * n + p] = r[i * n + q]!
    r[i * n + q] = kept
  }
  const kept = order[p]!
  order[p] = order[q]!
  order[q] = kept
}

/** Reflects column k onto the axis; below the diagonal it then holds v (with v_k = 1), whose β is returned. */
function reflect(r: Float64Array, m: number, n: number, k: number): number {
  let below = 0
  for (let i = k + 1; i < m; i++) below += r[i * n + k]! ** 2
  const top = r[k * n + k]!
  const length = Math.sqrt(top * top + below)
  const end = top > 0 ? -length : length
  const v = top - end
  const beta = -v / end
  for (let i = k + 1; i < m; i++) r[i * n + k]! /= v
  r[k * n + k] = end
  for (let j = k + 1; j < n; j++) {
    let sum = r[k * n + j]!
    for (let i = k + 1; i < m; i++) sum += r[i * n + k]! * r[i * n + j]!
    sum *= beta
    r[k * n + j]! -= sum
    for (let i = k + 1; i < m; i++) r[i * n + j]! -= sum * r[i * n + k]!
  }
  return beta
}

/** x ← H_k x. */
function applyReflection(r: Float64Array, beta: number, m: number, n: number, k: number, x: Float64Array): void {
  let sum = x[k]!
  for (let i = k + 1; i < m; i++) sum += r[i * n + k]! * x[i]!
  sum *= beta
  x[k]! -= sum
  for (let i = k + 1; i < m; i++) x[i]! -= sum * r[i * n + k]!
}

function leastSquares(
  r: Float64Array,
  betas: readonly number[],
  order: readonly number[],
  m: number,
  n: number,
  b: ArrayLike<number>,
): Float64Array {
  const y = Float64Array.from(b)
  betas.forEach((beta, k) => applyReflection(r, beta, m, n, k, y))
  const x = new Float64Array(n)
  for (let i = betas.length - 1; i >= 0; i--) {
    let sum = y[i]!
    for (let j = i + 1; j < betas.length; j++) sum -= r[i * n + j]! * y[j]!
    y[i] = sum / r[i * n + i]!
    x[order[i]!] = y[i]!
  }
  return x
}

function complement(r: Float64Array, betas: readonly number[], m: number, n: number): Matrix {
  const rank = betas.length
  const basis = matrix(m, m - rank)
  for (let c = 0; c < m - rank; c++) {
    const column = new Float64Array(m)
    column[rank + c] = 1
    for (let k = rank - 1; k >= 0; k--) applyReflection(r, betas[k]!, m, n, k, column)
    for (let i = 0; i < m; i++) basis.data[i * (m - rank) + c] = column[i]!
  }
  return basis
}
