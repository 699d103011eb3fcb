import { numberText, powerText } from '../lib/number.ts'
import { decades, linearScale, ticks } from './scale.ts'
import { fitted, inset, textWidth } from './text-width.ts'
import { turned } from './turned.ts'
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
const valuePx = 56

/** Where a number stands on the axis: itself, or its power of ten. What has none has no length. */
const place = (value: number, log: boolean): number => (log ? (value > 0 ? Math.log10(value) : -Infinity) : value)

/** Bars that lie, each with its name before and its number behind it. */
export const Bars = turned(function Bars({
  bars,
  label,
  title,
  log = false,
}: {
  bars: readonly Bar[]
  label: string
  title?: string
  /** Over powers of ten, from one under the least. */
  log?: boolean
}) {
  const [box, outer, isDrawn] = useWidth<HTMLDivElement>()
  const finite = bars
    .flatMap(({ value, error = 0, goal = value }) => [value, value + error, value - error, goal])
    .map(value => place(value, log))
    .filter(Number.isFinite)
  const from = log ? (finite.length ? Math.ceil(Math.min(...finite)) - 1 : 0) : Math.min(0, ...finite)
  const most = Math.max(log ? from + 1 : 0, ...finite)
  // Before there is anything to show the axis has a length all the same.
  const to = most > from ? most : from + 1
  const left = Math.min(outer * 0.4, Math.max(0, ...bars.map(({ name }) => textWidth(name))) + 10)
  const written = Math.max(0, ...bars.map(({ value }) => textWidth(numberText(value)))) + 10
  const scale = linearScale(from, to, left, Math.max(left + 10, outer - Math.max(valuePx, written)))
  const x = (value: number) => scale(Math.max(from, place(value, log)))
  const marks = log
    ? decades(from, to, (outer - left) / 60).map(power => ({ at: scale(power), text: powerText(power) }))
    : ticks(from, to, (outer - left) / 90).map(({ value, text }) => ({ at: scale(value), text }))
  const top = 2
  const bottom = top + bars.length * heightPx
  return (
    <div ref={box} className={title ? 'plot titled' : 'plot'}>
      {title && (
        <div className="chart-title" style={{ paddingLeft: Math.max(0, Math.min(left, outer - textWidth(title))) }}>
          {title}
        </div>
      )}
      {!isDrawn && <div style={{ height: bottom + 20 }} />}
      {isDrawn && (
        <svg width={outer} height={bottom + 20} role="img" aria-label={label}>
          {marks.map(({ at, text }) => (
            <g key={at} className="tick" transform={`translate(${at} 0)`}>
              <path d={`M0 ${top}V${bottom}`} />
              <text x={inset(text, at, outer)} y={bottom + 15} textAnchor="middle">
                {text}
              </text>
            </g>
          ))}
          {bars.map(({ name, value, series = 0, error, goal }, i) => {
            const y = top + i * heightPx
            const [start, end] = Number.isFinite(value) ? [x(Math.min(0, value)), x(Math.max(0, value))] : [left, left]
            const reached = [value + (error ?? 0), goal ?? value].filter(Number.isFinite).map(x)
            return (
              <g key={`${i} ${name}`} className={`series-${(series % 6) + 1}`}>
                <text x={left - 6} y={y + 16} textAnchor="end">
                  {fitted(name, left - 6)}
                </text>
                <rect className="bar" x={start} y={y + 4} width={Math.max(0.5, end - start)} height={heightPx - 8} />
                {error !== undefined && Number.isFinite(value + error) && (
                  <path className="whisker" d={`M${x(value - error)} ${y + 12}H${x(value + error)}`} />
                )}
                {goal !== undefined && Number.isFinite(goal) && (
                  <path className="goal" d={`M${x(goal)} ${y + 2}v${heightPx - 4}`} />
                )}
                <text className="on-paper" x={Math.max(end, ...reached) + 6} y={y + 16}>
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
