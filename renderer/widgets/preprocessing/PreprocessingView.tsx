import { useMemo } from 'react'
import { numberText } from '../../lib/number.ts'
import { Awaited } from '../../plot/Awaited.tsx'
import { Bars } from '../../plot/Bars.tsx'
import { Chart, spanOf } from '../../plot/Chart.tsx'
import { Legend } from '../../plot/Legend.tsx'
import { Mark } from '../../plot/Mark.tsx'
import { Plane, type Frame } from '../../plot/Plane.tsx'
import { Points } from '../../plot/Points.tsx'
import { figureOf, type Picture } from '../frame/Figure.tsx'
import { words } from '../frame/fields.ts'
import { isUnderWay } from '../frame/model.ts'
import { useWords } from '../frame/words.ts'
import { rounded } from '../frame/sample.ts'
import {
  blankFor,
  chosenFrom,
  leftOver,
  model,
  momentAt,
  rules,
  ruleWords,
  scalers,
  scalerWords,
  type Fields,
} from './model.ts'
import './preprocessing.css'

export const PreprocessingView = figureOf(model, Scene)

type Shown = Picture<Fields>
const outlierSeries = 3
const mostListed = 8

function Scene(shown: Shown) {
  const isAwaited = !momentAt(shown) && isUnderWay(shown.runs['walk'])
  return (
    <>
      <div className="even">
        <Awaited when={isAwaited}>
          <Strips {...shown} />
        </Awaited>
        <Both {...shown} />
      </div>
      <div className="even">
        <Left {...shown} />
        <Awaited when={isAwaited}>
          <Verdicts {...shown} />
        </Awaited>
      </div>
    </>
  )
}

const momentOrBlank = (shown: Shown) =>
  momentAt(shown) ?? (isUnderWay(shown.runs['walk']) ? blankFor(shown.values) : undefined)

/** The first column as it is with the fences of each rule, and after each scaler, every row a stroke. */
function Strips(shown: Shown) {
  const say = useWords()
  const now = momentOrBlank(shown)
  const before = momentOrBlank({ ...shown, k: 0 })
  const { names, X } = chosenFrom(shown.values)
  if (!now || !before) return <div />
  const raw = [...X, now.outlier].map(([value = 0]) => value)
  const fences = (['z', 'iqr', 'mad'] as const).map(rule => ({ rule, ends: now.fences[rule] }))
  const ends = [...raw, ...fences.flatMap(({ ends: [low, high] }) => [low ?? Number.NaN, high ?? Number.NaN])]
  const title = words(
    `${names[0] ?? ''}: the rows, and how far each rule lets them go`,
    `${names[0] ?? ''}：各行与各规则的界限`,
  )
  return (
    <div>
      <div className="chart-title">{say(title)}</div>
      <Plane aspect={0.42} x={spanOf(ends)} y={{ from: 0, to: 4.2 }} rows label={say(model.summary(shown))}>
        {frame => (
          <>
            <Strip values={raw} frame={frame} y={3.7} />
            {fences.map(({ rule, ends: [low, high] }, i) => (
              <g key={rule}>
                {low !== null && high !== null && (
                  <path className="whisker" d={bracket(frame.x(low), frame.x(high), frame.y(2.25 - i))} />
                )}
                <text className="said" x={frame.left + 4} y={frame.y(2.25 - i) - 7}>
                  {say(ruleWords[rule])}
                  {(low === null || high === null) && ` ${say(words('(no width)', '（无宽度）'))}`}
                </text>
              </g>
            ))}
          </>
        )}
      </Plane>
      {scalers.map(name => {
        const said = words(`${scalerWords[name].en} scaling`, `${scalerWords[name]['zh-CN']}缩放`)
        return (
          <div key={name} className="strip">
            <div className="chart-title">{say(said)}</div>
            {/* The axis stays as it was before the outlier left: on one that follows, no scaler would change anything. */}
            <Plane aspect={0.08} x={spanOf(before.scaled[name], 0.25)} y={{ from: 0, to: 1 }} rows label={say(said)}>
              {frame => <Strip values={now.scaled[name]} frame={frame} y={0.5} />}
            </Plane>
          </div>
        )
      })}
    </div>
  )
}

const bracket = (from: number, to: number, y: number) => `M${from} ${y - 4}v8M${from} ${y}H${to}M${to} ${y - 4}v8`

/** Rows as strokes and the outlier as its mark; outside the axis it stands at the edge with its number. */
function Strip({ values, frame, y }: { values: readonly number[]; frame: Frame; y: number }) {
  const middle = frame.y(y)
  const outlier = values.at(-1) ?? 0
  const place = frame.x(outlier)
  const [left, right] = [frame.left + 8, frame.left + frame.width - 8]
  const strokes = values.slice(0, -1).map(value => `M${frame.x(value).toFixed(1)} ${middle - 6}v12`)
  return (
    <>
      <path className="line series-1 strokes" d={strokes.join('')} />
      <Mark series={outlierSeries} x={Math.min(right, Math.max(left, place))} y={middle} r={5} />
      {place > right + 1 && (
        <text className="said" x={right - 10} y={middle + 4} textAnchor="end">
          {`${numberText(outlier)} →`}
        </text>
      )}
      {place < left - 1 && (
        <text className="said" x={left + 10} y={middle + 4}>
          {`← ${numberText(outlier)}`}
        </text>
      )}
    </>
  )
}

