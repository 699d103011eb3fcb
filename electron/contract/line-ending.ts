import type { PointPt } from './annotation.ts'

/** What stands at an end of a line of a PDF: the corners to draw through, PDF points; a shut one begins and ends in one place. */
export type EndingPoints = PointPt[]

/** How long an ending is, of the line's width; and at least, PDF points. */
const widths = 6
const leastPt = 6
/** Of the wings of an arrow to its line. */
const spread = Math.tan(Math.PI / 6)

/** In the ending's own measure: the line comes from the left and ends at 0, 0; x and y by turns. */
const shapes: Readonly<Record<string, readonly PointPt[]>> = {
  OpenArrow: [
    [-1, spread],
    [0, 0],
    [-1, -spread],
  ],
  ClosedArrow: [
    [-1, spread],
    [0, 0],
    [-1, -spread],
    [-1, spread],
  ],
  ROpenArrow: [
    [1, spread],
    [0, 0],
    [1, -spread],
  ],
  RClosedArrow: [
    [1, spread],
    [0, 0],
    [1, -spread],
    [1, spread],
  ],
  Butt: [
    [0, 0.5],
    [0, -0.5],
  ],
  // 30 degrees clockwise from upright (ISO 32000-2, table 179).
  Slash: [
    [0.25, 0.433],
    [-0.25, -0.433],
  ],
  Square: [
    [-0.5, 0.5],
    [0.5, 0.5],
    [0.5, -0.5],
    [-0.5, -0.5],
    [-0.5, 0.5],
  ],
  Diamond: [
    [-0.5, 0],
    [0, 0.5],
    [0.5, 0],
    [0, -0.5],
    [-0.5, 0],
  ],
  Circle: Array.from({ length: 25 }, (_, step): PointPt => {
    const turn = (step * Math.PI) / 12
    return [0.5 * Math.cos(turn), 0.5 * Math.sin(turn)]
  }),
}

/**
 * The endings of a line (ISO 32000-2, 12.5.6.7, /LE): `points` are x and y by turns, `styles` the names for its first and its
 * last point. An end without a shape, or of a line without length, has none.
 */
export function endingsOf(points: ArrayLike<number>, styles: readonly string[], widthPt: number): EndingPoints[] {
  const at = (index: number): PointPt => [points[2 * index] ?? 0, points[2 * index + 1] ?? 0]
  const last = Math.floor(points.length / 2) - 1
  if (last < 1) return []
  return [endingAt(at(0), at(1), styles[0], widthPt), endingAt(at(last), at(last - 1), styles[1], widthPt)].filter(
    ending => ending.length > 0,
  )
}

function endingAt(tip: PointPt, from: PointPt, style: string | undefined, widthPt: number): EndingPoints {
  const shape = style === undefined || !Object.hasOwn(shapes, style) ? undefined : shapes[style]
  const [dx, dy] = [tip[0] - from[0], tip[1] - from[1]]
  const length = Math.hypot(dx, dy)
  if (!shape || length === 0) return []
  const size = Math.min(Math.max(leastPt, widths * widthPt), length / 2)
  const [x, y] = [(dx / length) * size, (dy / length) * size]
  return shape.map(([along, across]) => [tip[0] + along * x - across * y, tip[1] + along * y + across * x])
}
