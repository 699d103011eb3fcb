import { memo, useMemo } from 'react'
import type { Frame } from './Plane.tsx'
import './plot.css'

/** A tenth of a pixel is enough. */
const rounded = (pixel: number) => Math.round(10 * pixel) / 10
/** An eight-cornered dot of 3 px around a place: filled, it takes a renderer a fifth of the time of a round end of a stroke. */
const dotAt = (x: number, y: number) => `M${rounded(x - 0.7)} ${rounded(y - 1.5)}h1.4l.8.8v1.4l-.8.8h-1.4l-.8-.8v-1.4z`
const reachPx = 2

interface Look {
  readonly series: number
  readonly frame: Frame
  readonly opacity?: number
}

/** A cloud of plain dots as one path; those outside of the frame cost nothing. */
export const Dots = memo(function Dots({ points, ...look }: Look & { points: readonly (readonly number[])[] }) {
  const { frame } = look
  const path = useMemo(() => {
    const coordinate = (i: number, axis: 0 | 1) => points[i]![axis] ?? Number.NaN
    return dotsPath(points.length, coordinate, frame)
  }, [points, frame])
  return <DotsPath {...look} path={path} />
})

/** The same of points that stand row by row in one list, `width` numbers each: those of these `rows`. A point of the line stands at height 0. */
export const DotsOfRows = memo(function DotsOfRows({
  numbers,
  width,
  rows,
  ...look
}: Look & { numbers: readonly number[]; width: number; rows: readonly number[] }) {
  const { frame } = look
  const path = useMemo(() => {
    const coordinate = (i: number, axis: 0 | 1) => (axis < width ? numbers[rows[i]! * width + axis]! : 0)
    return dotsPath(rows.length, coordinate, frame)
  }, [numbers, width, rows, frame])
  return <DotsPath {...look} path={path} />
})

const DotsPath = ({ series, opacity = 1, path }: Look & { path: string }) => (
  <path className={`dots series-${(series % 6) + 1}`} opacity={opacity} d={path} />
)

function dotsPath(count: number, coordinate: (i: number, axis: 0 | 1) => number, frame: Frame): string {
  const [right, bottom] = [frame.left + frame.width + reachPx, frame.top + frame.height + reachPx]
  let path = ''
  for (let i = 0; i < count; i++) {
    const [x, y] = [frame.x(coordinate(i, 0)), frame.y(coordinate(i, 1))]
    if (x > frame.left - reachPx && x < right && y > frame.top - reachPx && y < bottom) path += dotAt(x, y)
  }
  return path
}
