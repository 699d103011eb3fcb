import { quantileOf } from './moments.ts'

/** The inner edges of `bins` bins of equal width. */
export function widthEdges(column: Float64Array, bins: number): number[] {
  const low = column.reduce((a, b) => Math.min(a, b), Infinity)
  const width = (column.reduce((a, b) => Math.max(a, b), -Infinity) - low) / bins
  return Array.from({ length: bins - 1 }, (_, i) => low + (i + 1) * width)
}

/** The inner edges of bins of about as many cases each; edges that fall together are one. */
export function shareEdges(column: Float64Array, bins: number): number[] {
  const sorted = column.slice().sort()
  return [...new Set(Array.from({ length: bins - 1 }, (_, i) => quantileOf(sorted, (i + 1) / bins)))]
}

/** The bin of each value: how many edges it reaches. */
export const binsFrom = (column: Float64Array, edges: readonly number[]): Int32Array =>
  Int32Array.from(column, value => {
    let [low, high] = [0, edges.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (edges[middle]! <= value) low = middle + 1
      else high = middle
    }
    return low
  })
