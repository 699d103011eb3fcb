import { contours } from 'd3-contour'

export interface Contour {
  readonly level: number
  /** 0 for the lowest level, 1 for the highest. */
  readonly rank: number
  /** The region above the level as SVG path data, in cells of the grid, first row at the bottom. */
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

/** Contours of `values[j * columns + i]`; where the function is no number there is no region. */
export function contoursFrom(values: Float64Array, columns: number, rows: number, count: number): Contour[] {
  const levels = levelsFrom(values, count)
  const pathAt = pathsOf(values, columns, rows)
  return levels.map((level, i) => ({
    level,
    rank: levels.length > 1 ? i / (levels.length - 1) : 0,
    path: pathAt(level),
  }))
}

/** The region above one level, in cells of the grid, first row at the bottom. */
export const regionAbove = (values: Float64Array, columns: number, rows: number, level: number): string =>
  pathsOf(values, columns, rows)(level)

function pathsOf(values: Float64Array, columns: number, rows: number): (level: number) => string {
  const generator = contours().size([columns, rows])
  // The library takes plain arrays and means by NaN "below everything", by infinity "above".
  const plain = Array.from(values)
  const point = ([x = 0, y = 0]: number[]) => `${x.toFixed(2)} ${(rows - y).toFixed(2)}`
  return level => {
    const rings = generator.contour(plain, level).coordinates.flat()
    return rings.map(ring => `M${ring.map(point).join('L')}Z`).join('')
  }
}
