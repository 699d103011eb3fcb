import type { Numbers } from '../kernel.ts'

export interface ScanInput {
  readonly values: Numbers
}
export type ScanOutput = { values: Numbers }

/** Sums of the first one, two, three … numbers. Reference, float64. */
export function scanCpu({ values }: ScanInput): { values: Float64Array } {
  const result = new Float64Array(values.length)
  let sum = 0
  for (let i = 0; i < values.length; i++) result[i] = sum += values[i]!
  return { values: result }
}
