import { repeatableProduct } from '../../kernels/matmul/repeatable.ts'
import { cholesky, type Cholesky } from '../../linear-algebra/cholesky.ts'
import { times, transposeTimes, type Matrix } from '../../linear-algebra/matrix.ts'
import { largest } from '../../linear-algebra/vector.ts'

/**
 * min cᵀx, A x = b, x ≥ 0 with the parts that are always there kept out of the matrix: a slack of its own for each row
 * of `slackRows`, and for each column of `boxed` a row x_j + t = width with its own t.
 * Order of x: columns, slacks, boxes; of rows: those of the matrix, boxes.
 */
export interface Form {
  readonly a: Matrix
  readonly slackRows: number
  readonly boxed: readonly number[]
  readonly b: Float64Array
  readonly c: Float64Array
}

export const sizeOf = ({ a, slackRows, boxed }: Form) => a.columns + slackRows + boxed.length

/** A x. */
export function apply({ a, slackRows, boxed }: Form, x: Float64Array): Float64Array {
  const result = new Float64Array(a.rows + boxed.length)
  times(a, x, result.subarray(0, a.rows))
  for (let i = 0; i < slackRows; i++) result[i]! += x[a.columns + i]!
  boxed.forEach((j, k) => (result[a.rows + k] = x[j]! + x[a.columns + slackRows + k]!))
  return result
}

/** Aᵀ y. */
export function applyTransposed({ a, slackRows, boxed }: Form, y: Float64Array): Float64Array {
  const result = new Float64Array(a.columns + slackRows + boxed.length)
  transposeTimes(a, y.subarray(0, a.rows), result.subarray(0, a.columns))
  for (let i = 0; i < slackRows; i++) result[a.columns + i] = y[i]!
  boxed.forEach((j, k) => {
    result[j]! += y[a.rows + k]!
    result[a.columns + slackRows + k] = y[a.rows + k]!
  })
  return result
}

/**
 * Solves (A D Aᵀ) y = r, D diagonal and positive: the rows of the boxes are eliminated first, what remains is factored.
 * Dependent rows make it singular; then a little is added to the diagonal, and each solution is refined against the
 * equations as they are. `undefined` where D holds no finite numbers.
 */
export function normalSolver(form: Form, d: Float64Array): ((r: Float64Array) => Float64Array) | undefined {
  const { a, slackRows, boxed } = form
  const weights = d.slice(0, a.columns)
  const boxWeights = d.subarray(a.columns + slackRows)
  boxed.forEach((j, k) => (weights[j] = (d[j]! * boxWeights[k]!) / (d[j]! + boxWeights[k]!)))
  const factors = factored(form, weights, d)
  if (!factors) return undefined
  const solveOnce = (r: Float64Array) => {
    const pulled = new Float64Array(a.columns)
    boxed.forEach((j, k) => (pulled[j] = (d[j]! / (d[j]! + boxWeights[k]!)) * r[a.rows + k]!))
    const shift = times(a, pulled)
    const upper = factors.solve(shift.map((value, i) => r[i]! - value))
    const back = transposeTimes(a, upper)
    const y = new Float64Array(r.length)
    y.set(upper)
    boxed.forEach((j, k) => (y[a.rows + k] = (r[a.rows + k]! - d[j]! * back[j]!) / (d[j]! + boxWeights[k]!)))
    return y
  }
  return r => {
    let y = solveOnce(r)
    let before = Infinity
    for (let round = 0; round < 3; round++) {
      const scaled = applyTransposed(form, y).map((value, j) => value * d[j]!)
      const residual = apply(form, scaled).map((value, i) => r[i]! - value)
      const size = largest(residual)
      if (!(size < before / 2) || size <= 1e-14 * largest(r)) break
      before = size
      const correction = solveOnce(residual)
      y = y.map((value, i) => value + correction[i]!)
    }
    return y
  }
}

/** A W Aᵀ, W diagonal: most of the work of a step. */
function weighted({ rows, columns, data }: Matrix, weights: Float64Array): Float64Array {
  const scaled = new Float64Array(data.length)
  for (let i = 0, at = 0; i < rows; i++) for (let j = 0; j < columns; j++, at++) scaled[at] = data[at]! * weights[j]!
  const input = { rows, depth: columns, columns: rows, a: scaled, b: data, bTransposed: true }
  return repeatableProduct(input)
}

function factored({ a, slackRows }: Form, weights: Float64Array, d: Float64Array): Cholesky | undefined {
  const m = a.rows
  const normal: Matrix = { rows: m, columns: m, data: weighted(a, weights) }
  for (let i = 0; i < slackRows; i++) normal.data[i * m + i]! += d[a.columns + i]!
  if (!Number.isFinite(largest(normal.data))) return undefined
  let most = 1e-8
  for (let i = 0; i < m; i++) most = Math.max(most, normal.data[i * m + i]!)
  for (let added = 0; added < 1; added = Math.max(1e-15, 100 * added)) {
    for (let i = 0; i < m; i++) normal.data[i * m + i]! += added * most
    const found = cholesky(normal, 1e-30)
    if (found) return found
  }
  return undefined
}
