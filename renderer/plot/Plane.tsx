import { useId, useMemo, type PointerEvent, type ReactNode } from 'react'
import { linearScale, ticks, type Scale } from './scale.ts'
import { inset, textWidth } from './text-width.ts'
import { turned } from './turned.ts'
import { useWidth } from './use-width.ts'
import './plot.css'

export interface Span {
  readonly from: number
  readonly to: number
}

export interface Frame {
  readonly x: Scale
  readonly y: Scale
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

const margin = { left: 34, right: 1, top: 1, bottom: 22 }
/** Between the numbers up the side and the data. */
const tickPx = 10

interface Props {
  /** Height over width of the data's rectangle. */
  readonly aspect: number
  readonly x: Span
  readonly y: Span
  /** The picture is no higher than this, CSS pixels, where its shape means nothing. */
  readonly highestPx?: number
  /** What the picture shows, for those who do not see it. */
  readonly label: string
  /** No numbers up the side: what stands there are rows. */
  readonly rows?: boolean
  /** No numbers at all: the places in it say nothing by their coordinates. */
  readonly bare?: boolean
  /** The data's coordinates under a pointer that is down. */
  readonly onPoint?: (x: number, y: number) => void
  readonly children: (frame: Frame) => ReactNode
}

interface Shape {
  readonly aspect: number
  readonly highestPx: number
  readonly rows: boolean
}

const upwards = ({ from, to }: Span, height: number) => ticks(from, to, height / 50)

/** The numbers up the side stand in a margin of one width, so that pictures line up; only long ones have a wider one. */
function frameFrom(outer: number, { aspect, highestPx, rows }: Shape, x: Span, y: Span): Frame {
  const heightOf = (width: number) => Math.round(Math.min(highestPx, width * aspect))
  const tallest = heightOf(Math.max(0, outer - margin.left - margin.right))
  const numbers = rows ? [] : upwards(y, tallest).map(({ text }) => textWidth(text) + tickPx)
  const left = Math.max(margin.left, ...numbers)
  const width = Math.max(0, outer - left - margin.right)
  // Where the shape means nothing the numbers, which come with the answer, do not change the height.
  const height = highestPx < Infinity ? tallest : heightOf(width)
  return {
    left,
    top: margin.top,
    width,
    height,
    x: linearScale(x.from, x.to, left, left + width),
    y: linearScale(y.from, y.to, margin.top + height, margin.top),
  }
}

/** A rectangle of the plane with its axes; the children draw inside and are clipped to it. */
export const Plane = turned(function Plane({
  aspect,
  highestPx = Infinity,
  x,
  y,
  label,
  onPoint,
  rows = false,
  bare = false,
  children,
}: Props) {
  const clip = useId()
  const [box, outer, isDrawn] = useWidth<HTMLDivElement>()
  // By its numbers: most spans are made anew at every step that is shown, and the same frame draws the same lines.
  const [left, right, low, high] = [x.from, x.to, y.from, y.to]
  const frame = useMemo(
    () => frameFrom(outer, { aspect, highestPx, rows }, { from: left, to: right }, { from: low, to: high }),
    [outer, aspect, highestPx, rows, left, right, low, high],
  )
  const { width, height } = frame
  const tall = height + margin.top + margin.bottom
  const point = (event: PointerEvent<SVGSVGElement>) => {
    if (!onPoint || event.buttons !== 1) return
    if (event.type === 'pointerdown') event.currentTarget.setPointerCapture(event.pointerId)
    const origin = event.currentTarget.getBoundingClientRect()
    onPoint(frame.x.invert(event.clientX - origin.left), frame.y.invert(event.clientY - origin.top))
  }
  return (
    <div ref={box} className="plot" style={isDrawn ? {} : { height: tall }}>
      {isDrawn && width > 0 && (
        <svg
          width={outer}
          height={tall}
          role="img"
          aria-label={label}
          className={onPoint ? 'pointed' : undefined}
          onPointerDown={point}
          onPointerMove={point}
        >
          <clipPath id={clip}>
            <rect x={frame.left} y={frame.top} width={width} height={height} />
          </clipPath>
          <g clipPath={`url(#${clip})`}>{children(frame)}</g>
          <rect className="border" x={frame.left - 0.5} y={frame.top - 0.5} width={width + 1} height={height + 1} />
          {(bare ? [] : ticks(x.from, x.to, width / 70)).map(({ value, text }) => (
            <g key={value} className="tick" transform={`translate(${frame.x(value)} ${frame.top + height})`}>
              <path d="M0 0v4" />
              <text x={inset(text, frame.x(value), outer)} y="16" textAnchor="middle">
                {text}
              </text>
            </g>
          ))}
          {(rows || bare ? [] : upwards(y, height)).map(({ value, text }) => (
            <g key={value} className="tick" transform={`translate(${frame.left} ${frame.y(value)})`}>
              <path d="M0 0h-4" />
              <text x="-7" y="4" textAnchor="end">
                {text}
              </text>
            </g>
          ))}
        </svg>
      )}
    </div>
  )
})
