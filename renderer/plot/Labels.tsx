import { memo, useMemo } from 'react'
import { Pixels, type CellColours } from './Pixels.tsx'
import type { Frame, Span } from './Plane.tsx'
import { useSeriesColours, type Colour } from './series-colours.ts'

interface Props {
  /** A number for each cell, row by row from the lower left; below 0 is left blank. */
  readonly labels: readonly number[]
  readonly side: number
  readonly x: Span
  readonly y: Span
  readonly frame: Frame
}

const opacity = 0.42

/** A map of areas: each cell in the colour of its label. */
export const Labels = memo(function Labels({ labels, side, x, y, frame }: Props) {
  const colours = useSeriesColours()
  const cells = useMemo(
    () => ({ columns: side, rows: side, rgba: coloursOf(labels, colours, opacity) }),
    [labels, side, colours],
  )
  return <Pixels cells={cells} x={x} y={y} frame={frame} />
})

/** Each cell in the colour of its label, as opaque as that; clear below 0. */
export function coloursOf(labels: readonly number[], colours: readonly Colour[], opaque: number): CellColours['rgba'] {
  const rgba = new Uint8ClampedArray(4 * labels.length)
  const alpha = Math.round(255 * opaque)
  labels.forEach((label, i) => {
    if (label >= 0) rgba.set([...colours[label % colours.length]!, alpha], 4 * i)
  })
  return rgba
}
