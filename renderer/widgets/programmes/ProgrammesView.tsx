import { useMemo } from 'react'
import { Awaited } from '../../plot/Awaited.tsx'
import { Bars } from '../../plot/Bars.tsx'
import { Chart, spanOf } from '../../plot/Chart.tsx'
import { Contours } from '../../plot/Contours.tsx'
import { fieldFrom } from '../../plot/field.ts'
import { Legend } from '../../plot/Legend.tsx'
import { Mark } from '../../plot/Mark.tsx'
import { Plane, type Frame, type Span } from '../../plot/Plane.tsx'
import { Polyline } from '../../plot/Polyline.tsx'
import { Trajectory } from '../../plot/Trajectory.tsx'
import { figureOf, type Picture } from '../frame/Figure.tsx'
import { isUnderWay } from '../frame/model.ts'
import { useWords } from '../frame/words.ts'
import { answerOf, model, pathOf, pricesOf } from './model.ts'
import { costAt, polygonOf, rowsOf } from './programme.ts'

type Shown = Picture<(typeof model)['fields']>

export const ProgrammesView = figureOf(model, Scene)

const far = 900

/** What is seen: the feasible corners that are no artefact of the clipping, the paths, and room around them. */
function windowOf(shown: Shown, i: number): Span {
  const corners = polygonOf(shown.values).filter(corner => corner.every(value => Math.abs(value) < far))
  const paths = [...pathOf(shown.runs['walk']), ...pathOf(shown.runs['path'])]
  const seen = [...corners, ...paths, [0, 0]].map(point => point[i] ?? 0).filter(value => Math.abs(value) < 100)
  const { from, to } = spanOf(seen, 0)
  const room = Math.max(1, (to - from) * 0.18)
  return { from: from - room, to: to + room }
}

function Scene(shown: Shown) {
  const say = useWords()
  const { values, runs, k } = shown
  const x = windowOf(shown, 0)
  const y = windowOf(shown, 1)
  const polygon = polygonOf(values)
  const cost = useMemo(
    () => fieldFrom((a, b) => costAt(values, a, b), { from: x.from, to: x.to }, { from: y.from, to: y.to }, 56, 56),
    [values, x.from, x.to, y.from, y.to],
  )
  const [walk, path] = [pathOf(runs['walk']), pathOf(runs['path'])]
  const best = answerOf(runs['walk'])?.x
  /** A linear objective turns towards the pointer; a quadratic one has its unconstrained minimum there. */
  const point = (a: number, b: number) => {
    const [[p = 0, h = 0] = [], [g = 0, q = 0] = []] = values.P
    const round = (value: number) => Number(value.toPrecision(3))
    const [mx, my] = [(x.from + x.to) / 2, (y.from + y.to) / 2]
    if (values.kind === 'linear') shown.set({ c: [round(mx - a), round(my - b)] })
    else shown.set({ c: [round(-(p * a + h * b)), round(-(g * a + q * b))] })
  }
  return (
    <div className="two">
      <div>
        <Plane aspect={0.85} x={x} y={y} label={say(model.summary(shown))} onPoint={point}>
          {frame => (
            <>
              <Contours field={cost} frame={frame} levels={14} />
              <Rows shown={shown} frame={frame} x={x} />
              <Polyline points={polygon} series={5} frame={frame} closed className="thick" />
              <Trajectory points={path} k={k} series={1} frame={frame} />
              <Trajectory points={walk} k={k} series={0} frame={frame} />
              {best && answerOf(runs['walk'])?.obj !== null && (
                <circle className="handle" cx={frame.x(best[0] ?? 0)} cy={frame.y(best[1] ?? 0)} r="9" />
              )}
            </>
          )}
        </Plane>
        <Legend
          entries={[
            {
              series: 0,
              text: say(
                values.kind === 'linear'
                  ? { en: 'simplex: vertex by vertex', 'zh-CN': '单纯形：逐顶点' }
                  : { en: 'active set: row by row', 'zh-CN': '积极集：逐个约束' },
              ),
            },
            { series: 1, text: say({ en: 'interior point', 'zh-CN': '内点法' }) },
            { series: 5, text: say({ en: 'feasible set', 'zh-CN': '可行域' }) },
          ]}
        />
      </div>
      <Beside {...shown} />
    </div>
  )
}

