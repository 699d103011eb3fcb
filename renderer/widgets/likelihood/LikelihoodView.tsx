import { useMemo } from 'react'
import { Awaited } from '../../plot/Awaited.tsx'
import { Chart, spanOf } from '../../plot/Chart.tsx'
import { Contours } from '../../plot/Contours.tsx'
import { curveFrom, fieldFrom } from '../../plot/field.ts'
import { Legend } from '../../plot/Legend.tsx'
import { Mark } from '../../plot/Mark.tsx'
import { Plane } from '../../plot/Plane.tsx'
import { figureOf, type Picture } from '../frame/Figure.tsx'
import { isUnderWay } from '../frame/model.ts'
import { useWords } from '../frame/words.ts'
import { largestIn } from './families.ts'
import { boxOf, errorsOf, estimateOf, mapOf, model, searchedOf, surfacesOf, usedAt } from './model.ts'

type Shown = Picture<(typeof model)['fields']>
interface Part {
  readonly shown: Shown
  readonly isAwaited: boolean
}

export const LikelihoodView = figureOf(model, Scene)

function Scene(shown: Shown) {
  const say = useWords()
  const box = boxOf(shown)
  const used = usedAt(shown)
  const isAwaited = !estimateOf(shown)
  return (
    <>
      <p className="phase">
        {say({
          en: `The first ${used} of ${shown.values.data.length} data`,
          'zh-CN': `前 ${used} 个数据，共 ${shown.values.data.length} 个`,
        })}
      </p>
      {isAwaited && !isUnderWay(shown.runs['fit']) ? null : box.length === 1 ? (
        <Curves shown={shown} isAwaited={isAwaited} />
      ) : (
        <Surface shown={shown} isAwaited={isAwaited} />
      )}
    </>
  )
}

/** Points of exp(g) over its own integral: a density of one parameter. */
function densityOf(points: readonly (readonly [number, number])[]): (readonly [number, number])[] {
  const finite = points.filter(([, value]) => Number.isFinite(value))
  const most = Math.max(...finite.map(([, value]) => value))
  const step = (points.at(-1)?.[0] ?? 1) - (points.at(-2)?.[0] ?? 0)
  const total = finite.reduce((sum, [, value]) => sum + Math.exp(value - most) * step, 0) || 1
  return points.map(([x, value]) => [x, Number.isFinite(value) ? Math.exp(value - most) / total : 0] as const)
}

/** One parameter: likelihood, prior and posterior as densities; beside them the log-likelihood with Fisher's parabola. */
function Curves({ shown, isAwaited }: Part) {
  const say = useWords()
  const used = usedAt(shown)
  const { likelihood, prior, posterior } = surfacesOf(shown.values, used)
  const box = boxOf(shown)
  const span = { from: box[0]![0], to: box[0]![1] }
  const along = (at: (theta: readonly number[]) => number) => curveFrom(theta => at([theta]), span, 301)
  const [best = 0] = largestIn(likelihood, searchedOf(shown))
  const [map = 0] = mapOf(shown, used)
  const densities = [along(likelihood), ...(shown.values.prior ? [along(prior), along(posterior)] : [])].map(densityOf)
  const top = likelihood([best])
  const parabola = Number.isFinite(top)
    ? curveFrom(
        theta =>
          top - (0.5 * (theta - best) ** 2) / ((errorsOf(shown)[0] ?? 1) ** 2 * (shown.values.data.length / used)),
        span,
      )
    : []
  const title = say({
    en: 'log-likelihood (solid), and the parabola of Fisher’s information',
    'zh-CN': '对数似然（实线）与 Fisher 信息的抛物线',
  })
  return (
    <Awaited className="even" when={isAwaited}>
      <div>
        <Chart
          title={say({ en: 'each scaled to area 1', 'zh-CN': '各自归一为面积 1' })}
          label={say(model.summary(shown))}
          lines={densities.map((points, series) => ({ series, points }))}
          x={span}
          y={{ from: 0, to: spanOf(densities.flat().map(([, value]) => Math.min(value, 40))).to }}
          aspect={0.75}
        >
          {frame => (
            <>
              <Mark series={0} x={frame.x(best)} y={frame.y(0) - 6} r={6} />
              {shown.values.prior && <Mark series={2} x={frame.x(map)} y={frame.y(0) - 6} r={6} />}
            </>
          )}
        </Chart>
        <Names shown={shown} />
      </div>
      <Chart
        title={title}
        label={title}
        lines={[
          { series: 0, points: along(likelihood) },
          { series: 3, points: parabola },
        ]}
        x={span}
        y={{ from: top - 8, to: top + 0.6 }}
        aspect={0.75}
      />
    </Awaited>
  )
}

