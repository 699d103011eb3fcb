import { useMemo } from 'react'
import { powerText } from '../lib/number.ts'
import { Mark } from './Mark.tsx'
import { decades, linearScale, ticks } from './scale.ts'
import { turned } from './turned.ts'
import { useWidth } from './use-width.ts'
import './plot.css'

export interface Curve {
  readonly series: number
  /** One positive value a step; others are left out of the line. */
  readonly values: readonly number[]
}

const margin = { left: 38, right: 14, top: 22, bottom: 22 }

interface Props {
  readonly curves: readonly Curve[]
  readonly k: number
  readonly steps: number
  readonly height: number
  readonly title: string
  readonly label: string
}

const drawable = (value: number) => value > 0 && Number.isFinite(value)

/** The powers of ten between which all values lie; [-1, 1] where there are none. */
function powersFrom(curves: readonly Curve[]): [number, number] {
  let [low, high] = [Infinity, 0]
  for (const { values } of curves)
    for (const value of values)
      if (drawable(value)) {
        low = Math.min(low, value)
        high = Math.max(high, value)
      }
  if (!high) return [-1, 1]
  const [from, to] = [Math.floor(Math.log10(low)), Math.ceil(Math.log10(high) + 1e-9)]
  return [from, Math.max(to, from + 1)]
}

/** Curves over the steps on a logarithmic axis, drawn up to step k. */
export const Curves = turned(function Curves({ curves, k, steps, height, title, label }: Props) {
  const [box, outer, isDrawn] = useWidth<HTMLDivElement>()
  const [from, to] = useMemo(() => powersFrom(curves), [curves])
  const bottom = height - margin.bottom
  const right = outer - margin.right
  const x = linearScale(0, Math.max(1, steps), margin.left, right)
  const y = linearScale(from, to, bottom, margin.top)
  // More points than pixels only cost time.
  const every = Math.max(1, Math.ceil(steps / Math.max(1, right - margin.left)))
  return (
    <div ref={box} className="plot" style={{ minHeight: height }}>
      {isDrawn && (
        <svg width={outer} height={height} role="img" aria-label={label}>
          <text className="title" x={margin.left} y="12">
            {title}
          </text>
          {decades(from, to, (bottom - margin.top) / 34).map(power => (
            <g key={power} className="tick" transform={`translate(0 ${y(power)})`}>
              <path className="grid" d={`M${margin.left} 0H${right}`} />
              <text x={margin.left - 7} y="4" textAnchor="end">
                {powerText(power)}
              </text>
            </g>
          ))}
          {ticks(0, Math.max(1, steps), 3).map(({ value, text }) => (
            <text key={value} className="tick" x={x(value)} y={bottom + 16} textAnchor="middle">
              {text}
            </text>
          ))}
          {curves.map(({ series, values }) => {
            const end = Math.min(k, values.length - 1)
            const points = values.flatMap((value, i) =>
              i <= end && (i % every === 0 || i === end) && drawable(value)
                ? [[x(i), y(Math.log10(value))] as const]
                : [],
            )
            const head = points.at(-1)
            return (
              head && (
                <g key={series}>
                  <path
                    className={`line series-${series + 1}`}
                    d={`M${points.map(([a, b]) => `${a.toFixed(1)} ${b.toFixed(1)}`).join('L')}`}
                  />
                  <Mark series={series} x={head[0]} y={head[1]} r={3.5} />
                </g>
              )
            )
          })}
        </svg>
      )}
    </div>
  )
})
