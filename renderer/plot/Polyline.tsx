import { memo, useMemo } from 'react'
import { growingLine } from './line-path.ts'
import type { Frame } from './Plane.tsx'

type Points = readonly (readonly number[])[]

const bounded = (pixel: number) => Math.min(1e4, Math.max(-1e4, pixel)).toFixed(1)

/** Places in pixels, x and y in turn; no numbers where a coordinate is none. */
function placesOf(points: Points, { x, y }: Frame): Float64Array {
  const places = new Float64Array(2 * points.length)
  for (let i = 0; i < points.length; i++) {
    const [a, b] = [points[i]![0] ?? Number.NaN, points[i]![1] ?? Number.NaN]
    const isPlace = Number.isFinite(a) && Number.isFinite(b)
    places[2 * i] = isPlace ? x(a) : Number.NaN
    places[2 * i + 1] = isPlace ? y(b) : Number.NaN
  }
  return places
}

/** An area has no part that could be left out without another edge in its place. */
function areaPath(places: Float64Array): string {
  let path = ''
  for (let i = 0; i < places.length; i += 2)
    if (!Number.isNaN(places[i]!))
      path += `${i > 0 && !Number.isNaN(places[i - 2]!) ? 'L' : 'M'}${bounded(places[i]!)} ${bounded(places[i + 1]!)}`
  return path + (places.length ? 'Z' : '')
}

interface Props {
  /** Of a line that grows all of it, and the same object as long as it is the same line. */
  readonly points: Points
  readonly series: number
  readonly frame: Frame
  /** So many of the points are drawn; without, all. */
  readonly count?: number | undefined
  readonly closed?: boolean
  readonly className?: string
}

/** A line through points of the plane; it breaks where a coordinate is no finite number. `closed` fills it faintly. */
export const Polyline = memo(function Polyline({
  points,
  series,
  frame,
  count = points.length,
  closed = false,
  className = '',
}: Props) {
  const line = useMemo(() => {
    const places = placesOf(points, frame)
    return closed ? () => areaPath(places) : growingLine(places, frame)
  }, [points, frame, closed])
  return <path className={`line series-${(series % 6) + 1} ${closed ? 'area' : ''} ${className}`} d={line(count)} />
})
