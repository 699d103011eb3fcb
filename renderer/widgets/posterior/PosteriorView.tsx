import { Chart, spanOf } from '../../plot/Chart.tsx'
import { curveFrom } from '../../plot/field.ts'
import { Legend } from '../../plot/Legend.tsx'
import { Mark } from '../../plot/Mark.tsx'
import { Polyline } from '../../plot/Polyline.tsx'
import { figureOf, type Picture } from '../frame/Figure.tsx'
import { useWords } from '../frame/words.ts'
import { familyOf, intervalsOf, model, pairsOf } from './model.ts'
import { Shares } from './Shares.tsx'

type Shown = Picture<(typeof model)['fields']>

export const PosteriorView = figureOf(model, Scene)

function Scene(shown: Shown) {
  return shown.values.family === 'dirichlet' ? <Shares {...shown} /> : <One {...shown} />
}

/** The families of one parameter. */
function One(shown: Shown) {
  const say = useWords()
  return (
    <div className="even">
      <div>
        <Laws {...shown} />
        <Legend
          entries={[
            { series: 1, text: say({ en: 'prior', 'zh-CN': '先验' }) },
            { series: 3, text: say({ en: 'likelihood, area 1', 'zh-CN': '似然（面积归一）' }) },
            {
              series: 0,
              text: say({
                en: 'posterior; shaded: credible interval of all data',
                'zh-CN': '后验；阴影：全部数据的可信区间',
              }),
            },
          ]}
        />
      </div>
      <Narrowing {...shown} />
    </div>
  )
}

/** Prior, likelihood and posterior after k observations. */
function Laws(shown: Shown) {
  const say = useWords()
  const { values, k, runs, last } = shown
  const { logDensity, mean, sd } = familyOf(values)
  const pairs = pairsOf(values)
  const [prior, now] = [pairs[0]!, pairs[Math.min(k, pairs.length - 1)]!]
  const reach = [prior, pairs.at(-1)!].flatMap(pair => [mean(pair) - 4 * sd(pair), mean(pair) + 4 * sd(pair)])
  const wide = spanOf(reach, 0)
  const x =
    values.family === 'beta'
      ? { from: 0.001, to: 0.999 }
      : { from: values.family === 'gamma' ? Math.max(1e-3, wide.from) : wide.from, to: wide.to }
  const density = (pair: readonly [number, number]) => curveFrom(theta => Math.exp(logDensity(theta, pair)), x, 301)
  const [before, after] = [density(prior), density(now)]
  // What the data alone say: the posterior over the prior, brought to area 1.
  const ratio = curveFrom(theta => logDensity(theta, now) - logDensity(theta, prior), x, 301)
  const most = Math.max(...ratio.map(([, value]) => value).filter(Number.isFinite))
  const step = (x.to - x.from) / 300
  const area = ratio.reduce((sum, [, value]) => sum + Math.exp(value - most) * step, 0)
  const alone = k > 0 ? ratio.map(([theta, value]) => [theta, Math.exp(value - most) / area] as const) : []
  const interval = k === last ? intervalsOf(runs['update'])?.densest : undefined
  const inside = interval ? after.filter(([theta]) => theta >= interval[0] && theta <= interval[1]) : []
  const heights = [...before, ...after, ...alone].map(([, value]) => value).filter(Number.isFinite)
  return (
    <Chart
      label={say(model.summary(shown))}
      lines={[
        { series: 1, points: before },
        { series: 3, points: alone },
      ]}
      x={x}
      y={{ from: 0, to: 1.08 * Math.min(Math.max(...heights), 60) }}
      aspect={0.8}
    >
      {frame => (
        <>
          {inside.length > 1 && (
            <Polyline
              points={[[inside[0]![0], 0], ...inside, [inside.at(-1)![0], 0]]}
              series={0}
              frame={frame}
              closed
            />
          )}
          <Polyline points={after} series={0} frame={frame} className="thick" />
        </>
      )}
    </Chart>
  )
}

/** Mean and one standard deviation after every observation. */
function Narrowing(shown: Shown) {
  const say = useWords()
  const { values, k } = shown
  const { mean, sd } = familyOf(values)
  const pairs = pairsOf(values)
  const line = (sign: number) => pairs.map((pair, i) => [i, mean(pair) + sign * sd(pair)] as const)
  const title = say({
    en: 'posterior mean ± one deviation over the observations',
    'zh-CN': '后验均值 ± 一个标准差随观测数',
  })
  const seen = [...line(1), ...line(-1)].map(([, value]) => value)
  const y = values.data.filter((_, i) => i < k)
  return (
    <div>
      <Chart
        title={title}
        label={title}
        x={{ from: 0, to: Math.max(1, values.data.length) }}
        y={spanOf(values.family === 'beta' ? [...seen, 0, 1] : [...seen, ...values.data])}
        aspect={0.75}
        at={k}
        onPoint={at => shown.show(Math.round(at))}
        lines={[
          { series: 0, points: line(0) },
          { series: 1, points: line(1) },
          { series: 1, points: line(-1) },
        ]}
      >
        {frame => (
          <>
            {y.map((value, i) => (
              <Mark key={i} series={5} x={frame.x(i + 1)} y={frame.y(value)} r={3} />
            ))}
          </>
        )}
      </Chart>
      <Legend
        entries={[
          { series: 0, text: say({ en: 'mean', 'zh-CN': '均值' }) },
          { series: 1, text: say({ en: '± one deviation', 'zh-CN': '± 一个标准差' }) },
          { series: 5, text: say({ en: 'observations', 'zh-CN': '观测' }) },
        ]}
      />
    </div>
  )
}
