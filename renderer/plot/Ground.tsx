import type { Frame } from './Plane.tsx'
import './plot.css'

/** What a classifier says on a grid over the plane, row by row from the lowest up. */
export interface GroundField {
  readonly from: readonly number[]
  readonly to: readonly number[]
  readonly count: readonly number[]
  /** The chance of the second of two classes, or the index of the likeliest of more. */
  readonly values: readonly (number | null)[]
}

/** The regions of a classifier's classes, each faintly in the colour of its series; of two only the second. */
export function Ground({ field, classes, frame }: { field: GroundField; classes: number; frame: Frame }) {
  const { from, to, count, values } = field
  const [columns = 1, rows = 1] = count
  if (values.length !== columns * rows || count.length !== 2) return null
  const [wide, tall] = [(to[0]! - from[0]!) / (columns - 1), (to[1]! - from[1]!) / (rows - 1)]
  const place = (a: number, b: number) => `${frame.x(a).toFixed(1)} ${frame.y(b).toFixed(1)}`
  const cell = (at: number) => {
    const [a, b] = [from[0]! + ((at % columns) - 0.5) * wide, from[1]! + (Math.floor(at / columns) - 0.5) * tall]
    return `M${place(a, b)}L${place(a + wide, b)}L${place(a + wide, b + tall)}L${place(a, b + tall)}Z`
  }
  const classOf = (value: number | null) => (value === null ? -1 : classes === 2 ? Number(value >= 0.5) : value)
  const shown = classes === 2 ? [1] : Array.from({ length: classes }, (_, i) => i)
  return (
    <>
      {shown.map(which => (
        <path
          key={which}
          className={`ground series-${(which % 6) + 1}`}
          d={values.map((value, at) => (classOf(value) === which ? cell(at) : '')).join('')}
        />
      ))}
    </>
  )
}
