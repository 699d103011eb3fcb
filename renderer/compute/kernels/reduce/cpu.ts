import type { Numbers } from '../kernel.ts'

export const reductions = ['sum', 'min', 'max'] as const
export interface ReduceInput {
  readonly values: Numbers
  readonly by: (typeof reductions)[number]
}
/** One number. */
export type ReduceOutput = { value: Numbers }

/** What nothing at all comes to. */
export const neutral = { sum: 0, min: Infinity, max: -Infinity }

/** Sum, least or greatest; NaN where one of them is. Reference, float64, sums pairwise so that rounding grows as log n. */
export function reduceCpu({ values, by }: ReduceInput): { value: Float64Array } {
  if (by === 'sum') return { value: Float64Array.of(pairwise(values, 0, values.length)) }
  let value = neutral[by]
  for (const other of values) value = by === 'min' ? Math.min(value, other) : Math.max(value, other)
  return { value: Float64Array.of(value) }
}

/** Below this many numbers, one after another. */
const leaf = 128

function pairwise(values: Numbers, from: number, to: number): number {
  if (to - from <= leaf) {
    let sum = 0
    for (let i = from; i < to; i++) sum += values[i]!
    return sum
  }
  const middle = (from + to) >> 1
  return pairwise(values, from, middle) + pairwise(values, middle, to)
}
