import type { KeyboardEvent } from 'react'
import { turned } from '../../plot/turned.ts'
import { useWidth } from '../../plot/use-width.ts'

interface Props {
  readonly probs: readonly (readonly number[])[]
  readonly row: number
  readonly queries: readonly string[]
  readonly keys: readonly string[]
  readonly onQuery: (row: number) => void
}

const [tallPx, lowPx] = [22, 16]
/** More than this are drawn closer together. */
const many = 24
/** Lines of all other queries are drawn while there are no more than this. */
const mostLines = 1_200
const letters = 12

const shortened = (name: string) => (name.length > letters ? `${name.slice(0, letters - 1)}…` : name)

/** Queries on the left, keys on the right, lines between as strong as the weights: those of one query stand out. */
export const Links = turned(function Links({ probs, row, queries, keys, onQuery }: Props) {
  const [box, width, isDrawn] = useWidth<HTMLDivElement>()
  const step = Math.max(queries.length, keys.length) > many ? lowPx : tallPx
  const height = step * Math.max(queries.length, keys.length)
  const y = (i: number) => (i + 0.5) * step
  const [left, right] = [Math.min(96, width * 0.3), Math.max(width - 96, width * 0.7)]
  const path = (i: number, j: number) => {
    const middle = (left + right) / 2
    return `M${left} ${y(i)}C${middle} ${y(i)} ${middle} ${y(j)} ${right} ${y(j)}`
  }
  const press = (event: KeyboardEvent, i: number) => {
    if (event.key !== 'Enter' && event.key !== ' ') return
    event.preventDefault()
    event.stopPropagation()
    onQuery(i)
  }
  const strongest = Math.max(...probs[row]!)
  return (
    <div ref={box} className="plot links" style={isDrawn ? {} : { height }}>
      {isDrawn && (
        <svg width={width} height={height} role="group">
          {probs.length * keys.length <= mostLines &&
            probs.flatMap((weights, i) =>
              weights.map((p, j) =>
                i !== row && p > 0.02 ? (
                  <path key={`${i} ${j}`} className="line faint series-1" d={path(i, j)} strokeOpacity={0.3 * p} />
                ) : null,
              ),
            )}
          {probs[row]!.map((p, j) => (
            <path
              key={j}
              className="line series-1"
              d={path(row, j)}
              strokeOpacity={Math.sqrt(p / strongest)}
              strokeWidth={0.5 + 5 * p}
            />
          ))}
          {queries.map((name, i) => (
            <g
              key={i}
              className="pressed-cell"
              data-keys=""
              tabIndex={0}
              role="button"
              aria-pressed={i === row}
              aria-label={name}
              onClick={() => onQuery(i)}
              onKeyDown={event => press(event, i)}
            >
              <rect className="cell" x="0" y={i * step} width={left} height={step} />
              <text x={left - 6} y={y(i) + 4} textAnchor="end" className={i === row ? 'chosen' : ''}>
                {shortened(name)}
              </text>
            </g>
          ))}
          {keys.map((name, j) => (
            <text key={j} x={right + 6} y={y(j) + 4} className={probs[row]![j] === strongest ? 'chosen' : ''}>
              {shortened(name)} {probs[row]![j]! >= 0.1 && probs[row]![j]!.toFixed(2)}
            </text>
          ))}
        </svg>
      )}
    </div>
  )
})
