import { useMemo } from 'react'
import { Chart } from '../../plot/Chart.tsx'
import { Dots } from '../../plot/Dots.tsx'
import { Mark } from '../../plot/Mark.tsx'
import { Plane, type Frame, type Span } from '../../plot/Plane.tsx'
import { figureOf, type Picture } from '../frame/Figure.tsx'
import { words } from '../frame/fields.ts'
import { useWords } from '../frame/words.ts'
import { nearest, scoreAt, type Mixture } from './flow.ts'
import { barOf, mixtureOf, model, reached, timeOf, type Cloud } from './model.ts'
import './diffusion.css'

export const DiffusionView = figureOf(model, Scene)

type Shown = Picture<(typeof model)['fields']>
/** Middles that get a mark and a colour of their own; of more the points are what is seen. */
const mostColours = 6

function Scene(shown: Shown) {
  const say = useWords()
  const { values, runs } = shown
  const { means, var: variance, T } = values
  const forward = values.direction === 'forward'
  const span = useMemo(() => {
    const reach = Math.max(3, ...means.flat().map(Math.abs)) + 3 * Math.min(1, Math.sqrt(variance)) + 0.2
    return { from: -reach, to: reach }
  }, [means, variance])
  const t = timeOf(shown)
  const bars = Array.from({ length: T + 1 }, (_, time) => barOf(shown, time) ?? Number.NaN)
  const bar = bars[t]!
  const plane = (name: string, title: string) => (
    <div key={name}>
      <div className="chart-title">{title}</div>
      <Plane aspect={1} x={span} y={span} label={say(model.summary(shown))}>
        {frame => (
          <>
            {values.arrows && means[0]?.length === 2 && bar < 1 && (
              <Arrows mixture={mixtureOf(values)} bar={bar} span={span} frame={frame} />
            )}
            <Flow
              past={reached(runs[name], t, forward)}
              end={runs[name]?.steps.at(forward ? 0 : -1)?.state as Cloud | undefined}
              width={means[0]?.length ?? 2}
              mixture={mixtureOf(values)}
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
      lines={[
        { series: 0, points: bars.map((value, time) => [time, Math.sqrt(value)] as const) },
        { series: 1, points: bars.map((value, time) => [time, Math.sqrt(1 - value)] as const) },
      ]}
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

/** The points as they stand, coloured by where they come from or end, with the trails of the first. */
function Flow({
  past,
  end,
  width,
  mixture,
  frame,
}: {
  past: readonly Cloud[]
  end: Cloud | undefined
  width: number
  mixture: Mixture
  frame: Frame
}) {
  const ends = end?.points
  const series = useMemo(
    () =>
      Array.from({ length: ends ? ends.length / width : 0 }, (_, i) =>
        mixture.means.length <= mostColours ? nearest(mixture, ends![i * width]!, ends![i * width + 1] ?? 0) : 0,
      ),
    [ends, width, mixture],
  )
  const now = past.at(-1)
  if (!now) return null
  const pixel = (points: readonly number[], i: number) =>
    `${frame.x(points[i * width]!).toFixed(1)} ${frame.y(width > 1 ? points[i * width + 1]! : 0).toFixed(1)}`
  const count = now.points.length / width
  const groups = new Map<number, (readonly number[])[]>()
  for (let i = 0; i < count; i++) {
    const group = groups.get(series[i] ?? 0) ?? []
    group.push([now.points[i * width]!, width > 1 ? now.points[i * width + 1]! : 0])
    groups.set(series[i] ?? 0, group)
  }
  const every = Math.max(1, Math.ceil(past.length / places))
  const kept = past.filter((_, at) => at % every === 0 || at === past.length - 1)
  return (
    <>
      {Array.from({ length: Math.min(past.length > places ? tangled : trails, count) }, (_, i) => (
        <path
          key={i}
          className={`line trail series-${((series[i] ?? 0) % 6) + 1}`}
          d={`M${kept.map(({ points }) => pixel(points, i)).join('L')}`}
        />
      ))}
      {[...groups].map(([name, points]) => (
        <Dots key={name} points={points} series={name} frame={frame} />
      ))}
    </>
  )
}

const side = 13

/** Where the score points, as long as the noise that it names. */
function Arrows({ mixture, bar, span, frame }: { mixture: Mixture; bar: number; span: Span; frame: Frame }) {
  const path = useMemo(() => {
    const gap = (span.to - span.from) / side
    const parts: string[] = []
    for (let i = 0; i < side; i++)
      for (let j = 0; j < side; j++) {
        const [x, y] = [span.from + (i + 0.5) * gap, span.from + (j + 0.5) * gap]
        const [u, v] = scoreAt(mixture, bar, x, y).map(part => part * Math.sqrt(1 - bar)) as [number, number]
        const length = Math.hypot(u, v)
        const shown = (0.8 * gap * length) / (length + 1) / (length || 1)
        const [px, py] = [frame.x(x), frame.y(y)]
        const [dx, dy] = [frame.x(x + shown * u) - px, frame.y(y + shown * v) - py]
        const [ex, ey] = [px + dx, py + dy]
        const head = (turn: number) =>
          `L${(ex - 0.35 * (dx - turn * dy)).toFixed(1)} ${(ey - 0.35 * (dy + turn * dx)).toFixed(1)}`
        parts.push(
          `M${px.toFixed(1)} ${py.toFixed(1)}L${ex.toFixed(1)} ${ey.toFixed(1)}${head(0.6)}M${ex.toFixed(1)} ${ey.toFixed(1)}${head(-0.6)}`,
        )
      }
    return parts.join('')
  }, [mixture, bar, span, frame])
  return <path className="arrows" d={path} />
}
