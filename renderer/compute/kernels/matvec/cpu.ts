import type { Numbers } from '../kernel.ts'

export interface MatvecInput {
  readonly rows: number
  readonly columns: number
  /** A, row by row. */
  readonly values: Numbers
  readonly x: Numbers
}
export type MatvecOutput = { values: Numbers }

/** A·x. Reference, float64. */
export function matvecCpu({ rows, columns, values, x }: MatvecInput): { values: Float64Array } {
  const result = new Float64Array(rows)
  for (let i = 0; i < rows; i++) {
    let sum = 0
    for (let j = 0; j < columns; j++) sum += values[i * columns + j]! * x[j]!
    result[i] = sum
  }
  return { values: result }
}
