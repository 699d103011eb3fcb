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

/** A x. Four sums at once: one alone waits for its own addition. */
export function times(
  { rows, columns, data }: Matrix,
  x: ArrayLike<number>,
  out = new Float64Array(rows),
): Float64Array {
  const whole = columns - (columns % 4)
  for (let i = 0, at = 0; i < rows; i++) {
    let s0 = 0
    let s1 = 0
    let s2 = 0
    let s3 = 0
    for (let j = 0; j < whole; j += 4, at += 4) {
      s0 += data[at]! * x[j]!
      s1 += data[at + 1]! * x[j + 1]!
      s2 += data[at + 2]! * x[j + 2]!
      s3 += data[at + 3]! * x[j + 3]!
    }
    for (let j = whole; j < columns; j++, at++) s0 += data[at]! * x[j]!
    out[i] = s0 + s1 + (s2 + s3)
  }
  return out
}

/** Aᵀ y. Four rows in a pass, so that the sums are written a quarter as often. */
export function transposeTimes(
  { rows, columns, data }: Matrix,
  y: ArrayLike<number>,
  out = new Float64Array(columns),
): Float64Array {
  out.fill(0)
  for (let i = 0; i < rows; i++) {
    const r0 = i * columns
    const f0 = y[i]!
    // A row that does not count may hold anything.
    if (f0 === 0) continue
    const f1 = y[i + 1] ?? 0
    const f2 = y[i + 2] ?? 0
    const f3 = y[i + 3] ?? 0
    if (f1 === 0 || f2 === 0 || f3 === 0) {
      for (let j = 0; j < columns; j++) out[j]! += f0 * data[r0 + j]!
      continue
    }
    const [r1, r2, r3] = [r0 + columns, r0 + 2 * columns, r0 + 3 * columns]
    for (let j = 0; j < columns; j++)
      out[j]! += f0 * data[r0 + j]! + f1 * data[r1 + j]! + (f2 * data[r2 + j]! + f3 * data[r3 + j]!)
    i += 3
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
