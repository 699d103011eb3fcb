import { useMemo } from 'react'
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

// A path that runs away keeps its direction, and the picture its size.
const bounded = (pixel: number) => Math.round(Math.min(1e5, Math.max(-1e5, pixel)) * 10) / 10

function placesFrom(points: readonly Point[], { x, y }: Frame): Place[] {
  const places: Place[] = []
  points.forEach(([a = 0, b = 0], k) => {
    const place = { k, x: bounded(x(a)), y: bounded(y(b)) }
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
  const head = { k, x: bounded(frame.x(a)), y: bounded(frame.y(b)) }
  const shown = [...places.filter(place => place.k < k), head]
  const name = `series-${series + 1}`
  return (
    <g>
      <path className={`line ${name}`} d={`M${shown.map(({ x, y }) => `${x} ${y}`).join('L')}`} />
      {k <= dots &&
        shown.map(({ k: step, x, y }) => <circle key={step} className={`dot ${name}`} cx={x} cy={y} r="1.8" />)}
      <Mark series={series} x={head.x} y={head.y} />
    </g>
  )
}