function Names({ shown }: { shown: Shown }) {
  const say = useWords()
  return (
    <Legend
      entries={[
        { series: 0, text: say({ en: 'likelihood; mark: MLE', 'zh-CN': '似然；标记为 MLE' }) },
        ...(shown.values.prior
          ? [
              { series: 1, text: say({ en: 'prior', 'zh-CN': '先验' }) },
              { series: 2, text: say({ en: 'posterior; mark: MAP', 'zh-CN': '后验；标记为 MAP' }) },
            ]
          : []),
      ]}
    />
  )
}

const ring = Array.from({ length: 61 }, (_, i) => (i / 60) * 2 * Math.PI)
/** Half of the 95 % point of χ² with two degrees of freedom: how far the log-likelihood may fall. */
const fall = 2.9957

/** Two parameters: the surfaces of the log-likelihood and of the log-posterior from above, on one scale. */
function Surface({ shown, isAwaited }: Part) {
  const say = useWords()
  const used = usedAt(shown)
  const { values, runs } = shown
  const box = useMemo(() => boxOf({ values, runs }), [values, runs])
  const { x, y, likelihood, posterior, best, map } = useMemo(() => {
    const surfaces = surfacesOf(values, used)
    const [[ax, bx], [ay, by]] = box as [[number, number], [number, number]]
    const [across, up] = [
      { from: ax, to: bx },
      { from: ay, to: by },
    ]
    // By how much it falls from its top, on a scale that shows the top.
    const field = (at: (theta: readonly number[]) => number, top: number) =>
      fieldFrom((a, b) => Math.log1p(Math.max(0, top - at([a, b]))), across, up, 64, 64)
    const tops = [surfaces.likelihood, surfaces.posterior].map(at => largestIn(at, searchedOf({ values, runs })))
    return {
      x: across,
      y: up,
      likelihood: field(surfaces.likelihood, surfaces.likelihood(tops[0]!)),
      posterior: field(surfaces.posterior, surfaces.posterior(tops[1]!)),
      best: tops[0]!,
      map: tops[1]!,
    }
  }, [values, runs, used, box])
  const errors = errorsOf(shown)
  const reach = Math.sqrt(2 * fall * (values.data.length / used))
  const parts = [
    { field: likelihood, title: say({ en: 'log-likelihood', 'zh-CN': '对数似然' }), at: best, series: 0 },
    ...(values.prior
      ? [{ field: posterior, title: say({ en: 'log-posterior', 'zh-CN': '对数后验' }), at: map, series: 2 }]
      : []),
  ]
  return (
    <>
      <Awaited className="even" when={isAwaited}>
        {parts.map(({ field, title, at, series }) => (
          <div key={title}>
            <div className="chart-title">{title}</div>
            <Plane aspect={0.85} x={x} y={y} label={title}>
              {frame => (
                <>
                  <Contours field={field} frame={frame} levels={12} />
                  {series === 0 && values.distribution === 'gaussian' && (
                    <path
                      className="level"
                      d={`M${ring.map(t => `${frame.x((at[0] ?? 0) + reach * (errors[0] ?? 0) * Math.cos(t))} ${frame.y((at[1] ?? 0) + reach * (errors[1] ?? 0) * Math.sin(t))}`).join('L')}Z`}
                    />
                  )}
                  <Mark series={0} x={frame.x(best[0] ?? 0)} y={frame.y(best[1] ?? 0)} r={6} />
                  {values.prior && <Mark series={2} x={frame.x(map[0] ?? 0)} y={frame.y(map[1] ?? 0)} r={6} />}
                </>
              )}
            </Plane>
          </div>
        ))}
      </Awaited>
      <Names shown={shown} />
      <p className="phase">
        {values.distribution === 'gaussian'
          ? say({
              en: '→ μ, ↑ σ; dashed: the 95 % region by Fisher’s information',
              'zh-CN': '→ μ，↑ σ；虚线：由 Fisher 信息得到的 95% 区域',
            })
          : say({ en: '→ shape k, ↑ scale θ', 'zh-CN': '→ 形状 k，↑ 尺度 θ' })}
      </p>
    </>
  )
}
