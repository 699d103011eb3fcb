import type { ReactNode } from 'react'
import { Plane, type Frame, type Span } from './Plane.tsx'
import { Polyline } from './Polyline.tsx'

export interface Line {
  readonly series: number
  /** Of a line that grows while a run plays all of it, and the same object at every step. */
  readonly points: readonly (readonly [x: number, y: number])[]
  /** So many of the points are drawn; without, all. */
  readonly count?: number
}

interface Props {
  readonly lines: readonly Line[]
  readonly label: string
  readonly title?: string
  readonly aspect?: number
  readonly x?: Span
  readonly y?: Span
  /** A mark that stands at this place of the horizontal axis, such as the step shown. */
  readonly at?: number
  readonly onPoint?: (x: number, y: number) => void
  readonly children?: (frame: Frame) => ReactNode
}

/** On a narrow screen a chart takes the whole width; it need not be as high as it is wide. */
const highestPx = 320

/** The span of finite numbers, with a margin; [0, 1] where there are none. */
export function spanOf(numbers: Iterable<number>, margin = 0.05): Span {
  let [low, high] = [Infinity, -Infinity]
  for (const value of numbers)
    if (Number.isFinite(value)) {
      low = Math.min(low, value)
      high = Math.max(high, value)
    }
  if (low > high) return { from: 0, to: 1 }
  const width = high - low
  // Between numbers that are so far apart the width is none; its share is.
  const room = width === Infinity ? high * margin - low * margin : (width || Math.abs(high) || 1) * margin
  return { from: Math.max(-Number.MAX_VALUE, low - room), to: Math.min(Number.MAX_VALUE, high + room) }
}

/** The spans of points' coordinates, each with a margin. */
export const spansOf = (points: readonly (readonly number[])[], margin: number): { x: Span; y: Span } => ({
  x: spanOf(
    points.map(([x = Number.NaN]) => x),
    margin,
  ),
  y: spanOf(
    points.map(([, y = Number.NaN]) => y),
    margin,
  ),
})

function* coordinatesOf(lines: readonly Line[], axis: 0 | 1): Generator<number> {
  for (const { points } of lines) for (let i = 0; i < points.length; i++) yield points[i]![axis]
}

/** Lines over straight axes that hold them all. */
export function Chart({ lines, label, title, aspect = 0.6, x, y, at, onPoint, children }: Props) {
  const across = x ?? spanOf(coordinatesOf(lines, 0), 0)
  const up = y ?? spanOf(coordinatesOf(lines, 1))
  return (
    <div className="chart">
      {title && <div className="chart-title">{title}</div>}
      <Plane aspect={aspect} highestPx={highestPx} x={across} y={up} label={label} {...(onPoint && { onPoint })}>
        {frame => (
          <>
            {at !== undefined && <path className="now" d={`M${frame.x(at)} ${frame.top}v${frame.height}`} />}
            {lines.map(({ series, points, count }, i) => (
              <Polyline key={i} points={points} series={series} frame={frame} count={count} />
            ))}
            {children?.(frame)}
          </>
        )}
      </Plane>
    </div>
  )
}