/** Both columns; whoever the rule over both columns, or the density, calls an outlier has a ring. */
function Both(shown: Shown) {
  const say = useWords()
  const { values, set } = shown
  const now = momentAt(shown)
  const { names, X } = useMemo(() => chosenFrom(values), [values])
  const place = (row: readonly number[], i: number) => [row[0] ?? 0, row[1] ?? i]
  const points = useMemo(() => X.map((row, i) => [row[0] ?? 0, row[1] ?? i]), [X])
  const all = now ? [...points, place(now.outlier, X.length), place(values.to, X.length)] : points
  const ringed = new Set(now ? rules.flatMap(rule => now.found[rule] ?? []) : [])
  const [a = '', b = say(words('row', '行'))] = names
  return (
    <div>
      <div className="chart-title">
        {say(words(`${b} over ${a}; ringed: an outlier by some rule`, `${b} 对 ${a}；圈出者至少被一条规则判为离群`))}
      </div>
      <Plane
        aspect={0.82}
        x={spanOf(
          all.map(([u = 0]) => u),
          0.12,
        )}
        y={spanOf(
          all.map(([, v = 0]) => v),
          0.12,
        )}
        label={say(
          words('Rows by both columns; press to send the outlier there', '按两列画出各行；按下可把离群点送到该处'),
        )}
        onPoint={(u, v) => set({ to: names.length > 1 ? [rounded(u), rounded(v)] : [rounded(u)] })}
      >
        {frame => (
          <>
            <Points points={points} series={0} frame={frame} r={3.5} />
            {[...ringed].map(i => {
              const [u = 0, v = 0] = all[i] ?? []
              return <circle key={i} className="handle" cx={frame.x(u)} cy={frame.y(v)} r={9} />
            })}
            {now && (
              <Mark
                series={outlierSeries}
                x={frame.x(now.outlier[0] ?? 0)}
                y={frame.y(now.outlier[1] ?? X.length)}
                r={6}
              />
            )}
          </>
        )}
      </Plane>
      <p className="phase">
        {say(
          words(
            'The diamond is the outlier: press in the picture to send it elsewhere.',
            '菱形是离群点：在图中按下可把它送到别处。',
          ),
        )}
      </p>
    </div>
  )
}

/** What each scaler leaves of the other rows' width while the outlier walks. */
function Left(shown: Shown) {
  const say = useWords()
  const left = leftOver(shown)
  const title = say(words('width left to the other rows (quartile range)', '其余各行剩下的宽度（四分距）'))
  const at = momentAt(shown)?.outlier[0]
  return (
    <div>
      <Chart
        title={title}
        label={title}
        lines={scalers.map((name, series) => ({ series, points: left[name] }))}
        y={{ from: 0, to: Math.max(1.05, ...scalers.flatMap(name => left[name].map(([, share]) => share || 0))) }}
        aspect={0.55}
        {...(at !== undefined && { at })}
      />
      <Legend entries={scalers.map((name, series) => ({ series, text: say(scalerWords[name]) }))} />
    </div>
  )
}

/** How far beyond each rule's limit the outlier is, and who else is called one. */
function Verdicts(shown: Shown) {
  const say = useWords()
  const now = momentOrBlank(shown)
  if (!now) return <div />
  const last = now.scaled.standard.length - 1
  const others = [...new Set(rules.flatMap(rule => now.found[rule] ?? []))].filter(i => i !== last)
  const named = others
    .sort((a, b) => a - b)
    .slice(0, mostListed)
    .map(i => i + 1)
  const more = others.length > named.length ? ' …' : ''
  const title = say(
    words('the outlier’s distance, over each rule’s limit (line)', '离群点的距离与各规则界限之比（竖线为界限）'),
  )
  return (
    <div>
      <Bars
        title={title}
        label={title}
        bars={rules.flatMap(rule => {
          // A rule without an answer, such as the ellipse of columns that are one another, has no bar.
          const value = now.reach[rule]
          return value === null ? [] : { name: say(ruleWords[rule]), value, series: outlierSeries, goal: 1 }
        })}
      />
      <p className="phase">
        {others.length > 0
          ? say(
              words(
                `Also called outliers, of the ${last} other rows: ${named.join(', ')}${more}`,
                `其余 ${last} 行中也被判为离群的：第 ${named.join('、')} 行${more}`,
              ),
            )
          : say(words('No other row is called an outlier.', '其余各行都未被判为离群。'))}
      </p>
    </div>
  )
}
