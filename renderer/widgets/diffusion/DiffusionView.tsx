import { memo, useMemo } from 'react'
import { Chart } from '../../plot/Chart.tsx'
import { DotsOfRows } from '../../plot/Dots.tsx'
import { Mark } from '../../plot/Mark.tsx'
import { Plane, type Frame, type Span } from '../../plot/Plane.tsx'
import { figureOf, type Picture } from '../frame/Figure.tsx'
import { words } from '../frame/fields.ts'
import type { Run } from '../frame/model.ts'
import { useWords } from '../frame/words.ts'
import { groupsOf, mostColours, scoreAt, type Mixture } from './flow.ts'
import { barOf, endOf, model, reached, timeOf, type Cloud } from './model.ts'
import './diffusion.css'

export const DiffusionView = figureOf(model, Scene)

type Shown = Picture<(typeof model)['fields']>

/** The signal and the noise over time. */
function linesOf(runs: Shown['runs'], T: number) {
  const bars = Array.from({ length: T + 1 }, (_, time) => barOf({ runs }, time) ?? Number.NaN)
  return [
    { series: 0, points: bars.map((value, time) => [time, Math.sqrt(value)] as const) },
    { series: 1, points: bars.map((value, time) => [time, Math.sqrt(1 - value)] as const) },
  ]
}

function Scene(shown: Shown) {
  const say = useWords()
  const { values, runs } = shown
  const { means, var: variance, T } = values
  const forward = values.direction === 'forward'
  const span = useMemo(() => {
    const reach = Math.max(3, ...means.flat().map(Math.abs)) + 3 * Math.min(1, Math.sqrt(variance)) + 0.2
    return { from: -reach, to: reach }
  }, [means, variance])
  const { weights } = values
  // What a slider turns elsewhere leaves it the same.
  const mixture = useMemo<Mixture>(() => ({ means, weights, variance }), [means, weights, variance])
  const t = timeOf(shown)
  const bar = barOf(shown, t) ?? Number.NaN
  const lines = useMemo(() => linesOf(runs, T), [runs, T])
  const plane = (name: string, title: string) => (
    <div key={name}>
      <div className="chart-title">{title}</div>
      <Plane aspect={1} x={span} y={span} label={say(model.summary(shown))}>
        {frame => (
          <>
            {values.arrows && means[0]?.length === 2 && bar < 1 && (
              <Arrows mixture={mixture} bar={bar} span={span} frame={frame} />
            )}
            <Flow
              run={runs[name]}
              t={t}
              forward={forward}
              width={means[0]?.length ?? 2}
              mixture={mixture}
              frame={frame}
            />
            {means.length <= mostColours &&
              means.map(([a = 0, b = 0], k) => (
                <g key={k} className="middle">
                  <Mark series={k} x={frame.x(Math.sqrt(bar) * a)} y={frame.y(Math.sqrt(bar) * b)} r={6} />
                </g>
              ))}
          </>
        )}
      </Plane>
    </div>
  )
  const course = (
    <Chart
      title={say(
        words(
          '√ᾱ, the signal (solid), and √(1 − ᾱ), the noise (dashed), over time t',
          '信号 √ᾱ（实线）与噪声 √(1 − ᾱ)（虚线）随时间 t',
        ),
      )}
      label={say(words('Signal and noise over time', '信号与噪声随时间的变化'))}
      lines={lines}
      x={{ from: 0, to: Math.max(1, T) }}
      y={{ from: 0, to: 1.02 }}
      aspect={forward ? 0.7 : 0.16}
      at={t}
      onPoint={time => {
        const to = Math.max(0, Math.min(T, Math.round(time)))
        shown.show(forward ? to : T - to)
      }}
    />
  )
  if (forward)
    return (
      <div className="two">
        {plane('forward', say(words(`data and its noise, t = ${t}`, `数据与噪声，t = ${t}`)))}
        {course}
      </div>
    )
  return (
    <>
      <div className="even">
        {plane('ddpm', say(words(`DDPM, ${T} steps, fresh noise in each`, `DDPM，${T} 步，每步加新噪声`)))}
        {plane(
          'ddim',
          say(
            words(
              `DDIM, ${Math.min(values.steps, T)} steps, η = ${values.eta}`,
              `DDIM，${Math.min(values.steps, T)} 步，η = ${values.eta}`,
            ),
          ),
        )}
      </div>
      {course}
    </>
  )
}

