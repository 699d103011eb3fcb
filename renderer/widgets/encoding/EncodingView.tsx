import { useMemo } from 'react'
import type { Cell } from '../../compute/index.ts'
import { numberText } from '../../lib/number.ts'
import { Awaited } from '../../plot/Awaited.tsx'
import { Bars } from '../../plot/Bars.tsx'
import { Cells } from '../../plot/Cells.tsx'
import { Chart, spanOf, spansOf } from '../../plot/Chart.tsx'
import { Legend } from '../../plot/Legend.tsx'
import { Plane } from '../../plot/Plane.tsx'
import { Points } from '../../plot/Points.tsx'
import { Polyline } from '../../plot/Polyline.tsx'
import { figureOf, type Picture } from '../frame/Figure.tsx'
import { words } from '../frame/fields.ts'
import { isUnderWay } from '../frame/model.ts'
import { useWords } from '../frame/words.ts'
import { fitAt, model, partWords, toldFrom, type Fields, type Fit, type Told } from './model.ts'
import { blankFor } from './blank.ts'
import './encoding.css'

export const EncodingView = figureOf(model, Scene)

type Shown = Picture<Fields>
type Drawn = Shown & { readonly fit: Fit; readonly told: Told }
const mostColumns = 9
const mostBars = 14

function Scene(shown: Shown) {
  const { values } = shown
  const told = useMemo(() => toldFrom(values), [values])
  const known = fitAt(shown)
  const isAwaited = !known && isUnderWay(shown.runs['fit'])
  const fit = useMemo(() => (isAwaited ? blankFor(values, told) : known), [isAwaited, values, told, known])
  // A fit of the table before this one is not drawn over it.
  if (!fit || fit.fills.length !== told.names.length || fit.kept.some(i => i >= told.X.length)) return <div />
  const drawn = { ...shown, fit, told }
  return (
    <Awaited className="even" when={isAwaited}>
      <div className="stack">
        <Rows {...drawn} />
        {values.cut !== 'none' && (isAwaited || shown.last > 0) && <Course {...drawn} />}
      </div>
      <div className="stack">
        <Design {...drawn} />
        <Weights {...drawn} />
      </div>
    </Awaited>
  )
}

/** The rows over the drawn column, a gap where it was filled, and what the model says for every word. */
function Rows({ fit, told }: Drawn) {
  const say = useWords()
  const { X, y, names, target, axis, group } = told
  const levels = fit.curves.lines.map(({ level }) => level)
  const place = (i: number) => [Number(X[i]![axis] ?? fit.fills[axis] ?? 0), y[i]!]
  const series = (i: number) => (group < 0 ? 0 : Math.max(0, levels.indexOf(cellText(X[i]![group]))))
  const points = fit.kept.map(place)
  const lines = fit.curves.lines.map(line => line.y.map((value, i) => [fit.curves.x[i]!, value]))
  const { x, y: up } = spansOf([...points, ...lines.flat()], 0.06)
  const gaps = fit.kept.filter(i => axis >= 0 && X[i]![axis] === null)
  if (axis < 0) return <p className="phase">{say(words('No column of numbers to draw.', '没有可画的数值列。'))}</p>
  const title = words(
    `${target} over ${names[axis]!}${gaps.length ? '; ringed: a gap, where it was filled' : ''}`,
    `${target} 对 ${names[axis]!}${gaps.length ? '；圈出者为填补的缺失' : ''}`,
  )
  return (
    <div>
      <div className="chart-title">{say(title)}</div>
      <Plane aspect={0.85} x={x} y={up} label={say(title)}>
        {frame => (
          <>
            {lines.map((line, i) => (
              <Polyline key={i} points={line} series={i} frame={frame} />
            ))}
            <Points points={points} series={fit.kept.map(series)} frame={frame} r={3.5} />
            {gaps.map(i => {
              const [a = 0, b = 0] = place(i)
              return <circle key={i} className="handle" cx={frame.x(a)} cy={frame.y(b)} r={7} />
            })}
          </>
        )}
      </Plane>
      {group >= 0 && <Legend entries={levels.map((text, i) => ({ series: i, text: text ?? '∅' }))} />}
    </div>
  )
}

