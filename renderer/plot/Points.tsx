import { memo } from 'react'
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
  const paths = new Map<number, string[]>()
  points.forEach((point, i) => {
    const [x, y] = place(point)
    const path = paths.get(seriesOf(i)) ?? []
    path.push(`M${x.toFixed(1)} ${y.toFixed(1)}h0`)
    paths.set(seriesOf(i), path)
  })
  return (
    <g>
      {[...paths].map(([name, path]) => (
        <path key={name} className={`dots series-${(name % 6) + 1}`} d={path.join('')} />
      ))}
    </g>
  )
})
