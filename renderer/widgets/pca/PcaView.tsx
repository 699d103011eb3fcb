import { useMemo } from 'react'
import { Awaited } from '../../plot/Awaited.tsx'
import { Bars } from '../../plot/Bars.tsx'
import { Chart } from '../../plot/Chart.tsx'
import { Legend } from '../../plot/Legend.tsx'
import { Mark } from '../../plot/Mark.tsx'
import { Plane, type Span } from '../../plot/Plane.tsx'
import { Points } from '../../plot/Points.tsx'
import { figureOf, type Picture } from '../frame/Figure.tsx'
import { words } from '../frame/fields.ts'
import { isUnderWay } from '../frame/model.ts'
import { useWords } from '../frame/words.ts'
import { blankFor, foundIn, model, turningIn, type Fields, type Found } from './model.ts'
import { chosenFrom, preparedFrom, restoredFrom, stepTowards } from './prepared.ts'
import './pca.css'

export const PcaView = figureOf(model, Scene)

type Shown = Picture<Fields>
const mostBars = 12
const lineSeries = 3

function Scene(shown: Shown) {
  const { values, runs } = shown
  const known = useMemo(() => foundIn({ values, runs }), [values, runs])
  const isAwaited = !known && isUnderWay(runs['pca'])
  const found = useMemo(() => (isAwaited ? blankFor(values) : known), [isAwaited, values, known])
  return (
    <>
      <div className="even">
        <Turning {...shown} />
        <Along {...shown} />
      </div>
      {found && (
        <Awaited className="even" when={isAwaited}>
          <Projected values={values} found={found} />
          <Kept values={values} found={found} />
        </Awaited>
      )}
    </>
  )
}

/** As wide to every side, so that a right angle looks like one. */
function squareOf(points: readonly (readonly number[])[], room = 1.12): Span {
  const most = Math.max(0, ...points.flatMap(point => point.map(Math.abs))) || 1
  return { from: -room * most, to: room * most }
}

const useChosen = (values: Shown['values']) => useMemo(() => chosenFrom(values.data), [values.data])

/** Two columns and a line that turns through their middle, with the shadow of each row on it. */
function Turning({ values, k, show }: Shown) {
  const say = useWords()
  const { kind } = useChosen(values)
  const { names, pairs, line } = useMemo(() => turningIn(values), [values])
  const { degrees } = line[k] ?? line.at(-1)!
  const [c, s] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)]
  const span = squareOf(pairs)
  const long = 2 * span.to
  const title = say(words(`${names[1]} over ${names[0]}; the line turns`, `${names[1]} 对 ${names[0]}；直线在转`))
  return (
    <div>
      <div className="chart-title">{title}</div>
      <Plane
        aspect={1}
        x={span}
        y={span}
        label={say(words(`${title}; press to point it`, `${title}；按下可让它指向该处`))}
        onPoint={(u, v) => show(stepTowards(u, v))}
      >
        {frame => {
          const shadow = ([u, v]: readonly [number, number]) => [(u * c + v * s) * c, (u * c + v * s) * s] as const
          const at = (u: number, v: number) => `${frame.x(u).toFixed(1)} ${frame.y(v).toFixed(1)}`
          const drops = pairs.map(pair => `M${at(...pair)}L${at(...shadow(pair))}`).join('')
          return (
            <>
              <path className="level" d={drops} />
              <path
                className={`line whole series-${lineSeries + 1}`}
                d={`M${at(-long * c, -long * s)}L${at(long * c, long * s)}`}
              />
              <Points points={pairs} series={kind} frame={frame} r={3.5} />
              {pairs.map((pair, i) => {
                const [u, v] = shadow(pair)
                return (
                  <circle key={i} className={`dot series-${lineSeries + 1}`} cx={frame.x(u)} cy={frame.y(v)} r={2} />
                )
              })}
            </>
          )
        }}
      </Plane>
      <p className="phase">
        {say(
          words(
            'Press in the picture to turn the line; dots on it are the rows’ shadows.',
            '在图中按下可转动直线；线上的小点是各行的投影。',
          ),
        )}
      </p>
    </div>
  )
}

