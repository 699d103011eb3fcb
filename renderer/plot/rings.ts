/**
 * Marching squares: the edges of what lies above a level. Between two points of the grid an edge stands where the straight
 * line between their values meets the level; outside the grid everything is below. Each cell of four points has its segments
 * with the upper side on the left, so that every crossing leads to exactly one other and rings close by following them:
 * outer ones turn one way, holes the other. Of our own, for a level is drawn anew with each letter that is typed: d3-contour,
 * which gave the same points on 15 levels of a field, took about twice as long there.
 */

/** From and to: sides of a cell (0 lower, 1 right, 2 upper, 3 left), by which of its corners are above (1 2 4 8, round from the lower left). */
const segments: readonly (readonly number[])[] = [
  [],
  [0, 3],
  [1, 0],
  [1, 3],
  [2, 1],
  [0, 3, 2, 1],
  [2, 0],
  [2, 3],
  [3, 2],
  [0, 2],
  [1, 0, 3, 2],
  [1, 2],
  [3, 1],
  [0, 1],
  [3, 0],
  [],
]

/** A grid with a frame of points around it that are below everything; what is no number is below too. */
export interface Framed {
  readonly values: Float64Array
  readonly width: number
  readonly height: number
}

export function framed(values: Float64Array, columns: number, rows: number): Framed {
  const [width, height] = [columns + 2, rows + 2]
  const all = new Float64Array(width * height).fill(-Infinity)
  for (let j = 0; j < rows; j++)
    for (let i = 0; i < columns; i++) {
      const value = values[j * columns + i] ?? Number.NaN
      all[(j + 1) * width + i + 1] = Number.isNaN(value) ? -Infinity : value
    }
  return { values: all, width, height }
}

/** A crossing's number: of the line from a point to the one at its right, and from there upwards. */
const across = (point: number): number => 2 * point
const upward = (point: number): number => 2 * point + 1

// Row by row in functions of their own: an engine is soon done with making a small one fast that is called often, and one
// long loop is still slow when the first picture of a window waits for it.

/** How many of the levels, the least first, each point of a row is above. */
function rankRow(values: Float64Array, levels: readonly number[], ranks: Uint16Array, from: number, to: number): void {
  // From one point to the next it changes little.
  let rank = 0
  for (let point = from; point < to; point++) {
    const value = values[point]!
    while (rank < levels.length && value >= levels[rank]!) rank++
    while (rank > 0 && !(value >= levels[rank - 1]!)) rank--
    ranks[point] = rank
  }
}

/** Adds to each level the cells between a row and the next that it crosses, by their lower left points. */
function crossRow(ranks: Uint16Array, cells: readonly number[][], from: number, width: number): void {
  let right = ranks[from]!
  let above = ranks[from + width]!
  for (let at = from; at < from + width - 1; at++) {
    const [left, aboveLeft] = [right, above]
    right = ranks[at + 1]!
    above = ranks[at + width + 1]!
    if (left === right && left === above && left === aboveLeft) continue
    const most = Math.max(left, right, above, aboveLeft)
    for (let level = Math.min(left, right, above, aboveLeft); level < most; level++) cells[level]!.push(at)
  }
}

/** Writes for each crossing of a level with a cell the one that follows it. */
function follow(next: Int32Array, ranks: Uint16Array, at: number, width: number, level: number): void {
  const corners =
    (ranks[at]! > level ? 1 : 0) |
    (ranks[at + 1]! > level ? 2 : 0) |
    (ranks[at + 1 + width]! > level ? 4 : 0) |
    (ranks[at + width]! > level ? 8 : 0)
  const sides = [across(at), upward(at + 1), across(at + width), upward(at)] as const
  const pairs = segments[corners]!
  for (let k = 0; k < pairs.length; k += 2) next[sides[pairs[k]!]!] = sides[pairs[k + 1]!]!
}

/** How far between two values a level lies, 0 to 1; the middle where one of them is infinite. */
function shareOf(from: number, to: number, level: number): number {
  const share = (level - from) / (to - from)
  return Number.isFinite(from) && Number.isFinite(to) ? share : 0.5
}

/** Places of a path to each cell of the grid: whole numbers are written several times as fast as others. */
export const parts = 100

/** The regions above levels, the least first, as SVG path data each, in hundredths of the grid's cells, its first row at the bottom. */
export function regionsOf(grid: Framed, levels: readonly number[]): string[] {
  const { values, width, height } = grid
  const ranks = new Uint16Array(values.length)
  for (let from = 0; from < values.length; from += width) rankRow(values, levels, ranks, from, from + width)
  // Few cells of all: no others need be looked at for a level.
  const cells = levels.map((): number[] => [])
  for (let j = 0; j < height - 1; j++) crossRow(ranks, cells, j * width, width)
  const place = (crossing: number, level: number): string => {
    const point = crossing >> 1
    const isUpward = (crossing & 1) === 1
    const share = shareOf(values[point]!, values[point + (isUpward ? width : 1)]!, level)
    const x = (point % width) - 0.5 + (isUpward ? 0 : share)
    const y = Math.floor(point / width) - 0.5 + (isUpward ? share : 0)
    return `${Math.round(parts * x)} ${Math.round(parts * (height - 2 - y))}`
  }
  // For each crossing the one that follows it; 0 where the level does not cross, for point 0 is of the frame and nothing
  // crosses there. Every ring closes, and is taken out as it is gone round: for the next level all is 0 again.
  const next = new Int32Array(2 * width * height)
  const ringFrom = (start: number, level: number): string => {
    let path = ''
    for (let at = start; next[at] !== 0;) {
      path += `${path ? 'L' : 'M'}${place(at, level)}`
      const following = next[at]!
      next[at] = 0
      at = following
    }
    return path && `${path}Z`
  }
  return cells.map((crossed, i) => {
    for (const at of crossed) follow(next, ranks, at, width, i)
    let path = ''
    // A ring goes through the lower or the left side of one of its cells.
    for (const at of crossed) path += ringFrom(across(at), levels[i]!) + ringFrom(upward(at), levels[i]!)
    return path
  })
}
