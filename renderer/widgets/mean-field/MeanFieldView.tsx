import { useMemo } from 'react'
import { Awaited } from '../../plot/Awaited.tsx'
import { Chart, spanOf } from '../../plot/Chart.tsx'
import { Contours } from '../../plot/Contours.tsx'
import { Curves } from '../../plot/Curves.tsx'
import { Legend } from '../../plot/Legend.tsx'
import { Plane } from '../../plot/Plane.tsx'
import { Polyline } from '../../plot/Polyline.tsx'
import { figureOf, type Picture } from '../frame/Figure.tsx'
import { isUnderWay } from '../frame/model.ts'
import { useWords } from '../frame/words.ts'
import { answerOf, model, roundsOf, type Answer } from './model.ts'

type Shown = Picture<(typeof model)['fields']>

export const MeanFieldView = figureOf(model, Scene)

function Scene(shown: Shown) {
  const say = useWords()
  const known = answerOf(shown.runs['game'])
  const isAwaited = !known && isUnderWay(shown.runs['game'])
  const answer = isAwaited ? blank : known
  const rounds = roundsOf(shown.runs['game'])
  const title = say({ en: 'change of the crowd at each round', 'zh-CN': '每轮人群的变化' })
  return (
    <div className="two">
      {answer && (
        <Awaited when={isAwaited}>
          <Crowd shown={shown} answer={answer} />
        </Awaited>
      )}
      <div>
        <Curves
          curves={[{ series: 0, values: rounds.map(({ change }) => change) }]}
          k={shown.k}
          steps={shown.last}
          height={190}
          title={title}
          label={title}
        />
        {answer && (
          <Awaited when={isAwaited}>
            <Densities answer={answer} />
          </Awaited>
        )}
      </div>
    </div>
  )
}

/** Stands in the place of a crowd while it is computed. */
const blank: Answer = {
  t: [0, 0.5, 1],
  x: [0, 1],
  mean: [0, 0, 0],
  variance: [0, 0, 0],
  density: [
    [0, 0],
    [0, 0],
    [0, 0],
  ],
  value: [],
}

const aspect = 0.75
const bands = 14
/** Columns of the picture for each time that is told. */
const between = 5
const leastDensity = 1e-300

/** The density at a place and at a share of the way between two times, straight in its logarithm: a bump that moves stays one. */
function densityAt(density: Answer['density'], time: number, place: number): number {
  const before = Math.floor(time)
  const [now = 0, next = now] = [density[before]?.[place], density[before + 1]?.[place]]
  const [from, to] = [now, next].map(value => Math.log(Math.max(leastDensity, value))) as [number, number]
  return Math.exp(from + (time - before) * (to - from))
}

/** Density over time (across) and place (up), with the mean and one deviation as this round has them. */
function Crowd({ shown, answer }: { shown: Shown; answer: Answer }) {
  const say = useWords()
  const { t, x, density } = answer
  const across = useMemo(() => ({ from: 0, to: t.at(-1) ?? 1 }), [t])
  const most = useMemo(() => density.flat().reduce((a, b) => Math.max(a, b), 0), [density])
  const up = useMemo(() => {
    const seen = x.filter((_, i) => density.some(at => (at[i] ?? 0) > 0.004 * most))
    return { from: seen[0] ?? -1, to: seen.at(-1) ?? 1 }
  }, [x, density, most])
  const field = useMemo(() => {
    const columns = (t.length - 1) * between + 1
    return {
      values: Float64Array.from({ length: columns * x.length }, (_, n) =>
        densityAt(density, (n % columns) / between, Math.floor(n / columns)),
      ),
      columns,
      rows: x.length,
      x: across,
      y: { from: x[0] ?? -1, to: x.at(-1) ?? 1 },
    }
  }, [t, x, density, across])
  // Even ones from next to nobody: spread as the values are, all would lie in the tails.
  const levels = useMemo(() => Array.from({ length: bands }, (_, i) => ((i + 0.15) / bands) * most), [most])
  const moments = roundsOf(shown.runs['game'])[shown.k]?.moments ?? answer
  const line = (sign: number) =>
    t.map((time, i) => [time, (moments.mean[i] ?? 0) + sign * Math.sqrt(Math.max(0, moments.variance[i] ?? 0))])
  return (
    <div>
      <Plane aspect={aspect} x={across} y={up} label={say(model.summary(shown))}>
        {frame => (
          <>
            <Contours field={field} frame={frame} levels={levels} />
            <Polyline points={line(0)} series={0} frame={frame} className="thick" />
            <Polyline points={line(1)} series={1} frame={frame} />
            <Polyline points={line(-1)} series={1} frame={frame} />
          </>
        )}
      </Plane>
      <Legend
        entries={[
          { series: 0, text: say({ en: 'the crowd’s mean after this round', 'zh-CN': '本轮之后的人群均值' }) },
          { series: 1, text: say({ en: 'one standard deviation', 'zh-CN': '一个标准差' }) },
        ]}
      />
      <p className="phase">
        {say({ en: '→ time; ↑ place; bands: density in equilibrium', 'zh-CN': '→ 时间；↑ 位置；色带：均衡时的密度' })}
      </p>
    </div>
  )
}

function Densities({ answer: { t, x, density } }: { answer: Answer }) {
  const say = useWords()
  const chosen = [0, Math.floor((t.length - 1) / 2), t.length - 1]
  const title = say({ en: 'density over place', 'zh-CN': '各处的密度' })
  return (
    <div>
      <Chart
        title={title}
        label={title}
        y={{ ...spanOf(density.flat()), from: 0 }}
        lines={chosen.map((at, series) => ({
          series,
          points: x.map((place, i) => [place, density[at]?.[i] ?? Number.NaN] as const),
        }))}
      />
      <Legend entries={chosen.map((at, series) => ({ series, text: `t = ${(t[at] ?? 0).toFixed(2)}` }))} />
    </div>
  )
}
