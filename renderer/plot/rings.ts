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

/** For each crossing the one that follows it; 0 where the level does not cross. Point 0 is of the frame: nothing crosses there. */
function followersOf({ values, width, height }: Framed, level: number): Int32Array {
  const next = new Int32Array(2 * width * height)
  for (let j = 0; j < height - 1; j++) {
    let at = j * width
    let left = (values[at]! >= level ? 1 : 0) | (values[at + width]! >= level ? 8 : 0)
    for (let i = 0; i < width - 1; i++, at++) {
      const right = (values[at + 1]! >= level ? 2 : 0) | (values[at + 1 + width]! >= level ? 4 : 0)
      const corners = left | right
      left = (right & 2 ? 1 : 0) | (right & 4 ? 8 : 0)
      if (corners === 0 || corners === 15) continue
      const sides = [across(at), upward(at + 1), across(at + width), upward(at)] as const
      const pairs = segments[corners]!
      for (let k = 0; k < pairs.length; k += 2) next[sides[pairs[k]!]!] = sides[pairs[k + 1]!]!
    }
  }
  return next
}

/** How far between two values a level lies, 0 to 1; the middle where one of them is infinite. */
function shareOf(from: number, to: number, level: number): number {
  const share = (level - from) / (to - from)
  return Number.isFinite(from) && Number.isFinite(to) ? share : 0.5
}

const hundredth = (value: number): number => Math.round(value * 100) / 100

/** The region above a level as SVG path data, in cells of the grid, its first row at the bottom. */
export function regionOf(grid: Framed, level: number): string {
  const { values, width, height } = grid
  const next = followersOf(grid, level)
  const place = (crossing: number): string => {
    const point = crossing >> 1
    const isUpward = (crossing & 1) === 1
    const share = shareOf(values[point]!, values[point + (isUpward ? width : 1)]!, level)
    const x = (point % width) - 0.5 + (isUpward ? 0 : share)
    const y = Math.floor(point / width) - 0.5 + (isUpward ? share : 0)
    return `${hundredth(x)} ${hundredth(height - 2 - y)}`
  }
  let path = ''
  for (let start = 0; start < next.length; start++) {
    if (next[start] === 0) continue
    let sign = 'M'
    for (let at = start; next[at] !== 0;) {
      path += sign + place(at)
      sign = 'L'
      const following = next[at]!
      next[at] = 0
      at = following
    }
    path += 'Z'
  }
  return path
}
