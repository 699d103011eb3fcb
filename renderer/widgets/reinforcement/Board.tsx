import { useRef, useState, type KeyboardEvent } from 'react'
import { numberText } from '../../lib/number.ts'
import { turned } from '../../plot/turned.ts'
import { useWidth } from '../../plot/use-width.ts'
import type { Scene } from './model.ts'
import { letters, type Grid, type Kind } from './world.ts'
import './reinforcement.css'

interface Props {
  readonly grid: Grid
  readonly scene: Scene | undefined
  readonly brush: Kind
  readonly label: string
  readonly names: (kind: Kind) => string
  readonly onPaint: (at: number, kind: Kind) => void
}

const largestPx = 72
/** Cells narrower than this carry no number. */
const roomPx = 40
const kindByKey = new Map<string, Kind>(
  Object.entries(letters).flatMap(([kind, letter]) => [
    [letter, kind as Kind],
    [letter.toLowerCase(), kind as Kind],
    [letter.toUpperCase(), kind as Kind],
  ]),
)

/** The world as cells to paint; one of them takes the keys, and arrows move it. */
export const Board = turned(function Board({ grid, scene, brush, label, names, onPaint }: Props) {
  const [box, outer, isDrawn] = useWidth<HTMLDivElement>()
  const { rows, columns, cells } = grid
  const [at, setAt] = useState(0)
  const group = useRef<SVGGElement>(null)
  const size = Math.min(largestPx, (outer - 2) / columns)
  const current = Math.min(at, cells.length - 1)
  const go = (next: number) => {
    setAt(next)
    group.current?.querySelector<SVGGElement>(`[data-cell="${next}"]`)?.focus()
  }
  const press = (event: KeyboardEvent) => {
    const [row, column] = [Math.floor(current / columns), current % columns]
    const kind = kindByKey.get(event.key)
    if (event.key === 'ArrowUp' && row > 0) go(current - columns)
    else if (event.key === 'ArrowDown' && row < rows - 1) go(current + columns)
    else if (event.key === 'ArrowLeft' && column > 0) go(current - 1)
    else if (event.key === 'ArrowRight' && column < columns - 1) go(current + 1)
    else if (event.key === 'Enter' || event.key === ' ') onPaint(current, brush)
    else if (kind && !event.ctrlKey && !event.metaKey && !event.altKey) onPaint(current, kind)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const values = scene?.V ?? []
  const finite = values.filter((value, s) => Number.isFinite(value) && cells[s] !== 'wall')
  const [low, high] = [Math.min(...finite), Math.max(...finite)]
  const place = (s: number) => [((s % columns) + 0.5) * size + 1, (Math.floor(s / columns) + 0.5) * size + 1] as const
  return (
    <div ref={box} className="plot" style={isDrawn ? {} : { height: rows * size + 2 }}>
      {isDrawn && (
        <svg width={columns * size + 2} height={rows * size + 2} role="group" aria-label={label} data-keys="">
          <g ref={group}>
            {cells.map((kind, s) => (
              <g
                key={s}
                data-cell={s}
                className="world-cell"
                role="button"
                tabIndex={s === current ? 0 : -1}
                aria-label={`${Math.floor(s / columns) + 1}, ${(s % columns) + 1}: ${names(kind)}${values[s] === undefined ? '' : ` ${numberText(values[s], 3)}`}`}
                transform={`translate(${(s % columns) * size + 1} ${Math.floor(s / columns) * size + 1})`}
                onPointerDown={event => {
                  event.currentTarget.releasePointerCapture(event.pointerId)
                  setAt(s)
                  onPaint(s, brush)
                }}
                onPointerEnter={event => {
                  if (event.buttons === 1) onPaint(s, brush)
                }}
                onKeyDown={press}
              >
                <Cell
                  kind={kind}
                  size={size}
                  value={values[s]}
                  share={high > low && values[s] !== undefined ? (values[s] - low) / (high - low) : 0}
                  actions={scene?.actions[s] ?? []}
                />
              </g>
            ))}
          </g>
          {scene && scene.way.length > 1 && (
            <path className="world-way" d={`M${scene.way.map(s => place(s).join(' ')).join('L')}`} />
          )}
        </svg>
      )}
    </div>
  )
})

const turns = [0, 90, 180, 270]
const down = 2

function Cell({
  kind,
  size,
  value,
  share,
  actions,
}: {
  kind: Kind
  size: number
  value: number | undefined
  share: number
  actions: readonly number[]
}) {
  const middle = size / 2
  const shown = kind !== 'wall' && kind !== 'goal' && kind !== 'hole'
  const reach = size * 0.32
  return (
    <>
      <rect className={`world-${kind}`} width={size - 1} height={size - 1} />
      {shown && <rect className="world-worth" width={size - 1} height={size - 1} fillOpacity={0.55 * share} />}
      {shown &&
        actions.map(a => (
          <path
            key={a}
            className="world-arrow"
            transform={`translate(${middle} ${middle}) rotate(${turns[a]!})`}
            d={`M0 ${-reach * 0.3}V${-reach}m${-reach * 0.22} ${reach * 0.26}L0 ${-reach}l${reach * 0.22} ${reach * 0.26}`}
          />
        ))}
      {kind !== 'floor' && kind !== 'wall' && (
        <text className="world-letter" x={middle} y={middle + 5} textAnchor="middle">
          {kind === 'hole' ? '×' : letters[kind]}
        </text>
      )}
      {/* Out of the way of the arrow. */}
      {shown && size >= roomPx && value !== undefined && (
        <text className="on-paper" x={size - 4} y={actions.includes(down) ? 14 : size - 5} textAnchor="end">
          {numberText(value, 2)}
        </text>
      )}
    </>
  )
}