/** The variance of the shadows at every angle. */
function Along({ values, k }: Shown) {
  const say = useWords()
  const { line } = useMemo(() => turningIn(values), [values])
  const now = line[k] ?? line.at(-1)!
  const best = line.at(-1)!
  const swept = useMemo(
    () => [...line.slice(0, -1), { ...line[0]!, degrees: 180 }].map(({ degrees, along }) => [degrees, along] as const),
    [line],
  )
  const title = say(words('variance of the shadows over the angle, degrees', '投影的方差随角度（度）的变化'))
  return (
    <div>
      <Chart
        title={title}
        label={title}
        lines={[{ series: lineSeries, points: swept }]}
        y={{ from: 0, to: 1.1 * Math.max(best.along, 1e-12) }}
        aspect={0.8}
        at={best.degrees}
      >
        {frame => <Mark series={lineSeries} x={frame.x(now.degrees)} y={frame.y(now.along)} r={5} />}
      </Chart>
      <p className="phase">
        {say(
          words(
            'The dotted place is the first component of these two columns: no line has more variance along it, and none less across.',
            '虚线处是这两列的第一主成分：沿它的方差最大，到它的距离平方和最小。',
          ),
        )}
      </p>
    </div>
  )
}

interface Part {
  readonly values: Shown['values']
  readonly found: Found
}

/** All rows by their first two components, and where each column points in that plane. */
function Projected({ values, found }: Part) {
  const say = useWords()
  const { names, X, kind, kinds } = useChosen(values)
  const scores = useMemo(
    () => restoredFrom(preparedFrom(X, values.standardise), found.axes.slice(0, 2)).scores,
    [X, values.standardise, found],
  )
  const points = useMemo(() => scores.map(([u = 0, v = 0]) => [u, v]), [scores])
  const span = squareOf(points)
  const arrows = names.slice(0, mostBars).map((name, j) => {
    const reach = 0.85 * span.to
    return { name, u: reach * (found.axes[0]?.[j] ?? 0), v: reach * (found.axes[1]?.[j] ?? 0) }
  })
  const title = say(words('second component over the first, of all columns', '所有列：第二主成分对第一主成分'))
  return (
    <div>
      <div className="chart-title">{title}</div>
      <Plane aspect={1} x={span} y={span} label={title}>
        {frame => (
          <>
            {arrows.map(({ name, u, v }) => (
              <path key={name} className="level arrow" d={`M${frame.x(0)} ${frame.y(0)}L${frame.x(u)} ${frame.y(v)}`} />
            ))}
            <Points points={points} series={kind} frame={frame} r={3.5} />
            {arrows.map(({ name, u, v }) => (
              <text
                key={name}
                className="said"
                x={frame.x(u)}
                y={frame.y(v) + (v < 0 ? 14 : -4)}
                textAnchor={u > 0.4 * span.to ? 'end' : u < -0.4 * span.to ? 'start' : 'middle'}
              >
                {name}
              </text>
            ))}
          </>
        )}
      </Plane>
      {kinds.length > 0 && <Legend entries={kinds.map((text, series) => ({ series, text }))} />}
    </div>
  )
}

/** How much each component says, and what is left of each column with those that are kept. */
function Kept({ values, found }: Part) {
  const say = useWords()
  const { names, X } = useChosen(values)
  const { kept } = useMemo(
    () => restoredFrom(preparedFrom(X, values.standardise), found.axes.slice(0, found.keep)),
    [X, values.standardise, found],
  )
  const shares = found.share.slice(0, mostBars).map((value, j) => ({
    name: say(words(`component ${j + 1}`, `主成分 ${j + 1}`)),
    value,
    series: j < found.keep ? lineSeries : 4,
  }))
  const columns = names.slice(0, mostBars).flatMap((name, j) => {
    const value = kept[j]!
    return Number.isFinite(value) ? [{ name, value, series: 0, goal: 1 }] : []
  })
  const shareTitle = say(words('share of the variance', '占方差的比例'))
  const keptTitle = say(words(`what ${found.keep} of them keep of each column`, `前 ${found.keep} 个对每列保留多少`))
  return (
    <div className="kept">
      <Bars title={shareTitle} label={shareTitle} bars={shares} />
      <Bars title={keptTitle} label={keptTitle} bars={columns} />
    </div>
  )
}
