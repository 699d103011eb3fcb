import { useMemo } from 'react'
import { Awaited } from '../../plot/Awaited.tsx'
import { Bimatrix } from '../../plot/Bimatrix.tsx'
import { Chart } from '../../plot/Chart.tsx'
import { Legend } from '../../plot/Legend.tsx'
import { Plane, type Frame } from '../../plot/Plane.tsx'
import { Trajectory } from '../../plot/Trajectory.tsx'
import { figureOf, type Picture } from '../frame/Figure.tsx'
import { isUnderWay } from '../frame/model.ts'
import { numbersOf } from '../frame/payoffs.ts'
import { useWords } from '../frame/words.ts'
import { blankFor, model, momentsOf, placeOf, sharesAt, timeOf, type Moment } from './model.ts'

type Shown = Picture<(typeof model)['fields']>

export const GameDynamicsView = figureOf(model, Scene)

function Scene(shown: Shown) {
  const say = useWords()
  const { values, runs, k } = shown
  const run = runs['play']
  const known = useMemo(() => momentsOf(run), [run])
  const isAwaited = !known.length && isUnderWay(run)
  const moments = useMemo(() => (isAwaited ? [blankFor(values)] : known), [isAwaited, values, known])
  const now = moments[Math.min(k, moments.length - 1)]
  const both = values.dynamics === 'fictitious'
  const actions = now?.x.length ?? 0
  return (
    <Awaited className="even" when={isAwaited}>
      <div>
        {actions === 3 ? (
          <Triangle shown={shown} moments={moments} />
        ) : actions === 2 && both && now?.y?.length === 2 ? (
          <Square shown={shown} moments={moments} />
        ) : (
          <Bimatrix
            A={numbersOf(values.A)}
            B={numbersOf(values.B)}
            label={say({ en: 'Payoffs', 'zh-CN': '收益表' })}
            {...(now && { x: now.x })}
          />
        )}
      </div>
      <div>
        <Shares shown={shown} moments={moments} of="x" />
        {both && <Shares shown={shown} moments={moments} of="y" />}
      </div>
    </Awaited>
  )
}

interface PartProps {
  readonly shown: Shown
  readonly moments: readonly Moment[]
}

const corners = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
].map(placeOf)
const middle = placeOf([1 / 3, 1 / 3, 1 / 3])

/** The shares as a point that wanders; a press lets the population begin elsewhere. */
function Triangle({ shown, moments }: PartProps) {
  const say = useWords()
  const both = shown.values.dynamics === 'fictitious'
  const [rows, columns] = useMemo(
    () => [moments.map(({ x }) => placeOf(x)), moments.map(({ y = [] }) => placeOf(y))] as const,
    [moments],
  )
  const edge = ({ x, y }: Frame) => `M${corners.map(([a, b]) => `${x(a)} ${y(b)}`).join('L')}Z`
  return (
    <>
      <Plane
        aspect={0.844}
        x={{ from: -0.14, to: 1.14 }}
        y={{ from: -0.13, to: 0.95 }}
        bare
        label={say(model.summary(shown))}
        {...(!both && { onPoint: (x: number, y: number) => shown.set({ x0: sharesAt(x, y) }) })}
      >
        {frame => (
          <>
            <path className="border" d={edge(frame)} />
            <circle className="now" cx={frame.x(middle[0])} cy={frame.y(middle[1])} r="3" />
            {corners.map(([a, b], i) => (
              <text key={i} className="said" x={frame.x(a)} y={frame.y(b) + (b ? -6 : 14)} textAnchor="middle">
                {say({ en: `action ${i + 1}`, 'zh-CN': `行动 ${i + 1}` })}
              </text>
            ))}
            <Trajectory points={rows} k={shown.k} series={0} frame={frame} />
            {both && <Trajectory points={columns} k={shown.k} series={1} frame={frame} />}
          </>
        )}
      </Plane>
      <Players both={both} />
      {!both && (
        <p className="phase">
          {say({ en: 'Press in the triangle to begin there.', 'zh-CN': '在三角形中按下，从该处开始。' })}
        </p>
      )}
    </>
  )
}

function Players({ both }: { both: boolean }) {
  const say = useWords()
  const row = both
    ? { en: 'row player’s average so far', 'zh-CN': '行玩家迄今的平均' }
    : { en: 'the population', 'zh-CN': '种群' }
  return (
    <Legend
      entries={[
        { series: 0, text: say(row) },
        ...(both ? [{ series: 1, text: say({ en: 'column player’s', 'zh-CN': '列玩家的平均' }) }] : []),
      ]}
    />
  )
}

/** Two actions each: how often both have played their first one. */
function Square({ shown, moments }: PartProps) {
  const say = useWords()
  const unit = { from: -0.03, to: 1.03 }
  const points = useMemo(() => moments.map(({ x, y = [] }) => [x[0] ?? 0, y[0] ?? 0]), [moments])
  return (
    <>
      <Plane aspect={0.9} x={unit} y={unit} label={say(model.summary(shown))}>
        {frame => <Trajectory points={points} k={shown.k} series={0} frame={frame} />}
      </Plane>
      <p className="phase">
        {say({
          en: '→ row player’s average of its first action; ↑ column player’s',
          'zh-CN': '→ 行玩家第一行动的平均；↑ 列玩家第一行动的平均',
        })}
      </p>
    </>
  )
}

/** A line of shares has about so many points at most. */
const most = 400

function Shares({ shown, moments, of }: PartProps & { of: 'x' | 'y' }) {
  const say = useWords()
  const run = shown.runs['play']
  const every = Math.max(1, Math.floor(moments.length / most))
  const courses = useMemo(() => {
    const kept = moments
      .map((moment, k) => ({ time: timeOf(run, k), shares: moment[of] }))
      .filter((_, k) => !(k % every))
    return (moments[0]?.[of] ?? []).map((_, i) =>
      kept.map(({ time, shares }) => [time, shares?.[i] ?? Number.NaN] as const),
    )
  }, [run, moments, of, every])
  const title =
    of === 'y'
      ? { en: 'column player’s shares', 'zh-CN': '列玩家的份额' }
      : shown.values.dynamics === 'fictitious'
        ? { en: 'row player’s shares over the rounds', 'zh-CN': '行玩家的份额随轮数变化' }
        : { en: 'shares over time', 'zh-CN': '份额随时间变化' }
  return (
    <>
      <Chart
        title={say(title)}
        label={say(title)}
        aspect={0.45}
        x={{ from: 0, to: Math.max(1e-9, timeOf(run, moments.length - 1)) }}
        y={{ from: 0, to: 1 }}
        lines={courses.map((points, series) => ({ series, points, count: 1 + Math.floor(shown.k / every) }))}
      />
      <Legend
        entries={Array.from({ length: Math.min(courses.length, 6) }, (_, i) => ({
          series: i,
          text: say({ en: `action ${i + 1}`, 'zh-CN': `行动 ${i + 1}` }),
        }))}
      />
    </>
  )
}
