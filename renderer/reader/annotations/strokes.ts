import type { PointPt, RectPt } from '../../../electron/contract/annotation.ts'

/** A stroke as records keep it: x and y of its points by turns. Lengths here are all in one unit (PDF points). */
export type Stroke = readonly number[]

export function* pointsOf(stroke: Stroke): Generator<PointPt> {
  for (let at = 0; at + 1 < stroke.length; at += 2) yield [stroke[at] ?? 0, stroke[at + 1] ?? 0]
}

const rounded = (value: number): number => Math.round(value * 100) / 100
export const strokeFrom = (points: readonly PointPt[]): number[] => points.flatMap(([x, y]) => [rounded(x), rounded(y)])

/** The rectangle that strokes of a width take. */
export function boundsOf(strokes: readonly Stroke[], width: number): RectPt {
  let [left, bottom, right, top] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const stroke of strokes)
    for (const [x, y] of pointsOf(stroke)) {
      ;[left, bottom] = [Math.min(left, x), Math.min(bottom, y)]
      ;[right, top] = [Math.max(right, x), Math.max(top, y)]
    }
  return [left - width / 2, bottom - width / 2, right + width / 2, top + width / 2]
}

/** An SVG path through the points, curved by quadratics through the middles between them; a single point is a dot. */
export function pathThrough(points: readonly (readonly number[])[]): string {
  const at = ([x = 0, y = 0]: readonly number[] = []) => `${rounded(x)} ${rounded(y)}`
  const middle = ([ax = 0, ay = 0]: readonly number[] = [], [bx = 0, by = 0]: readonly number[] = []) =>
    at([(ax + bx) / 2, (ay + by) / 2])
  const last = points.at(-1)
  if (!last) return ''
  const inner = points.slice(1, -1).map((point, index) => `Q${at(point)} ${middle(point, points[index + 2])}`)
  return `M${at(points[0])}${inner.join('')}L${at(last)}`
}

/** An SVG path from point to point; a single point is a dot. */
export const pathAlong = (points: readonly (readonly number[])[]): string =>
  points.length === 0
    ? ''
    : `M${[...points, ...(points.length === 1 ? points : [])].map(([x = 0, y = 0]) => `${rounded(x)} ${rounded(y)}`).join('L')}`

/** Leaves out points that lie within `tolerance` of the line between their neighbours (Ramer 1972, Douglas and Peucker 1973). */
export function simplified(points: readonly PointPt[], tolerance: number): PointPt[] {
  const [first, last] = [points[0], points.at(-1)]
  if (!first || !last || points.length < 3) return [...points]
  const keep = new Set([0, points.length - 1])
  const spans: [number, number][] = [[0, points.length - 1]]
  for (let span = spans.pop(); span; span = spans.pop()) {
    const [from, to] = span
    let [farthest, distance] = [-1, tolerance]
    for (let index = from + 1; index < to; index++) {
      const away = distanceToSegment(points[index] ?? first, points[from] ?? first, points[to] ?? last)
      if (away > distance) [farthest, distance] = [index, away]
    }
    if (farthest < 0) continue
    keep.add(farthest)
    spans.push([from, farthest], [farthest, to])
  }
  return points.filter((_, index) => keep.has(index))
}

export function distanceToSegment([x, y]: PointPt, [ax, ay]: PointPt, [bx, by]: PointPt): number {
  const [dx, dy] = [bx - ax, by - ay]
  const length = dx * dx + dy * dy
  const share = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length))
  return Math.hypot(x - ax - share * dx, y - ay - share * dy)
}

/** Whether a point is nearer than `radius` to what the eraser went over. */
const under = (point: PointPt, eraser: readonly PointPt[], radius: number): boolean =>
  eraser.some((at, index) => distanceToSegment(point, eraser[Math.max(0, index - 1)] ?? at, at) < radius)

/** A stroke with more points on it, so that no two are farther apart than `step`. */
function dense(stroke: Stroke, step: number): PointPt[] {
  const points: PointPt[] = []
  let before: PointPt | null = null
  for (const point of pointsOf(stroke)) {
    if (before) {
      const pieces = Math.min(1000, Math.ceil(Math.hypot(point[0] - before[0], point[1] - before[1]) / step))
      for (let piece = 1; piece < pieces; piece++) {
        const share = piece / pieces
        points.push([before[0] + (point[0] - before[0]) * share, before[1] + (point[1] - before[1]) * share])
      }
    }
    points.push(point)
    before = point
  }
  return points
}

/**
 * Strokes after an eraser of a radius went along a path: `whole` takes every stroke that it touched, else what lay under it is
 * cut out and the rest stays. Null where nothing was touched.
 */
export function erased(
  strokes: readonly Stroke[],
  eraser: readonly PointPt[],
  radius: number,
  whole: boolean,
): number[][] | null {
  let touched = false
  const left = strokes.flatMap(stroke => {
    const points = dense(stroke, radius / 2)
    const gone = points.map(point => under(point, eraser, radius))
    if (!gone.includes(true)) return [[...stroke]]
    touched = true
    if (whole) return []
    const pieces: PointPt[][] = [[]]
    points.forEach((point, index) => {
      if (!gone[index]) pieces.at(-1)?.push(point)
      else if ((pieces.at(-1)?.length ?? 0) > 0) pieces.push([])
    })
    // A lone point that is left would look like a dot that nobody drew.
    return pieces.flatMap(piece => (piece.length > 1 ? [strokeFrom(simplified(piece, 0.05))] : []))
  })
  return touched ? left : null
}
