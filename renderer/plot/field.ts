import type { Field } from './Contours.tsx'
import type { Span } from './Plane.tsx'

/** Values of a function over a rectangle, on a grid fine enough for a picture of some hundred pixels. */
export function fieldFrom(at: (x: number, y: number) => number, x: Span, y: Span, columns = 72, rows = 72): Field {
  const values = new Float64Array(columns * rows)
  for (let j = 0; j < rows; j++)
    for (let i = 0; i < columns; i++)
      values[j * columns + i] = at(
        x.from + ((x.to - x.from) * i) / (columns - 1),
        y.from + ((y.to - y.from) * j) / (rows - 1),
      )
  return { values, columns, rows, x, y }
}

/** Points of a curve over a span. */
export const curveFrom = (at: (x: number) => number, { from, to }: Span, count = 161): (readonly [number, number])[] =>
  Array.from({ length: count }, (_, i) => {
    const x = from + ((to - from) * i) / (count - 1)
    return [x, at(x)] as const
  })
