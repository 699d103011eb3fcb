import { useMemo, type KeyboardEvent } from 'react'
import { numberText } from '../lib/number.ts'
import { fitted, textWidth } from './text-width.ts'
import { Tones } from './Tones.tsx'
import { turned } from './turned.ts'
import { useWidth } from './use-width.ts'
import './plot.css'

interface Props {
  readonly values: readonly (readonly number[])[]
  readonly label: string
  readonly rowNames?: readonly string[]
  readonly columnNames?: readonly string[]
  /** Ends of the colours; the values' own where not given. A signed scale has its middle at 0 and two colours. */
  readonly from?: number
  readonly to?: number
  readonly signed?: boolean
  /** How strong each cell's colour is, 0 … 1, where columns have scales of their own; by its value where not given. */
  readonly shades?: readonly (readonly number[])[]
  /** Writes the numbers into the cells where there is room. */
  readonly numbers?: boolean
  /** Cells with a frame around them. */
  readonly marked?: (row: number, column: number) => boolean
  readonly onCell?: (row: number, column: number) => void
  /** Cells are no wider than this. */
  readonly largestPx?: number
  /** Height of a cell; by its width where not given. */
  readonly tallPx?: number
}

const digits = 2
const roomPx = 34
const heightPx = 22
/** So many cells without words are drawn by their strengths. */
const manyCells = 400

/** A matrix as cells, the larger the stronger the colour, with names at its sides. */
export const Cells = turned(function Cells(props: Props) {
  const { values, label, rowNames, columnNames, signed = false, marked, onCell, largestPx = 56 } = props
  const [box, outer, isDrawn] = useWidth<HTMLDivElement>()
  const columns = values[0]?.length ?? 0
  const { least, most, decimals } = useMemo(() => rangeOf(values), [values])
  const from = props.from ?? Math.min(0, least)
  const to = props.to ?? Math.max(from + 1e-300, most)
  const longest = Math.max(0, ...(rowNames ?? []).map(textWidth))
  const left = rowNames ? Math.min(outer * 0.35, longest + 12) : 1
  const top = columnNames ? heightPx : 1
  const cell = Math.max(2, Math.min(largestPx, (outer - left - 2) / Math.max(1, columns)))
  const tall = props.tallPx ?? Math.min(cell, Math.max(heightPx, cell * 0.62))
  const height = top + tall * values.length + 2
  // Between small cells a line would take their colour.
  const gap = Math.min(cell, tall) > 8 ? 1 : 0
  const written = (props.numbers ?? true) && cell >= roomPx
  const { shades } = props
  const isPlain = !onCell && !written && values.length * columns > manyCells
  const shares = useMemo(
    () => values.map((row, i) => row.map((value, j) => shareOf(value, { from, to, signed }, shades?.[i]?.[j]))),
    [values, shades, from, to, signed],
  )
  const strengths = useMemo(
    () => shares.map((row, i) => row.map((share, j) => (signed && values[i]![j]! < 0 ? -share : share))),
    [shares, values, signed],
  )
  const isMarked = (i: number, j: number) => marked?.(i, j) ?? false
  const places = placesOf(values, isPlain ? isMarked : () => true)
  const press = (event: KeyboardEvent, row: number, column: number) => {
    if (event.key !== 'Enter' && event.key !== ' ') return
    event.preventDefault()
    event.stopPropagation()
    onCell?.(row, column)
  }
  return (
    <div ref={box} className="plot" style={isDrawn ? {} : { height }}>
      {isDrawn && (
        <svg width={outer} height={height} role={onCell ? 'group' : 'img'} aria-label={label}>
          {columnNames?.map((name, j) => (
            <text key={j} x={left + (j + 0.5) * cell} y={14} textAnchor="middle">
              {fitted(name, cell - 3)}
            </text>
          ))}
          {rowNames?.map((name, i) => (
            <text key={i} x={left - 6} y={top + (i + 0.5) * tall + 4} textAnchor="end">
              {fitted(name, left)}
            </text>
          ))}
          <rect className="cell" x={left} y={top} width={columns * cell} height={values.length * tall} />
          {isPlain && <Tones strengths={strengths} left={left} top={top} cell={cell} tall={tall} gap={gap} />}
          {places.map(([i, j]) => {
            const [value, share] = [values[i]![j]!, shares[i]![j]!]
            const [x, y] = [left + j * cell, top + i * tall]
            const tint = {
              className: `cell-tone series-${signed && value < 0 ? 2 : 1}`,
              width: cell - gap,
              height: tall - gap,
              fillOpacity: share,
            }
            if (!onCell && !written && !isMarked(i, j)) return <rect key={`${i} ${j}`} x={x} y={y} {...tint} />
            return (
              <g
                key={`${i} ${j}`}
                transform={`translate(${x} ${y})`}
                {...(onCell && {
                  className: 'pressed-cell',
                  'data-keys': '',
                  tabIndex: 0,
                  role: 'button',
                  'aria-label': `${rowNames?.[i] ?? i + 1}, ${columnNames?.[j] ?? j + 1}: ${numberText(value, digits)}`,
                  onClick: () => onCell(i, j),
                  onKeyDown: event => press(event, i, j),
                })}
              >
                {!isPlain && <rect {...tint} />}
                {isMarked(i, j) && (
                  <rect className="cell-marked" x={gap} y={gap} width={cell - 3 * gap} height={tall - 3 * gap} />
                )}
                {written && (
                  <text className={groundOf(share)} x={cell / 2} y={tall / 2 + 4} textAnchor="middle">
                    {shades ? within(value, cell) : fixed(value, decimals)}
                  </text>
                )}
              </g>
            )
          })}
        </svg>
      )}
    </div>
  )
})

