import { useMemo } from 'react'
import { linePath } from './line-path.ts'
import { Mark } from './Mark.tsx'
import type { Frame } from './Plane.tsx'

type Point = readonly number[]

interface Place {
  readonly k: number
  readonly x: number
  readonly y: number
}

/** Every step gets a dot while there are no more than this. */
const dots = 60
/** Steps closer to the last drawn one than this are left out: near its end a long run moves by less than a pixel. */
const nearPx = 0.7
const reachPx = 10

/** Whether anything of a mark there would be seen. */
const isNear = ({ x, y }: Place, { left, top, width, height }: Frame) =>
  x > left - reachPx && x < left + width + reachPx && y > top - reachPx && y < top + height + reachPx

function placesFrom(points: readonly Point[], { x, y }: Frame): Place[] {
  const places: Place[] = []
  points.forEach(([a = 0, b = 0], k) => {
    const place = { k, x: x(a), y: y(b) }
    const last = places.at(-1)
    if (!last || Math.hypot(place.x - last.x, place.y - last.y) >= nearPx) places.push(place)
  })
  return places
}

/** A path through the plane up to step k, its head carrying the series' mark. */
export function Trajectory({
  points,
  k,
  series,
  frame,
}: {
  points: readonly Point[]
  k: number
  series: number
  frame: Frame
}) {
  const places = useMemo(() => placesFrom(points, frame), [points, frame])
  const [a, b] = points[Math.min(k, points.length - 1)] ?? []
  if (a === undefined || b === undefined) return null
  const head = { k, x: frame.x(a), y: frame.y(b) }
  const shown = [...places.filter(place => place.k < k), head]
  const path = linePath(
    shown.map(({ x, y }) => [x, y]),
    frame,
  )
  const inside = shown.filter(place => isNear(place, frame))
  const name = `series-${series + 1}`
  return (
    <g>
      <path className={`line ${name}`} d={path} />
      {k <= dots &&
        inside.map(({ k: step, x, y }) => <circle key={step} className={`dot ${name}`} cx={x} cy={y} r="1.8" />)}
      {isNear(head, frame) && <Mark series={series} x={head.x} y={head.y} />}
    </g>
  )
}
