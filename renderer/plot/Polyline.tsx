import { memo } from 'react'
import { linePath } from './line-path.ts'
import type { Frame } from './Plane.tsx'

const bounded = (pixel: number) => Math.min(1e4, Math.max(-1e4, pixel)).toFixed(1)

/** An area has no part that could be left out without another edge in its place. */
const areaPath = (places: readonly (readonly [number, number] | undefined)[]): string =>
  places.map((place, i) => place && `${places[i - 1] ? 'L' : 'M'}${bounded(place[0])} ${bounded(place[1])}`).join('') +
  (places.length ? 'Z' : '')

/** A line through points of the plane; it breaks where a coordinate is no finite number. `closed` fills it faintly. */
export const Polyline = memo(function Polyline({
  points,
  series,
  frame,
  closed = false,
  className = '',
}: {
  points: readonly (readonly number[])[]
  series: number
  frame: Frame
  closed?: boolean
  className?: string
}) {
  const places = points.map(([x = Number.NaN, y = Number.NaN]) =>
    Number.isFinite(x) && Number.isFinite(y) ? ([frame.x(x), frame.y(y)] as const) : undefined,
  )
  const d = closed ? areaPath(places) : linePath(places, frame)
  return <path className={`line series-${(series % 6) + 1} ${closed ? 'area' : ''} ${className}`} d={d} />
})
