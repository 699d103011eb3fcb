/** Dense, row-major: entry (i, j) stands at `data[i * columns + j]`. */
export interface Matrix {
  readonly rows: number
  readonly columns: number
  readonly data: Float64Array
}

export const matrix = (rows: number, columns: number, data = new Float64Array(rows * columns)): Matrix => ({
  rows,
  columns,
  data,
})

/** From rows of equal length; `columns` is wanted where there may be no row. */
export const matrixFrom = (rows: readonly (readonly number[])[], columns = rows[0]?.length ?? 0): Matrix =>
  matrix(rows.length, columns, Float64Array.from(rows.flat()))

export const identity = (n: number): Matrix => {
  const result = matrix(n, n)
  for (let i = 0; i < n; i++) result.data[i * n + i] = 1
  return result
}

/** A x. */
export function times(
  { rows, columns, data }: Matrix,
  x: ArrayLike<number>,
  out = new Float64Array(rows),
): Float64Array {
  for (let i = 0, at = 0; i < rows; i++) {
    let sum = 0
    for (let j = 0; j < columns; j++, at++) sum += data[at]! * x[j]!
    out[i] = sum
  }
  return out
}

/** Aᵀ y. */
export function transposeTimes(
  { rows, columns, data }: Matrix,
  y: ArrayLike<number>,
  out = new Float64Array(columns),
): Float64Array {
  out.fill(0)
  for (let i = 0, at = 0; i < rows; i++) {
    const factor = y[i]!
    if (factor === 0) at += columns
    else for (let j = 0; j < columns; j++, at++) out[j]! += factor * data[at]!
  }
  return out
}

/** A B. */
export function product(a: Matrix, b: Matrix): Matrix {
  const result = matrix(a.rows, b.columns)
  for (let i = 0; i < a.rows; i++)
    for (let k = 0; k < a.columns; k++) {
      const factor = a.data[i * a.columns + k]!
      if (factor === 0) continue
      for (let j = 0; j < b.columns; j++) result.data[i * b.columns + j]! += factor * b.data[k * b.columns + j]!
    }
  return result
}

export function transposed({ rows, columns, data }: Matrix): Matrix {
  const result = matrix(columns, rows)
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) result.data[j * rows + i] = data[i * columns + j]!
  return result
}

/** The matrices on top of one another; all have as many columns. */
export function stacked(columns: number, ...parts: readonly Matrix[]): Matrix {
  const rows = parts.reduce((sum, part) => sum + part.rows, 0)
  const data = new Float64Array(rows * columns)
  let at = 0
  for (const part of parts) {
    data.set(part.data, at)
    at += part.data.length
  }
  return matrix(rows, columns, data)
}

/** Row i, a view. */
export const row = ({ columns, data }: Matrix, i: number): Float64Array => data.subarray(i * columns, (i + 1) * columns)