/** Points whose trails are drawn, fewer where they tangle, and places that a trail has at most. */
const [trails, tangled, places] = [28, 6, 60]

interface FlowProps {
  readonly run: Run | undefined
  readonly t: number
  readonly forward: boolean
  readonly width: number
  readonly mixture: Mixture
  readonly frame: Frame
}

/** The points as they stand, coloured by where they come from or end, with the trails of the first. */
const Flow = memo(function Flow({ run, t, forward, width, mixture, frame }: FlowProps) {
  const past = reached(run, t, forward)
  const end = endOf(run, forward)
  const groups = useMemo(() => groupsOf(end?.points ?? [], width, mixture), [end, width, mixture])
  const written = useMemo(() => trailsIn(frame, width), [frame, width])
  const now = past.at(-1)
  if (!now) return null
  const every = Math.max(1, Math.ceil(past.length / places))
  const kept = past.filter((_, at) => at % every === 0 || at === past.length - 1).map(written)
  return (
    <>
      {Array.from({ length: past.length > places ? tangled : trails }, (_, i) => {
        const trail = kept.map(points => points[i] ?? '')
        // A short run has not as many points.
        if (!trail[0]) return null
        const series = groups.findIndex(rows => rows.includes(i))
        return (
          <path key={i} className={`line trail series-${(Math.max(0, series) % 6) + 1}`} d={`M${trail.join('L')}`} />
        )
      })}
      {groups.map(
        (rows, series) =>
          rows.length > 0 && (
            <DotsOfRows key={series} numbers={now.points} width={width} rows={rows} series={series} frame={frame} />
          ),
      )}
    </>
  )
})

/** The places of the first points of a cloud, written once: it stands in the trails of all clouds that come after it. */
function trailsIn(frame: Frame, width: number): (cloud: Cloud) => readonly string[] {
  const known = new WeakMap<Cloud, readonly string[]>()
  const placesIn = ({ points }: Cloud) =>
    Array.from({ length: Math.min(trails, points.length / width) }, (_, i) => {
      const [x, y] = [points[i * width]!, width > 1 ? points[i * width + 1]! : 0]
      return `${frame.x(x).toFixed(1)} ${frame.y(y).toFixed(1)}`
    })
  return cloud => {
    const written = known.get(cloud) ?? placesIn(cloud)
    known.set(cloud, written)
    return written
  }
}

const side = 13
const tenths = (pixel: number) => Math.round(10 * pixel) / 10

/** The shaft of an arrow from where one stands, and the two strokes of its head. */
function arrowOf(dx: number, dy: number): string {
  const [leftX, leftY] = [tenths(-0.35 * (dx - 0.6 * dy)), tenths(-0.35 * (dy + 0.6 * dx))]
  const [rightX, rightY] = [tenths(-0.35 * (dx + 0.6 * dy)), tenths(-0.35 * (dy - 0.6 * dx))]
  return `l${tenths(dx)} ${tenths(dy)}l${leftX} ${leftY}m${-leftX} ${-leftY}l${rightX} ${rightY}`
}

/** Where the score points, as long as the noise that it names. */
function Arrows({ mixture, bar, span, frame }: { mixture: Mixture; bar: number; span: Span; frame: Frame }) {
  const path = useMemo(() => {
    const gap = (span.to - span.from) / side
    const [across, up] = [frame.x(1) - frame.x(0), frame.y(1) - frame.y(0)]
    let arrows = ''
    for (let i = 0; i < side; i++)
      for (let j = 0; j < side; j++) {
        const [x, y] = [span.from + (i + 0.5) * gap, span.from + (j + 0.5) * gap]
        const [u, v] = scoreAt(mixture, bar, x, y)
        const length = Math.sqrt((u * u + v * v) * (1 - bar))
        const shown = (0.8 * gap * Math.sqrt(1 - bar)) / (length + 1)
        arrows += `M${tenths(frame.x(x))} ${tenths(frame.y(y))}${arrowOf(shown * u * across, shown * v * up)}`
      }
    return arrows
  }, [mixture, bar, span, frame])
  return <path className="arrows" d={path} />
}
