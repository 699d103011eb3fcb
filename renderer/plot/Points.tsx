import { memo } from 'react'
import { Dots } from './Dots.tsx'
import type { Frame } from './Plane.tsx'
import { Mark } from './Mark.tsx'

/** Above this many, points are drawn as one path of dots: marks of their own would cost frames. */
const marks = 1_500

/** Points of the plane, each with the sign of its series. Past `marks` of them, plain dots. */
export const Points = memo(function Points({
  points,
  series,
  frame,
  r = 3,
}: {
  points: readonly (readonly number[])[]
  /** The series of each point, or of all. */
  series: number | readonly number[]
  frame: Frame
  r?: number
}) {
  const seriesOf = (i: number) => (typeof series === 'number' ? series : (series[i] ?? 0))
  const place = ([x = 0, y = 0]: readonly number[]) => [frame.x(x), frame.y(y)] as const
  if (points.length <= marks)
    return (
      <g>
        {points.map((point, i) => {
          const [x, y] = place(point)
          return <Mark key={i} series={seriesOf(i)} x={x} y={y} r={r} />
        })}
      </g>
    )
  const bySeries = Map.groupBy(
    points.map((point, i) => ({ point, series: seriesOf(i) })),
    ({ series }) => series,
  )
  return (
    <g>
      {[...bySeries].map(([name, own]) => (
        <Dots key={name} points={own.map(({ point }) => point)} series={name} frame={frame} />
      ))}
    </g>
  )
})
