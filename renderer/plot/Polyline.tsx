import { memo } from 'react'
import type { Frame } from './Plane.tsx'

const bounded = (pixel: number) => Math.min(1e5, Math.max(-1e5, pixel)).toFixed(1)

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
  const drawable = (point: readonly number[] | undefined) =>
    point !== undefined && Number.isFinite(point[0]) && Number.isFinite(point[1])
  const path = points.map((point, i) =>
    drawable(point)
      ? `${drawable(points[i - 1]) ? 'L' : 'M'}${bounded(frame.x(point[0]!))} ${bounded(frame.y(point[1]!))}`
      : '',
  )
  const d = path.join('') + (closed && path.length ? 'Z' : '')
  return <path className={`line series-${(series % 6) + 1} ${closed ? 'area' : ''} ${className}`} d={d} />
})
