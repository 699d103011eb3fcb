import type { Numbers } from './kernel.ts'

/** A problem whose rows are independent, cut between two of them. */
interface Rows {
  readonly rows: number
  readonly columns: number
  readonly values: Numbers
}

/** How a kernel over the rows of a matrix is cut; see `Split` in kernel.ts. */
export const byRows = {
  count: ({ rows }: Rows) => rows,
  slice: <I extends Rows>(input: I, from: number, to: number): I => ({
    ...input,
    rows: to - from,
    values: input.values.subarray(from * input.columns, to * input.columns),
  }),
  join: (parts: readonly { readonly values: Numbers }[]) => ({ values: joined(parts.map(part => part.values)) }),
}

/** Arrays one after another, as exact as the first. */
export function joined<T extends Numbers>(parts: readonly T[]): T {
  const length = parts.reduce((sum, part) => sum + part.length, 0)
  const result = parts[0] instanceof Float64Array ? new Float64Array(length) : new Float32Array(length)
  let at = 0
  for (const part of parts) {
    result.set(part, at)
    at += part.length
  }
  return result as T
}
