import type { RectPt, Turn } from '../../contract/annotation.ts'
import { numberText } from './serialize.ts'

/** Corners of a rectangle as one who reads along `turn` sees it. */
export interface Corners {
  topLeft: Point
  topRight: Point
  bottomLeft: Point
  bottomRight: Point
}
type Point = readonly [number, number]

/** `turn`: the direction of the words in PDF user space, degrees counterclockwise. */
export function cornersOf([left, bottom, right, top]: RectPt, turn: Turn): Corners {
  const around: Point[] = [
    [left, top],
    [left, bottom],
    [right, bottom],
    [right, top],
  ]
  const at = (index: number): Point => around[(index + turn / 90) % 4] ?? [left, top]
  return { topLeft: at(0), bottomLeft: at(1), bottomRight: at(2), topRight: at(3) }
}

/** A rectangle with axes of its own: x along the words, y up from them, the origin at their lower left. */
export interface Frame {
  readonly width: number
  readonly height: number
  /** The operator that makes these axes the current ones. */
  readonly matrix: string
}

export function frameOf(rect: RectPt, turn: Turn): Frame {
  const [left, bottom, right, top] = rect
  const [x, y] = cornersOf(rect, turn).bottomLeft
  const [cos, sin] = (
    [
      [1, 0],
      [0, 1],
      [-1, 0],
      [0, -1],
    ] as const
  )[(turn / 90) as 0 | 1 | 2 | 3]
  const upright = turn % 180 === 0
  return {
    width: upright ? right - left : top - bottom,
    height: upright ? top - bottom : right - left,
    matrix: `${[cos, sin, -sin, cos, x, y].map(numberText).join(' ')} cm`,
  }
}

/** The point a share `lift` of the height above the lower edge, a share `along` of the way along it. */
export function within({ topLeft, bottomLeft, bottomRight }: Corners, along: number, lift: number): Point {
  const part = (axis: 0 | 1): number =>
    bottomLeft[axis] + along * (bottomRight[axis] - bottomLeft[axis]) + lift * (topLeft[axis] - bottomLeft[axis])
  return [part(0), part(1)]
}

export const heightOf = ([left, bottom, right, top]: RectPt, turn: Turn): number =>
  turn % 180 === 0 ? top - bottom : right - left

/** The least rectangle round these, with a margin. */
export const around = (rects: readonly RectPt[], margin = 0): RectPt => [
  Math.min(...rects.map(rect => rect[0])) - margin,
  Math.min(...rects.map(rect => rect[1])) - margin,
  Math.max(...rects.map(rect => rect[2])) + margin,
  Math.max(...rects.map(rect => rect[3])) + margin,
]
