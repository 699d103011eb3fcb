import { useMemo } from 'react'
import { growingLine } from './line-path.ts'
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
  for (let k = 0; k < points.length; k++) {
    const place = { k, x: x(points[k]![0] ?? 0), y: y(points[k]![1] ?? 0) }
    const last = places.at(-1)
    if (!last || Math.hypot(place.x - last.x, place.y - last.y) >= nearPx) places.push(place)
  }
  return places
}

const lineFrom = (places: readonly Place[], frame: Frame) => {
  const flat = new Float64Array(2 * places.length)
  places.forEach(({ x, y }, i) => flat.set([x, y], 2 * i))
  return growingLine(flat, frame)
}

/** How many of the places come before step k; they stand in the order of their steps. */
function countBefore(places: readonly Place[], k: number): number {
  let [from, to] = [0, places.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if (places[middle]!.k < k) from = middle + 1
    else to = middle
  }
  return from
}

/** A path through the plane up to step k, its head carrying the series' mark. */
export function Trajectory({
  points,
  k,
  series,
  frame,
}: {
  /** Of the whole run, and the same object at every step of it. */
  points: readonly Point[]
  k: number
  series: number
  frame: Frame
}) {
  const places = useMemo(() => placesFrom(points, frame), [points, frame])
  const line = useMemo(() => lineFrom(places, frame), [places, frame])
  const [a, b] = points[Math.min(k, points.length - 1)] ?? []
  if (a === undefined || b === undefined) return null
  const head = { k, x: frame.x(a), y: frame.y(b) }
  const before = countBefore(places, k)
  const name = `series-${series + 1}`
  const dotted = k <= dots ? [...places.slice(0, before), head].filter(place => isNear(place, frame)) : []
  return (
    <g>
      <path className={`line ${name}`} d={line(before, head)} />
      {dotted.map(({ k: step, x, y }) => (
        <circle key={step} className={`dot ${name}`} cx={x} cy={y} r="1.8" />
      ))}
      {isNear(head, frame) && <Mark series={series} x={head.x} y={head.y} />}
    </g>
  )
}
