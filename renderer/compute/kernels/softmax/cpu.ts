import type { Numbers } from '../kernel.ts'

export interface SoftmaxInput {
  readonly rows: number
  readonly columns: number
  /** Row by row. */
  readonly values: Numbers
}
export type SoftmaxOutput = { values: Numbers }

/** exp(x − max) / Σ exp(x − max) of each row; a row with NaN or +∞ becomes NaN. Reference, float64. */
export function softmaxCpu({ rows, columns, values }: SoftmaxInput): { values: Float64Array } {
  const result = Float64Array.from(values)
  for (let i = 0; i < rows; i++) {
    const row = result.subarray(i * columns, (i + 1) * columns)
    const most = row.reduce((a, b) => Math.max(a, b), -Infinity)
    let sum = 0
    for (let j = 0; j < columns; j++) sum += row[j] = Math.exp(row[j]! - most)
    for (let j = 0; j < columns; j++) row[j]! /= sum
  }
  return { values: result }
}