/** What reads best on a cell of this strength; dark words in the middle, on whichever paper. */
const groundOf = (share: number): string => (share > 0.8 ? 'on-tone' : share > 0.66 ? 'on-middle' : 'on-paper')

interface Scale {
  readonly from: number
  readonly to: number
  readonly signed: boolean
}

/** How strong a cell's colour is, 0 … 1. */
function shareOf(value: number, { from, to, signed }: Scale, shade: number | undefined): number {
  if (!Number.isFinite(value)) return 0
  const strength = signed
    ? Math.abs(value) / Math.max(Math.abs(from), Math.abs(to), 1e-300)
    : (value - from) / (to - from || 1)
  return Math.min(1, Math.max(0, shade ?? strength))
}

function placesOf(
  values: Props['values'],
  isShown: (row: number, column: number) => boolean,
): [row: number, column: number][] {
  const places: [number, number][] = []
  values.forEach((row, i) => {
    for (let j = 0; j < row.length; j++) if (isShown(i, j)) places.push([i, j])
  })
  return places
}

/** The ends of a matrix's numbers, and the decimals that all are written with. */
function rangeOf(values: Props['values']): { least: number; most: number; decimals: number | undefined } {
  let [least, most, isWhole] = [Infinity, -Infinity, true]
  for (const row of values)
    for (const value of row)
      if (Number.isFinite(value)) {
        least = Math.min(least, value)
        most = Math.max(most, value)
        isWhole &&= Number.isInteger(value)
      }
  return { least, most, decimals: isWhole ? undefined : decimalsOf(Math.max(0, -least, most)) }
}

/** None where the largest number is next to nothing, or fills the room. */
function decimalsOf(largest: number): number | undefined {
  if (largest < 0.05 || largest >= 1e4) return undefined
  return largest >= 10 ? 0 : largest > 1.5 ? 1 : 2
}

const fixed = (value: number, decimals: number | undefined): string =>
  decimals === undefined || !Number.isFinite(value)
    ? numberText(value, digits)
    : value
        .toFixed(decimals)
        .replace(/^-(0\.?0*)$/, '$1')
        .replace('-', '−')

/** A number as it fits a cell; what is too small to be written there is next to nothing beside the rest. */
function within(value: number, room: number): string {
  const text = numberText(value, digits)
  return textWidth(text) <= room || Math.abs(value) >= 1 ? text : value.toFixed(digits).replace('-', '−')
}
