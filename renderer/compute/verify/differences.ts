import { drained } from '../paced.ts'

const sizes = [1e-2, 1e-3, 1e-4, 1e-5, 1e-6]
/** Steps to either side of a kink: so small that the two slopes of a smooth function hardly differ, so large that rounding does not count. */
const sidesFrom = [1e-5, 1e-6, 1e-7]
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
 * `size` is how large the terms are that f sums, where they may cancel. With `kinked` f may have a kink at x itself: then
 * any slope between those of its two sides is right.
 */
export function slopeError(...claim: Parameters<typeof slopeErrorSlowly>): number {
  return drained(slopeErrorSlowly(...claim))
}

/** The same with a pause after each step size. */
export function* slopeErrorSlowly(
  f: (x: Float64Array) => number,
  x: Float64Array,
  slope: Float64Array,
  {
    turns = 2,
    from = sizes,
    size = 0,
    kinked = false,
  }: {
    readonly turns?: number
    readonly from?: readonly number[]
    readonly size?: number
    readonly kinked?: boolean
  } = {},
): Generator<void, number> {
  if (!x.length) return 0
  const here = f(x)
  const height = Math.max(Math.abs(here), size)
  const steepest = largestOf(slope)
  let worst = 0
  for (let turn = 0; turn < turns; turn++) {
    const direction = directionOf(x.length, turn)
    const along = slope.reduce((sum, value, i) => sum + value * direction[i]!, 0)
    const floor = Math.max(Math.abs(along), steepest, 1e-4 * Math.max(height, 1e-300))
    const at = (step: number) => f(x.map((value, i) => value + step * direction[i]!))
    const scale = Math.max(1, largestOf(x))
    const between = (step: number) => {
      const sides = [(here - at(-step)) / step, (at(step) - here) / step]
      return Math.max(0, Math.min(...sides) - along, along - Math.max(...sides)) / (floor || 1)
    }
    const errors: number[] = []
    for (const share of from) {
      const step = share * scale
      const near = at(step) - at(-step)
      yield
      const differences = (8 * near - (at(2 * step) - at(-2 * step))) / (12 * step)
      errors.push(Math.abs(differences - along) / (floor || 1))
      yield
    }
    if (kinked) errors.push(...sidesFrom.map(share => between(share * scale)))
    const numbers = errors.filter(error => !Number.isNaN(error))
    worst = Math.max(worst, numbers.length ? Math.min(...numbers) : Number.NaN)
  }
  return worst
}

/** What a slope may be off by, relative, and still be called right. */
export const slopeTolerance = 1e-6