const cellText = (cell: Cell | undefined): string | null => (cell === null || cell === undefined ? null : String(cell))

/** The first rows as they stand in the table, and the numbers that they became. */
function Design({ fit, told }: Drawn) {
  const say = useWords()
  const { X, names } = told
  const shown = fit.parts.slice(0, mostColumns)
  const scale = shown.map((_, j) => Math.max(1e-300, ...fit.head.map(row => Math.abs(row[j]!))))
  const title = say(words('rows of the table, and the numbers they become', '表中的行与它们变成的数'))
  const rowName = (i: number) =>
    X[i]!.map(cell => (cell === null ? '∅' : typeof cell === 'number' ? numberText(cell) : cell)).join(' · ')
  return (
    <div>
      <div className="chart-title flush">{title}</div>
      <Cells
        values={fit.head.map(row => shown.map((_, j) => row[j]!))}
        shades={fit.head.map(row => shown.map((_, j) => (0.6 * Math.abs(row[j]!)) / scale[j]!))}
        label={title}
        rowNames={fit.kept.slice(0, fit.head.length).map(rowName)}
        columnNames={shown.map(part => say(partWords(part, names).short))}
        tallPx={22}
        largestPx={64}
      />
      {fit.parts.length > mostColumns && (
        <p className="phase">
          {say(
            words(`and ${fit.parts.length - mostColumns} columns more`, `另有 ${fit.parts.length - mostColumns} 列`),
          )}
        </p>
      )}
    </div>
  )
}

/** R² over the number of bins, on the rows of the fit and with each row left out of its own. */
function Course(shown: Drawn) {
  const say = useWords()
  const fits = (shown.runs['fit']?.steps ?? []).map(({ state }) => state as Fit)
  const lines = [
    { series: 0, points: fits.map(({ bins, r2 }) => [bins, r2] as const) },
    { series: 1, points: fits.map(({ bins, looR2 }) => [bins, looR2 ?? Number.NaN] as const) },
  ]
  const title = say(words('R² over the number of bins', 'R² 随箱数的变化'))
  const low = Math.min(0, ...lines.flatMap(({ points }) => points.map(([, value]) => value).filter(Number.isFinite)))
  return (
    <div>
      <Chart
        title={title}
        label={title}
        lines={lines}
        x={spanOf(
          fits.map(({ bins }) => bins),
          0.02,
        )}
        y={{ from: Math.max(-1, low), to: 1.02 }}
        aspect={0.55}
        at={shown.fit.bins}
        onPoint={bins => shown.show(Math.max(0, Math.min(shown.last, Math.round(bins) - 2)))}
      />
      <Legend
        entries={[
          { series: 0, text: say(words('rows of the fit', '拟合所用的行')) },
          {
            series: 1,
            text: fits.some(({ looR2 }) => looR2 !== null)
              ? say(words('each row left out', '留一法'))
              : say(words('each row left out: none, a row stands alone in its bin', '留一法：无，有一行独占一箱')),
          },
        ]}
      />
    </div>
  )
}

/** The weights; where they are not the only ones, others that say the same of every row. */
function Weights({ fit, told }: Drawn) {
  const say = useWords()
  const { redundant, weights, parts } = fit
  const step = redundant ? Math.max(...weights.map(Math.abs)) / 2 || 1 : 0
  const title = redundant
    ? say(words('weights (bars), and others that fit as well (lines)', '权重（条），以及同样好的另一组（竖线）'))
    : say(words('weights', '权重'))
  const named = weights.map((value, j) => ({
    name: say(parts[j] ? partWords(parts[j], told.names).long : words('intercept', '截距')),
    value,
    ...(redundant && { goal: value + step * redundant[j]! }),
  }))
  // The intercept stands last and is always shown.
  const bars = named.length > mostBars ? [...named.slice(0, mostBars - 1), named.at(-1)!] : named
  return (
    <div>
      <div className="chart-title flush">{title}</div>
      <Bars label={title} bars={bars} />
      {named.length > bars.length && (
        <p className="phase">
          {say(words(`and ${named.length - bars.length} weights more`, `另有 ${named.length - bars.length} 个权重`))}
        </p>
      )}
    </div>
  )
}
