import { useMemo } from 'react'
import { numberText } from '../../lib/number.ts'
import { Chart, spanOf } from '../../plot/Chart.tsx'
import { Dots } from '../../plot/Dots.tsx'
import { Mark } from '../../plot/Mark.tsx'
import { Plane, type Frame, type Span } from '../../plot/Plane.tsx'
import { Polyline } from '../../plot/Polyline.tsx'
import { turned } from '../../plot/turned.ts'
import { useWords } from '../frame/words.ts'
import { tidy, type Sample } from './claims.ts'
import { movedConstraint, priceName } from './model.ts'
import { of, windowOf, type PartProps } from './parts.ts'

export const DualCurve = turned(function DualCurve({
  samples,
  sample,
  answer,
  shown,
}: PartProps & { samples: readonly Sample[] }) {
  const say = useWords()
  const points = useMemo(() => samples.map(({ multiplier, value }) => [multiplier, value] as const), [samples])
  const x = {
    from: samples[0]?.multiplier ?? 0,
    to: Math.max(samples.at(-1)?.multiplier ?? 1, (samples[0]?.multiplier ?? 0) + 1e-9),
  }
  const { p = Number.NaN, d = Number.NaN } = answer ?? {}
  const top = [p, d].filter(Number.isFinite)
  const finite = points
    .map(([, value]) => value)
    .filter(Number.isFinite)
    .sort((a, b) => a - b)
  // A curve that falls to −∞ at an end would leave nothing to see of its top.
  const low = finite[Math.floor(finite.length * 0.12)] ?? 0
  const y = spanOf([low, ...finite.slice(-3), ...top], 0.12)
  const name = priceName(shown.values)
  const line = (frame: Frame, value: number) => `M${frame.left} ${frame.y(value)}h${frame.width}`
  return (
    <Chart
      title={say({
        en: `θ_D over ${name}: every value is a bound under p*`,
        'zh-CN': `θ_D 随 ${name} 的变化：每个值都是 p* 的下界`,
      })}
      label={say({ en: 'The dual function', 'zh-CN': '对偶函数' })}
      lines={[{ series: 1, points }]}
      x={x}
      y={y}
      aspect={0.62}
      {...(sample && { at: sample.multiplier })}
      onPoint={at => shown.show(nearest(samples, at))}
    >
      {frame => (
        <>
          {Number.isFinite(p) && Number.isFinite(d) && isGap(p, d) && (
            <rect
              className="region series-2"
              x={frame.left}
              y={frame.y(p)}
              width={frame.width}
              height={Math.max(0, frame.y(d) - frame.y(p))}
            />
          )}
          {Number.isFinite(p) && (
            <>
              <path className="level" d={line(frame, p)} />
              <text className="said" x={frame.left + 6} y={frame.y(p) - 5}>
                p* = {numberText(tidy(p), 4)}
              </text>
            </>
          )}
          {Number.isFinite(d) && (
            <>
              <path className="level" d={line(frame, d)} />
              <text className="said" x={frame.left + frame.width - 6} y={frame.y(d) + 15} textAnchor="end">
                d* = {numberText(tidy(d), 4)}
              </text>
            </>
          )}
          {sample && Number.isFinite(sample.value) && (
            <Mark series={1} x={frame.x(sample.multiplier)} y={frame.y(sample.value)} r={5} />
          )}
        </>
      )}
    </Chart>
  )
})

const nearest = (samples: readonly Sample[], at: number): number =>
  samples.reduce(
    (best, { multiplier }, i) => (Math.abs(multiplier - at) < Math.abs(samples[best]!.multiplier - at) ? i : best),
    0,
  )

