import { memo, useMemo, type CSSProperties } from 'react'
import { viridis } from './colour.ts'
import { contoursFrom } from './contour.ts'
import type { Frame, Span } from './Plane.tsx'

/** f on a grid whose outermost points lie on the ends of `x` and `y`; `values[j * columns + i]`. */
export interface Field {
  readonly values: Float64Array
  readonly columns: number
  readonly rows: number
  readonly x: Span
  readonly y: Span
}

// The part of the map that stands out from white paper, and from black.
const light = (rank: number) => viridis(0.12 + 0.66 * rank)
const dark = (rank: number) => viridis(0.42 + 0.5 * rank)

/** Filled bands with their lines, low values dark blue, high ones green. */
export const Contours = memo(function Contours({ field, frame, count }: { field: Field; frame: Frame; count: number }) {
  const { values, columns, rows } = field
  const regions = useMemo(() => contoursFrom(values, columns, rows, count), [values, columns, rows, count])
  // A value stands in the middle of its cell; the outermost ones on the ends of the field.
  const across = (frame.x(field.x.to) - frame.x(field.x.from)) / (columns - 1)
  const down = (frame.y(field.y.from) - frame.y(field.y.to)) / (rows - 1)
  const place = `translate(${frame.x(field.x.from) - across / 2} ${frame.y(field.y.to) - down / 2}) scale(${across} ${down})`
  return (
    <g className="contours" transform={place}>
      {regions.map(({ level, rank, path }) => (
        <path key={level} d={path} style={{ '--light': light(rank), '--dark': dark(rank) } as CSSProperties} />
      ))}
    </g>
  )
})