/** How the objective falls, and what the rows cost. */
function Beside(shown: Shown) {
  const say = useWords()
  const { values, runs, k } = shown
  const [walk, path] = [pathOf(runs['walk']), pathOf(runs['path'])]
  const known = pricesOf(shown)
  const isAwaited = !known.length && isUnderWay(runs['walk'])
  const prices = isAwaited ? values.A.map(() => 0) : known
  const objective = (points: readonly (readonly number[])[]) =>
    points.slice(0, k + 1).map(([a = 0, b = 0], step) => [step, costAt(values, a, b)] as const)
  return (
    <div>
      <Chart
        title={say({ en: 'objective at each step', 'zh-CN': '每步的目标值' })}
        label={say({ en: 'Objective at each step', 'zh-CN': '每步的目标值' })}
        x={{ from: 0, to: Math.max(1, walk.length - 1, path.length - 1) }}
        y={spanOf([...walk, ...path].map(([a = 0, b = 0]) => costAt(values, a, b)))}
        lines={[
          { series: 0, points: objective(walk) },
          { series: 1, points: objective(path) },
        ]}
      >
        {frame => (
          <>
            {[objective(walk), objective(path)].map((points, series) => {
              const [a, b] = points.at(-1) ?? [0, Number.NaN]
              return Number.isFinite(b) && <Mark key={series} series={series} x={frame.x(a)} y={frame.y(b)} r={4} />
            })}
          </>
        )}
      </Chart>
      {prices.length > 0 && (
        <Awaited when={isAwaited}>
          <Bars
            title={say({ en: 'price of each row (0: it has room)', 'zh-CN': '各行的影子价格（0：有余量）' })}
            label={say({ en: 'Prices of the rows', 'zh-CN': '各行的影子价格' })}
            bars={prices.map((value, i) => ({
              name: `${i + 1}`,
              value: Math.abs(value) < 1e-9 ? 0 : value,
              series: 3,
            }))}
          />
        </Awaited>
      )}
      <p className="phase">
        {say(
          values.kind === 'linear'
            ? {
                en: 'Press in the picture: the objective falls that way.',
                'zh-CN': '在图中按下：目标朝那个方向下降。',
              }
            : {
                en: 'Press in the picture: the free minimum goes there.',
                'zh-CN': '在图中按下：无约束极小点移到那里。',
              },
        )}
      </p>
    </div>
  )
}

/** Every row's line with its number, so that prices can be found in the picture. */
function Rows({ shown, frame, x }: { shown: Shown; frame: Frame; x: Span }) {
  return (
    <>
      {rowsOf(shown.values)
        .slice(0, shown.values.A.length)
        .map(({ a: [p = 0, q = 0], b }, i) => {
          const ends =
            Math.abs(q) > Math.abs(p) * 1e-3
              ? [x.from, x.to].map(at => [at, (b - p * at) / q])
              : [-1e3, 1e3].map(at => [(b - q * at) / (p || 1), at])
          const [[ax = 0, ay = 0] = [], [bx = 0, by = 0] = []] = ends
          const share = 0.9 - 0.09 * (i % 6)
          return (
            <g key={i}>
              <Polyline points={ends} series={5} frame={frame} />
              {Math.abs(q) > Math.abs(p) * 1e-3 ? (
                <text className="said" x={frame.x(ax + share * (bx - ax))} y={frame.y(ay + share * (by - ay)) - 4}>
                  {i + 1}
                </text>
              ) : (
                <text className="said" x={frame.x(ax) + 4} y={frame.top + 14}>
                  {i + 1}
                </text>
              )}
            </g>
          )
        })}
    </>
  )
}
