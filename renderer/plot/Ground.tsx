import { memo, useMemo } from 'react'
import { ringsPlaceOf } from './Contours.tsx'
import { regionAbove } from './contour.ts'
import type { Frame, Span } from './Plane.tsx'
import './plot.css'

/** What a classifier says on a grid over the plane, row by row from the lowest up. */
export interface GroundField {
  readonly from: readonly number[]
  readonly to: readonly number[]
  readonly count: readonly number[]
  /** The chance of the second of two classes, or the index of the likeliest of more. */
  readonly values: readonly (number | null)[]
  /** Of more than two classes: how far the likeliest is ahead of the next; their borders stand between cells by it. */
  readonly leads?: readonly number[]
}

interface Props {
  readonly field: GroundField
  readonly classes: number
  readonly frame: Frame
  /** Of two classes both are shown; otherwise only the second, what is predicted. */
  readonly both?: boolean
}

/** The regions of a classifier's classes, each faintly in the colour of its series. */
export const Ground = memo(function Ground(props: Props) {
  const { columns, rows } = sizeOf(props.field)
  if (props.field.count.length !== 2 || props.field.values.length !== columns * rows) return null
  return props.classes === 2 ? <Chances {...props} /> : <Likeliest {...props} />
})

const sizeOf = ({ count: [columns = 1, rows = 1] }: GroundField) => ({ columns, rows })

/** Where a class is likelier than not, surer and all but certain. */
const levels = [0.5, 0.75, 0.95]

function Chances({ field, frame, both = false }: Props) {
  const regions = useMemo(() => {
    const { columns, rows } = sizeOf(field)
    return (both ? [2, 1] : [2]).flatMap(series => {
      const chances = Float64Array.from(field.values, value => (series === 2 ? 1 : -1) * ((value ?? Number.NaN) - 0.5))
      return levels.map(level => ({ series, level, path: regionAbove(chances, columns, rows, level - 0.5) }))
    })
  }, [field, both])
  const [x, y] = [0, 1].map(c => ({ from: field.from[c]!, to: field.to[c]! })) as [Span, Span]
  const place = ringsPlaceOf({ ...sizeOf(field), x, y }, frame)
  return (
    <g transform={place}>
      {regions.map(({ series, level, path }) => (
        <path key={`${series} ${level}`} className={`chance series-${series}`} data-level={level} d={path} />
      ))}
    </g>
  )
}

function Likeliest({ field, classes, frame }: Props) {
  const regions = useMemo(() => {
    const { columns, rows } = sizeOf(field)
    return Array.from({ length: classes }, (_, which) => {
      const ahead = Float64Array.from(field.values, (value, i) => (value === which ? 1 : -1) * (field.leads?.[i] ?? 1))
      return regionAbove(ahead, columns, rows, 0)
    })
  }, [field, classes])
  const [x, y] = [0, 1].map(c => ({ from: field.from[c]!, to: field.to[c]! })) as [Span, Span]
  return (
    <g transform={ringsPlaceOf({ ...sizeOf(field), x, y }, frame)}>
      {regions.map((path, which) => (
        <path key={which} className={`ground series-${(which % 6) + 1}`} d={path} />
      ))}
    </g>
  )
}
