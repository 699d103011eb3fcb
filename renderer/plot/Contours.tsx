import { memo, useMemo, type CSSProperties } from 'react'
import { viridis } from './colour.ts'
import { contoursFrom, regionAbove } from './contour.ts'
import { parts } from './rings.ts'
import type { Frame, Span } from './Plane.tsx'

/** f on a grid whose outermost points lie on the ends of `x` and `y`; `values[j * columns + i]`. */
export interface Field {
  readonly values: Float64Array
  readonly columns: number
  readonly rows: number
  readonly x: Span
  readonly y: Span
}

/** Takes the cells of a field to pixels: a value stands in the middle of its cell, the outermost on the field's ends. */
export function placeOf({ columns, rows, x, y }: Omit<Field, 'values'>, frame: Frame): string {
  const across = (frame.x(x.to) - frame.x(x.from)) / (columns - 1)
  const down = (frame.y(y.from) - frame.y(y.to)) / (rows - 1)
  return `translate(${frame.x(x.from) - across / 2} ${frame.y(y.to) - down / 2}) scale(${across} ${down})`
}

/** Takes the rings of a field's levels to pixels. */
export const ringsPlaceOf = (field: Omit<Field, 'values'>, frame: Frame): string =>
  `${placeOf(field, frame)} scale(${1 / parts})`

// The part of the map that stands out from white paper, and from black.
const light = (rank: number) => viridis(0.12 + 0.66 * rank)
const dark = (rank: number) => viridis(0.42 + 0.5 * rank)

/** Filled bands with their lines, low values dark blue, high ones green. */
export const Contours = memo(function Contours({
  field,
  frame,
  levels,
}: {
  field: Field
  frame: Frame
  /** How many, spread as the function is; or the very levels, the least first. */
  levels: number | readonly number[]
}) {
  const { values, columns, rows } = field
  const regions = useMemo(() => contoursFrom(values, columns, rows, levels), [values, columns, rows, levels])
  return (
    <g className="contours" transform={ringsPlaceOf(field, frame)}>
      {regions.map(({ level, rank, path }) => (
        <path key={level} d={path} style={{ '--light': light(rank), '--dark': dark(rank) } as CSSProperties} />
      ))}
    </g>
  )
})

/** Where a field is above a level, filled faintly, and its edge as a line: what a constraint forbids, or a level set. */
export const Region = memo(function Region({
  field,
  frame,
  level = 0,
  className = '',
}: {
  field: Field
  frame: Frame
  level?: number
  className?: string
}) {
  const path = useMemo(() => regionAbove(field.values, field.columns, field.rows, level), [field, level])
  return <path className={`region ${className}`} d={path} transform={ringsPlaceOf(field, frame)} />
})
