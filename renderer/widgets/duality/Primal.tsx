import { useMemo } from 'react'
import { spanOf } from '../../plot/Chart.tsx'
import { Contours, Region } from '../../plot/Contours.tsx'
import { curveFrom, fieldFrom } from '../../plot/field.ts'
import { Legend } from '../../plot/Legend.tsx'
import { Mark } from '../../plot/Mark.tsx'
import { Plane, type Frame } from '../../plot/Plane.tsx'
import { Polyline } from '../../plot/Polyline.tsx'
import { turned } from '../../plot/turned.ts'
import { useWords } from '../frame/words.ts'
import type { Answer, Sample } from './claims.ts'
import { model, priceName } from './model.ts'
import { of, windowOf, type PartProps } from './parts.ts'

export const PlanePrimal = turned(function PlanePrimal({
  shown,
  variables,
  answer,
  sample,
}: PartProps & { variables: readonly string[] }) {
  const say = useWords()
  const { f, ineq, eq } = shown.values
  const x = useMemo(() => windowOf(answer, 0), [answer])
  const y = useMemo(() => windowOf(answer, 1), [answer])
  const names = variables.join()
  const fields = useMemo(() => {
    const letters = names.split(',')
    const field = (text: string) => fieldFrom(of(text, letters), x, y)
    return { f: field(f), ineq: ineq.map(field), eq: eq.map(field) }
  }, [f, ineq, eq, names, x, y])
  return (
    <Plane aspect={0.9} x={x} y={y} label={say(model.summary(shown))}>
      {frame => (
        <>
          <Contours field={fields.f} frame={frame} levels={12} />
          {fields.ineq.map((field, i) => (
            <Region key={`c${i}`} field={field} frame={frame} className={`series-${(i % 3) + 4}`} />
          ))}
          {fields.eq.map((field, i) => (
            <Region key={`h${i}`} field={field} frame={frame} className={`edge series-${(i % 3) + 4}`} />
          ))}
          <Ways answer={answer} sample={sample} frame={frame} place={point => [point[0] ?? 0, point[1] ?? 0]} />
        </>
      )}
    </Plane>
  )
})

/** The way of x(α) as the price rises, where it stands, and the answer. */
function Ways({
  answer,
  sample,
  frame,
  place,
}: {
  answer: Answer | undefined
  sample: Sample | undefined
  frame: Frame
  place: (x: readonly number[]) => readonly [number, number]
}) {
  const way = (answer?.samples ?? []).map(({ attained, x }) => (attained ? place(x) : [Number.NaN, Number.NaN]))
  const at = sample?.attained ? place(sample.x) : undefined
  const best = answer?.x && place(answer.x)
  return (
    <>
      <Polyline points={way} series={1} frame={frame} />
      {best && <Mark series={0} x={frame.x(best[0])} y={frame.y(best[1])} r={6} />}
      {at && <Mark series={1} x={frame.x(at[0])} y={frame.y(at[1])} r={5} />}
    </>
  )
}

export const LinePrimal = turned(function LinePrimal({ shown, name, answer, sample }: PartProps & { name: string }) {
  const say = useWords()
  const { f, ineq, eq } = shown.values
  const price = priceName(shown.values)
  const x = useMemo(() => windowOf(answer, 0), [answer])
  const { whole, kept } = useMemo(() => {
    const at = of(f, [name])
    const bounds = ineq.map(text => of(text, [name]))
    const inside = (value: number) => eq.length === 0 && bounds.every(bound => bound(value) <= 1e-9)
    const points = curveFrom(at, x, 321)
    return { whole: points, kept: points.map(([a, b]) => [a, inside(a) ? b : Number.NaN] as const) }
  }, [f, ineq, eq, name, x])
  const lagrangian = useMemo(() => {
    if (!sample) return []
    const parts = [...ineq, ...eq].map(text => of(text, [name]))
    const weights = [...sample.lam, ...sample.nu]
    const at = of(f, [name])
    return curveFrom(v => parts.reduce((sum, part, i) => sum + (weights[i] ?? 0) * part(v), at(v)), x)
  }, [sample, f, ineq, eq, name, x])
  const middle = whole.map(([, b]) => b).filter(Number.isFinite)
  const y = spanOf([...middle, answer?.p ?? Number.NaN, answer?.d ?? Number.NaN], 0.1)
  const at = of(f, [name])
  return (
    <>
      <Plane aspect={0.8} x={x} y={y} label={say(model.summary(shown))}>
        {frame => (
          <>
            <Polyline points={whole} series={5} frame={frame} />
            <Polyline points={lagrangian} series={1} frame={frame} />
            <Polyline points={kept} series={0} frame={frame} className="thick" />
            {answer?.x && <Mark series={0} x={frame.x(answer.x[0]!)} y={frame.y(at(answer.x[0]!))} r={6} />}
            {sample?.attained && <Mark series={1} x={frame.x(sample.x[0]!)} y={frame.y(sample.value)} r={5} />}
          </>
        )}
      </Plane>
      <Legend
        entries={[
          { series: 5, text: 'f' },
          {
            series: 0,
            text: say({ en: 'θ_P: f where feasible, +∞ elsewhere', 'zh-CN': 'θ_P：可行处为 f，其余为 +∞' }),
          },
          { series: 1, text: say({ en: `L(·, ${price}) at this price`, 'zh-CN': `此价格下的 L(·, ${price})` }) },
        ]}
      />
    </>
  )
})
