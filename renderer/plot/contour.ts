import { framed, regionsOf } from './rings.ts'

export interface Contour {
  readonly level: number
  /** 0 for the lowest level, 1 for the highest. */
  readonly rank: number
  /** The region above the level as SVG path data, in hundredths of the grid's cells, first row at the bottom. */
  readonly path: string
}

/**
 * Levels that follow where the function spends its area: quantiles, closer together towards the least values,
 * where a descent ends. Evenly spread levels would leave a valley such as Rosenbrock's empty.
 */
export function levelsFrom(values: Float64Array, count: number): number[] {
  const sorted = values.filter(Number.isFinite).sort()
  if (!sorted.length || sorted[0] === sorted.at(-1)) return []
  const levels = Array.from(
    { length: count },
    (_, i) => sorted[Math.floor(((i + 0.6) / (count + 0.2)) ** 1.8 * (sorted.length - 1))]!,
  )
  return [...new Set(levels)]
}

/** Contours of `values[j * columns + i]` at so many levels, or at these; where the function is no number there is no region. */
export function contoursFrom(
  values: Float64Array,
  columns: number,
  rows: number,
  wanted: number | readonly number[],
): Contour[] {
  const levels = typeof wanted === 'number' ? levelsFrom(values, wanted) : wanted
  const regions = regionsOf(framed(values, columns, rows), levels)
  return levels.map((level, i) => ({
    level,
    rank: levels.length > 1 ? i / (levels.length - 1) : 0,
    path: regions[i]!,
  }))
}

/** The region above one level, in hundredths of the grid's cells, first row at the bottom. */
export const regionAbove = (values: Float64Array, columns: number, rows: number, level: number): string =>
  regionsOf(framed(values, columns, rows), [level])[0]!
