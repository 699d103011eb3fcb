import { useMemo } from 'react'
import { placeOf } from './Contours.tsx'
import type { Frame, Span } from './Plane.tsx'

/** Cells in rows from the lowest up, each a colour: red, green, blue and how opaque, 0 … 255. */
export interface CellColours {
  readonly columns: number
  readonly rows: number
  readonly rgba: Uint8ClampedArray<ArrayBuffer>
}

interface Props {
  readonly cells: CellColours
  readonly x: Span
  readonly y: Span
  readonly frame: Frame
}

/**
 * Coloured cells as one image, a pixel each. As paths thousands of cells would take a software renderer many frames, and each
 * again whenever a line is drawn over them.
 */
export function Pixels({ cells, x, y, frame }: Props) {
  const { columns, rows } = cells
  const href = useMemo(() => imageFrom(cells), [cells])
  return (
    <image
      href={href}
      width={columns}
      height={rows}
      transform={placeOf({ columns, rows, x, y }, frame)}
      preserveAspectRatio="none"
      imageRendering="pixelated"
    />
  )
}

function imageFrom({ columns, rows, rgba }: CellColours): string {
  const canvas = document.createElement('canvas')
  canvas.width = columns
  canvas.height = rows
  const image = new ImageData(columns, rows)
  const line = 4 * columns
  for (let row = 0; row < rows; row++)
    image.data.set(rgba.subarray(row * line, (row + 1) * line), (rows - 1 - row) * line)
  canvas.getContext('2d')?.putImageData(image, 0, 0)
  return canvas.toDataURL()
}
