import { useMemo, type ReactNode } from 'react'
import { functionFrom } from '../../compute/index.ts'
import { spanOf } from '../../plot/Chart.tsx'
import { Contours, Region } from '../../plot/Contours.tsx'
import { Dots } from '../../plot/Dots.tsx'
import { fieldFrom } from '../../plot/field.ts'
import { Legend } from '../../plot/Legend.tsx'
import { Mark } from '../../plot/Mark.tsx'
import { Plane } from '../../plot/Plane.tsx'
import { Polyline } from '../../plot/Polyline.tsx'
import { turned } from '../../plot/turned.ts'
import { figureOf, type Picture } from '../frame/Figure.tsx'
import { useWords } from '../frame/words.ts'
import { foundOf, model, type Found } from './model.ts'

type Shown = Picture<(typeof model)['fields']>

export const ParetoView = figureOf(model, Scene)

const plane = ['x', 'y']
const nothing = () => Number.NaN

function Scene(shown: Shown) {
  const say = useWords()
  const [sum, limit] = [foundOf(shown.runs['sum']), foundOf(shown.runs['limit'])]
  return (
    <div className="even">
      <Values shown={shown} sum={sum} limit={limit} />
      <Ground shown={shown} sum={sum} limit={limit} />
      <Legend
        entries={[
          { series: 0, text: say({ en: 'weighted sum', 'zh-CN': '加权和' }) },
          { series: 1, text: say({ en: 'ε-constraint', 'zh-CN': 'ε-约束' }) },
          { series: 5, text: say({ en: 'what can be attained', 'zh-CN': '可达的目标值' }) },
        ]}
      />
    </div>
  )
}

interface PartProps {
  readonly shown: Shown
  readonly sum: readonly Found[]
  readonly limit: readonly Found[]
}

/** Both objectives: everything attainable as dots, the fronts of both methods, and this step's line or limit. */
const Values = turned(function Values({ shown, sum, limit }: PartProps) {
  const say = useWords()
  const { f1, f2, ineq, low, high } = shown.values
  const cloud = useMemo(() => {
    const [a, b] = [functionFrom(f1, plane) ?? nothing, functionFrom(f2, plane) ?? nothing]
    const bounds = ineq.map(text => functionFrom(text, plane) ?? nothing)
    const count = 70
    const place = (i: number, k: number) => (low[i] ?? 0) + (((high[i] ?? 1) - (low[i] ?? 0)) * k) / (count - 1)
    return Array.from(
      { length: count * count },
      (_, n) => [place(0, n % count), place(1, Math.floor(n / count))] as const,
    )
      .filter(([x, y]) => bounds.every(bound => bound(x, y) <= 1e-9))
      .map(([x, y]) => [a(x, y), b(x, y)] as const)
      .filter(pair => pair.every(Number.isFinite))
  }, [f1, f2, ineq, low, high])
  const front = [...sum, ...limit].map(({ f }) => f)
  const shownOf = (i: number) => {
    const ends = front.map(f => f[i] ?? 0)
    const { from, to } = spanOf(ends.length ? ends : cloud.map(pair => pair[i] ?? 0), 0)
    return { from: from - 0.12 * (to - from || 1), to: to + 0.5 * (to - from || 1) }
  }
  const [x, y] = [shownOf(0), shownOf(1)]
  const at = sum[shown.k]
  const [w1 = 0, w2 = 0] = at?.weights ?? []
  // The level line of the weighted sum through its answer: nothing attainable lies below it.
  const level =
    at && w2 > 1e-9 ? [x.from, x.to].map(u => [u, ((at.f[0] ?? 0) * w1 + (at.f[1] ?? 0) * w2 - w1 * u) / w2]) : []
  const epsilon = limit[shown.k]?.epsilon?.[0]
  return (
    <Titled title={say({ en: 'what it comes to: f₁ →, f₂ ↑', 'zh-CN': '得到什么：f₁ →，f₂ ↑' })}>
      <Plane aspect={0.95} x={x} y={y} label={say(model.summary(shown))}>
        {frame => (
          <>
            <Dots points={cloud} series={5} frame={frame} opacity={0.35} />
            <Polyline points={level} series={0} frame={frame} />
            {epsilon !== undefined && (
              <path className="line series-2" d={`M${frame.x(epsilon)} ${frame.top}v${frame.height}`} />
            )}
            {limit.map(({ f: [u = 0, v = 0] }, i) => (
              <Mark key={i} series={1} x={frame.x(u)} y={frame.y(v)} r={i === shown.k ? 7 : 3.5} />
            ))}
            {sum.map(({ f: [u = 0, v = 0] }, i) => (
              <Mark key={i} series={0} x={frame.x(u)} y={frame.y(v)} r={i === shown.k ? 7 : 3.5} />
            ))}
          </>
        )}
      </Plane>
    </Titled>
  )
})

const Titled = ({ title, children }: { title: string; children: ReactNode }) => (
  <div className="chart">
    <div className="chart-title">{title}</div>
    {children}
  </div>
)

/** The same points where they are chosen: in the plane of x and y. */
const Ground = turned(function Ground({ shown, sum, limit }: PartProps) {
  const say = useWords()
  const { f1, ineq, low, high } = shown.values
  const x = useMemo(() => ({ from: low[0] ?? 0, to: high[0] ?? 1 }), [low, high])
  const y = useMemo(() => ({ from: low[1] ?? 0, to: high[1] ?? 1 }), [low, high])
  const fields = useMemo(() => {
    const field = (text: string) => fieldFrom(functionFrom(text, plane) ?? nothing, x, y, 56, 56)
    return { f: field(f1), ineq: ineq.map(field) }
  }, [f1, ineq, x, y])
  return (
    <Titled
      title={say({ en: 'what is chosen: x →, y ↑; lines of equal f₁', 'zh-CN': '选择什么：x →，y ↑；f₁ 的等值线' })}
    >
      <Plane
        aspect={0.95}
        x={x}
        y={y}
        label={say({ en: 'The points in the plane of x and y', 'zh-CN': '这些点在 x, y 平面上' })}
      >
        {frame => (
          <>
            <Contours field={fields.f} frame={frame} levels={9} />
            {fields.ineq.map((field, i) => (
              <Region key={i} field={field} frame={frame} className="series-4" />
            ))}
            {limit.map(({ x: [u = 0, v = 0] }, i) => (
              <Mark key={i} series={1} x={frame.x(u)} y={frame.y(v)} r={i === shown.k ? 7 : 3.5} />
            ))}
            {sum.map(({ x: [u = 0, v = 0] }, i) => (
              <Mark key={i} series={0} x={frame.x(u)} y={frame.y(v)} r={i === shown.k ? 7 : 3.5} />
            ))}
          </>
        )}
      </Plane>
    </Titled>
  )
})
