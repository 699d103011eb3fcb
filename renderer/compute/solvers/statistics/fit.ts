import type { Iterate } from '../../paced.ts'

/** What was found for one family of distributions. */
export interface Fit {
  /** In the order of `logDensities`. */
  readonly theta: readonly number[]
  /** Parameters under their names, and what else is usually told beside them. */
  readonly named: Readonly<Record<string, number | readonly number[]>>
  /** How many of θ were estimated; all where absent. */
  readonly free?: number
  /** `false` where the maximum is a corner or lies on the boundary, so that the slope need not be 0. */
  readonly stationary: boolean
}

/** Iterates, then the fit; `undefined` where the likelihood has no maximum. */
export type Fitting = Generator<Iterate<readonly number[]>, Fit | undefined>

export const sumOf = (data: readonly number[]): number => data.reduce((sum, x) => sum + x, 0)
export const meanOf = (data: readonly number[]): number => sumOf(data) / data.length

/** Mean squared distance from the mean, in two passes. */
export const varianceOf = (data: readonly number[], mean = meanOf(data)): number =>
  data.reduce((sum, x) => sum + (x - mean) ** 2, 0) / data.length

/** Middle of the sorted values, the mean of the middle two of an even number. */
export function medianOf(data: readonly number[]): number {
  const sorted = Float64Array.from(data).sort()
  const half = sorted.length >> 1
  return sorted.length % 2 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2
}
