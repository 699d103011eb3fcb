import { memo, useMemo } from 'react'
import { placeOf } from './Contours.tsx'
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
  const place = placeOf({ ...sizeOf(field), x, y }, frame)
  return (
    <g transform={place}>
      {regions.map(({ series, level, path }) => (
        <path key={`${series} ${level}`} className={`chance series-${series}`} data-level={level} d={path} />
      ))}
    </g>
  )
}

function Likeliest({ field, classes, frame }: Props) {
  const { from, to, count, values } = field
  const [columns = 1, rows = 1] = count
  const [wide, tall] = [(to[0]! - from[0]!) / (columns - 1), (to[1]! - from[1]!) / (rows - 1)]
  const place = (a: number, b: number) => `${frame.x(a).toFixed(1)} ${frame.y(b).toFixed(1)}`
  const cell = (at: number) => {
    const [a, b] = [from[0]! + ((at % columns) - 0.5) * wide, from[1]! + (Math.floor(at / columns) - 0.5) * tall]
    return `M${place(a, b)}L${place(a + wide, b)}L${place(a + wide, b + tall)}L${place(a, b + tall)}Z`
  }
  const shown = Array.from({ length: classes }, (_, i) => i)
  return (
    <>
      {shown.map(which => (
        <path
          key={which}
          className={`ground series-${(which % 6) + 1}`}
          d={values.map((value, at) => (value === which ? cell(at) : '')).join('')}
        />
      ))}
    </>
  )
}
