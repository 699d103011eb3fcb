import { memo, useMemo } from 'react'
import type { Frame, Span } from './Plane.tsx'

interface Props {
  /** A number for each cell, row by row from the lower left; below 0 is left blank. */
  readonly labels: readonly number[]
  readonly side: number
  readonly x: Span
  readonly y: Span
  readonly frame: Frame
}

/** A map of areas: each cell in the colour of its label. Equal neighbours of a row are one piece, so that many cells draw fast. */
export const Labels = memo(function Labels({ labels, side, x, y, frame }: Props) {
  const paths = useMemo(() => piecesOf(labels, side), [labels, side])
  // Cells stand with their middles on the grid's points; half of the outermost lies outside.
  const across = (frame.x(x.to) - frame.x(x.from)) / (side - 1)
  const down = (frame.y(y.from) - frame.y(y.to)) / (side - 1)
  const place = `translate(${frame.x(x.from) - across / 2} ${frame.y(y.from) + down / 2}) scale(${across} ${-down})`
  return (
    <g transform={place} className="labels" shapeRendering="crispEdges">
      {[...paths].map(([label, path]) => (
        <path key={label} className={`area series-${(label % 6) + 1}`} d={path} />
      ))}
    </g>
  )
})

function piecesOf(labels: readonly number[], side: number): Map<number, string> {
  const paths = new Map<number, string>()
  for (let row = 0; row < side; row++)
    for (let from = 0; from < side;) {
      const label = labels[row * side + from] ?? -1
      let to = from + 1
      while (to < side && labels[row * side + to] === label) to++
      if (label >= 0) paths.set(label, `${paths.get(label) ?? ''}M${from} ${row}h${to - from}v1h${from - to}z`)
      from = to
    }
  return paths
}
