const sizes = [1e-2, 1e-3, 1e-4, 1e-5, 1e-6]
const largestOf = (x: ArrayLike<number>): number => {
  let most = 0
  for (let i = 0; i < x.length; i++) most = Math.max(most, Math.abs(x[i]!))
  return most
}

/** A direction that favours no coordinate, the same every time. */
const directionOf = (length: number, turn: number): Float64Array =>
  Float64Array.from({ length }, (_, i) => Math.cos(1 + turn + 2.399963 * (i + 1) * (turn + 1)))

/**
 * How far a slope is from the differences of its function: |⟨slope, d⟩ − differences along d| over the size of the slope,
 * at most over `turns` directions d. Central differences of fourth order; the best of several step sizes counts, for
 * small ones drown in rounding and large ones cross kinks. Below 1e-6 where the slope is right; NaN where f is.
 * `size` is how large the terms are that f sums, where they may cancel.
 */
export function slopeError(
  f: (x: Float64Array) => number,
  x: Float64Array,
  slope: Float64Array,
  {
    turns = 2,
    from = sizes,
    size = 0,
  }: { readonly turns?: number; readonly from?: readonly number[]; readonly size?: number } = {},
): number {
  if (!x.length) return 0
  const height = Math.max(Math.abs(f(x)), size)
  const steepest = largestOf(slope)
  let worst = 0
  for (let turn = 0; turn < turns; turn++) {
    const direction = directionOf(x.length, turn)
    const along = slope.reduce((sum, value, i) => sum + value * direction[i]!, 0)
    const floor = Math.max(Math.abs(along), steepest, 1e-4 * Math.max(height, 1e-300))
    const at = (step: number) => f(x.map((value, i) => value + step * direction[i]!))
    const errors = from.map(share => {
      const step = share * Math.max(1, largestOf(x))
      const differences = (8 * (at(step) - at(-step)) - (at(2 * step) - at(-2 * step))) / (12 * step)
      return Math.abs(differences - along) / (floor || 1)
    })
    const numbers = errors.filter(error => !Number.isNaN(error))
    worst = Math.max(worst, numbers.length ? Math.min(...numbers) : Number.NaN)
  }
  return worst
}

/** What a slope may be off by, relative, and still be called right. */
export const slopeTolerance = 1e-6
