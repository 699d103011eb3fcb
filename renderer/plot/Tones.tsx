import { memo, useMemo } from 'react'

interface Props {
  /** How strong each cell is, −1 … 1; below 0 in the second colour. */
  readonly strengths: readonly (readonly number[])[]
  readonly left: number
  readonly top: number
  /** Width and height of a cell, and the gap between two, px. */
  readonly cell: number
  readonly tall: number
  readonly gap: number
}

/** So many strengths are told apart; the eye tells fewer. */
const shades = 64

/**
 * A large matrix as areas of one strength each: an element a cell, tens of thousands of them, would be laid out for longer
 * than a frame. Equal neighbours of a row without gaps between them are one piece.
 */
export const Tones = memo(function Tones({ strengths, left, top, cell, tall, gap }: Props) {
  const paths = useMemo(() => piecesOf(strengths, cell, tall, gap), [strengths, cell, tall, gap])
  return (
    <g transform={`translate(${left} ${top})`}>
      {[...paths].map(([shade, path]) => (
        <path
          key={shade}
          className={`cell-tone series-${shade < 0 ? 2 : 1}`}
          fillOpacity={Math.abs(shade) / shades}
          d={path}
        />
      ))}
    </g>
  )
})

const short = (px: number): number => Math.round(px * 100) / 100

function piecesOf(strengths: Props['strengths'], cell: number, tall: number, gap: number): Map<number, string> {
  const paths = new Map<number, string>()
  const shadeOf = (strength: number | undefined) =>
    strength !== undefined && Number.isFinite(strength) ? Math.round(shades * Math.min(1, Math.max(-1, strength))) : 0
  strengths.forEach((row, i) => {
    for (let from = 0; from < row.length;) {
      const shade = shadeOf(row[from])
      let to = from + 1
      while (gap === 0 && to < row.length && shadeOf(row[to]) === shade) to++
      const width = short((to - from) * cell - gap)
      if (shade !== 0)
        paths.set(
          shade,
          `${paths.get(shade) ?? ''}M${short(from * cell)} ${short(i * tall)}h${width}v${short(tall - gap)}h${-width}z`,
        )
      from = to
    }
  })
  return paths
}
