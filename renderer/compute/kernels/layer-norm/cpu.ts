import type { Numbers } from '../kernel.ts'

export interface LayerNormInput {
  readonly rows: number
  readonly columns: number
  /** Row by row. */
  readonly values: Numbers
  /** One number a column each. */
  readonly gain: Numbers
  readonly shift: Numbers
  /** Added to every variance. */
  readonly epsilon: number
}
export type LayerNormOutput = { values: Numbers }

/** Each row freed of its mean and brought to variance 1, then scaled and shifted (Ba, Kiros and Hinton 2016). Reference, float64. */
export function layerNormCpu({ rows, columns, values, gain, shift, epsilon }: LayerNormInput): {
  values: Float64Array
} {
  const result = Float64Array.from(values)
  for (let i = 0; i < rows; i++) {
    const row = result.subarray(i * columns, (i + 1) * columns)
    const mean = row.reduce((sum, x) => sum + x, 0) / columns
    const variance = row.reduce((sum, x) => sum + (x - mean) ** 2, 0) / columns
    const scale = 1 / Math.sqrt(variance + epsilon)
    for (let j = 0; j < columns; j++) row[j] = (row[j]! - mean) * scale * gain[j]! + shift[j]!
  }
  return { values: result }
}