/** All points as pairs (c, f), and the line of slope −α or −β that supports them: it meets the axis at θ_D. */
export const Values = turned(function Values({
  shown,
  variables,
  sample,
  answer,
}: PartProps & { variables: readonly string[] }) {
  const say = useWords()
  const { f, domain } = shown.values
  const { text: constraint } = movedConstraint(shown.values)
  const price = priceName(shown.values)
  const names = variables.join()
  const cloud = useMemo(() => {
    const letters = names.split(',')
    if (!constraint || letters.length > 2 || domain) return []
    const [u, t] = [of(constraint, letters), of(f, letters)]
    const spans = letters.map((_, i) => windowOf(answer, i))
    const count = letters.length === 1 ? 400 : 46
    const along = ({ from, to }: Span) =>
      Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1))
    const [xs = [], ys] = spans.map(along)
    return ys ? xs.flatMap(a => ys.map(b => [u(a, b), t(a, b)])) : xs.map(a => [u(a), t(a)])
  }, [constraint, f, names, answer, domain])
  const { reach, inside, least, thick } = useMemo(() => thickPartOf(cloud), [cloud])
  if (!cloud.length || shown.values.ineq.length + shown.values.eq.length !== 1) return null
  const { p = Number.NaN, d = Number.NaN } = answer ?? {}
  // The cloud may be cut above its thick part, what the picture is about may not.
  const y = spanOf([least, thick, sample?.value ?? Number.NaN, p, d], 0.12)
  const span = { from: -reach, to: reach }
  const support =
    sample && Number.isFinite(sample.value) ? [-reach, reach].map(u => [u, sample.value - sample.multiplier * u]) : []
  return (
    <div className="chart">
      <div className="chart-title">
        {say({
          en: `Every x as the pair (constraint, objective); the line of slope −${price} meets the axis at θ_D`,
          'zh-CN': `每个 x 对应一对（约束值，目标值）；斜率为 −${price} 的直线与纵轴交于 θ_D`,
        })}
      </div>
      <Plane
        aspect={0.62}
        x={span}
        y={y}
        label={say({ en: 'Values of constraint and objective', 'zh-CN': '约束值与目标值' })}
      >
        {frame => (
          <>
            <Dots points={inside} series={5} frame={frame} />
            <path className="now" d={`M${frame.x(0)} ${frame.top}v${frame.height}`} />
            <Polyline points={support} series={1} frame={frame} />
            {sample && Number.isFinite(sample.value) && (
              <Mark series={1} x={frame.x(0)} y={frame.y(sample.value)} r={5} />
            )}
            <OnAxis p={p} d={d} falls={(sample?.multiplier ?? 0) >= 0} frame={frame} />
          </>
        )}
      </Plane>
    </div>
  )
})

/** How far to either side a cloud of pairs is shown, the pairs there, and between which heights most of them lie. */
function thickPartOf(cloud: readonly (readonly number[])[]) {
  const reach = quantile(
    cloud.map(([u = 0]) => Math.abs(u)),
    0.6,
  )
  const inside = cloud.filter(([u = 0]) => Math.abs(u) <= reach)
  const heights = inside.map(([, t = 0]) => t)
  return { reach, inside, least: Math.min(...heights), thick: quantile(heights, 0.75) }
}

/** p* and d* where the axis of feasible pairs stands, and the gap between them as a bar. `falls`: so does the line under the pairs. */
function OnAxis({ p, d, falls, frame }: { p: number; d: number; falls: boolean; frame: Frame }) {
  const x = frame.x(0)
  const gap = Number.isFinite(p) && Number.isFinite(d) && isGap(p, d)
  // On either side of the axis, so that a small gap does not write one over the other.
  const said = (name: string, value: number, side: 1 | -1, downPx = -6) => (
    <text className="said" x={x + side * 9} y={frame.y(value) + downPx} textAnchor={side < 0 ? 'end' : 'start'}>
      {`${name} = ${numberText(tidy(value), 4)}`}
    </text>
  )
  return (
    <>
      {gap && <path className="line series-4 thick" d={`M${x} ${frame.y(p)}V${frame.y(d)}`} />}
      {gap && <Mark series={3} x={x} y={frame.y(d)} r={4} />}
      {gap && said('d*', d, -1)}
      {Number.isFinite(p) && <Mark series={0} x={x} y={frame.y(p)} r={4} />}
      {Number.isFinite(p) && gap && said('p*', p, 1)}
      {/* Under the line no pair lies. */}
      {Number.isFinite(p) && !gap && said(Number.isFinite(d) ? 'p* = d*' : 'p*', p, falls ? -1 : 1, 15)}
    </>
  )
}

const isGap = (p: number, d: number) => p - d > 1e-6 * (1 + Math.abs(p))

const quantile = (values: readonly number[], share: number): number => {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b)
  return sorted[Math.floor(share * (sorted.length - 1))] ?? 1
}
