import { memo } from 'react'
import { numberText } from '../lib/number.ts'
import { linearScale, ticks } from './scale.ts'
import { useWidth } from './use-width.ts'
import './plot.css'

export interface Bar {
  readonly name: string
  readonly value: number
  readonly series?: number
  /** Half the width of an interval around the value. */
  readonly error?: number
  /** Another number to compare with, drawn as a line across the bar. */
  readonly goal?: number
}

const heightPx = 24
const letterPx = 6.6
const valuePx = 56

/** Bars that lie, each with its name before and its number behind it. */
export const Bars = memo(function Bars({
  bars,
  label,
  title,
}: {
  bars: readonly Bar[]
  label: string
  title?: string
}) {
  const [box, outer] = useWidth<HTMLDivElement>()
  const finite = bars
    .flatMap(({ value, error = 0, goal = value }) => [value + error, value - error, goal])
    .filter(Number.isFinite)
  const from = Math.min(0, ...finite)
  const to = Math.max(from + 1e-12, 0, ...finite)
  const left = Math.min(outer * 0.4, Math.max(0, ...bars.map(({ name }) => name.length)) * letterPx + 10)
  const x = linearScale(from, to, left, Math.max(left + 10, outer - valuePx))
  const top = title ? 20 : 2
  const bottom = top + bars.length * heightPx
  return (
    <div ref={box} className="plot">
      {outer > 0 && (
        <svg width={outer} height={bottom + 20} role="img" aria-label={label}>
          {title && (
            <text className="title" x={left} y="12">
              {title}
            </text>
          )}
          {ticks(from, to, (outer - left) / 90).map(({ value, text }) => (
            <g key={text} className="tick" transform={`translate(${x(value)} 0)`}>
              <path d={`M0 ${top}V${bottom}`} />
              <text y={bottom + 15} textAnchor="middle">
                {text}
              </text>
            </g>
          ))}
          {bars.map(({ name, value, series = 0, error, goal }, i) => {
            const y = top + i * heightPx
            const [start, end] = [x(Math.min(0, value)), x(Math.max(0, value))]
            return (
              <g key={`${i} ${name}`} className={`series-${(series % 6) + 1}`}>
                <text x={left - 6} y={y + 16} textAnchor="end">
                  {name}
                </text>
                <rect className="bar" x={start} y={y + 4} width={Math.max(0.5, end - start)} height={heightPx - 8} />
                {error !== undefined && (
                  <path className="whisker" d={`M${x(value - error)} ${y + 12}H${x(value + error)}`} />
                )}
                {goal !== undefined && Number.isFinite(goal) && (
                  <path className="goal" d={`M${x(goal)} ${y + 2}v${heightPx - 4}`} />
                )}
                <text className="on-paper" x={Math.max(end, x(Math.max(value, goal ?? value))) + 6} y={y + 16}>
                  {numberText(value)}
                </text>
              </g>
            )
          })}
        </svg>
      )}
    </div>
  )
})
