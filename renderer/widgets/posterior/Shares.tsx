import { Chart, spanOf } from '../../plot/Chart.tsx'
import { curveFrom } from '../../plot/field.ts'
import { Legend } from '../../plot/Legend.tsx'
import { Polyline } from '../../plot/Polyline.tsx'
import type { Picture } from '../frame/Figure.tsx'
import { words } from '../frame/fields.ts'
import { useWords } from '../frame/words.ts'
import { countsOf, firstOf, intervalOf, logMarginalAt, meansOf, modeOf, mostMarginals, weightsOf } from './dirichlet.ts'
import { model } from './model.ts'
import { Ternary } from './Ternary.tsx'

type Shown = Picture<(typeof model)['fields']>
const tallest = 40

/** Shares of several classes: three of them as a triangle, and every class's own share. */
export function Shares(shown: Shown) {
  const { values, k } = shown
  const all = weightsOf(values)
  const alpha = all[Math.min(k, all.length - 1)]!
  const three = values.prior.length === 3
  return (
    <div className="even">
      {three ? <Triangle {...shown} alpha={alpha} /> : <Marginals {...shown} alpha={alpha} />}
      <div>
        {three && <Marginals {...shown} alpha={alpha} />}
        <Course {...shown} />
      </div>
    </div>
  )
}

type Drawn = Shown & { readonly alpha: readonly number[] }

function Triangle({ alpha, values, k, ...shown }: Drawn) {
  const say = useWords()
  const first = firstOf(values.data)
  const counts = countsOf(values, k)
  const seen = counts.reduce((a, b) => a + b, 0)
  const mode = modeOf(alpha)
  const marks = [
    { series: 0, shares: meansOf(alpha), text: words('posterior mean', '后验均值') },
    { series: 1, shares: meansOf(values.prior), text: words('prior mean', '先验均值') },
    ...(seen > 0
      ? [{ series: 3, shares: counts.map(n => n / seen), text: words('shares of the data', '数据中的比例') }]
      : []),
    ...(mode ? [{ series: 2, shares: mode, text: words('posterior mode', '后验众数') }] : []),
  ]
  const names = values.prior.map((_, i) => say(words(`all class ${i + first}`, `全为第 ${i + first} 类`)))
  return (
    <div>
      <div className="chart-title flush">
        {say(words('posterior density over the three shares', '三类比例上的后验密度'))}
      </div>
      <Ternary
        alpha={alpha}
        marks={[...marks].reverse()}
        names={names}
        label={say(model.summary({ values, k, runs: shown.runs, last: shown.last }))}
      />
      <Legend entries={marks.map(({ series, text }) => ({ series, text: say(text) }))} />
    </div>
  )
}

/** Every class's share by itself: a beta law each; at the end its shortest interval. */
function Marginals({ alpha, values, k, last, runs }: Drawn) {
  const say = useWords()
  const first = firstOf(values.data)
  const drawn = alpha.slice(0, mostMarginals)
  const curves = drawn.map((_, i) =>
    curveFrom(share => Math.exp(logMarginalAt(share, alpha, i)), { from: 0.001, to: 0.999 }, 301),
  )
  const title = say(words('each class’s own share: Beta(α, rest)', '每一类自己的比例：Beta(α, 其余)'))
  const heights = curves.flatMap(points => points.map(([, value]) => value)).filter(Number.isFinite)
  return (
    <div>
      <Chart
        title={title}
        label={title}
        lines={curves.map((points, series) => ({ series, points }))}
        x={{ from: 0, to: 1 }}
        y={{ from: 0, to: 1.08 * Math.min(tallest, Math.max(1, ...heights)) }}
        aspect={0.55}
      >
        {frame =>
          k === last &&
          curves.map((points, i) => {
            const [low, high] = intervalOf(runs, i) ?? []
            if (low === undefined || high === undefined) return null
            const inside = points.filter(([share]) => share >= low && share <= high)
            if (!inside.length) return null
            const area = [[inside[0]![0], 0], ...inside, [inside.at(-1)![0], 0]]
            return <Polyline key={i} points={area} series={i} frame={frame} closed />
          })
        }
      </Chart>
      <Legend
        entries={drawn.map((_, i) => ({ series: i, text: say(words(`class ${i + first}`, `第 ${i + first} 类`)) }))}
      />
      {values.prior.length > mostMarginals && (
        <p className="phase">{say(words(`The first ${mostMarginals} classes.`, `前 ${mostMarginals} 类。`))}</p>
      )}
    </div>
  )
}

function Course(shown: Shown) {
  const say = useWords()
  const { values, k } = shown
  const means = weightsOf(values).map(meansOf)
  const title = say(words('posterior means over the observations', '后验均值随观测数'))
  return (
    <Chart
      title={title}
      label={title}
      lines={values.prior.slice(0, mostMarginals).map((_, i) => ({
        series: i,
        points: means.map((shares, n) => [n, shares[i]!] as const),
      }))}
      x={{ from: 0, to: Math.max(1, values.data.length) }}
      y={spanOf([0, ...means.flat()])}
      aspect={0.5}
      at={k}
      onPoint={at => shown.show(Math.max(0, Math.min(shown.last, Math.round(at))))}
    />
  )
}
