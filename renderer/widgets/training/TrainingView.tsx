import { useMemo } from 'react'
import { Chart, spanOf, spansOf } from '../../plot/Chart.tsx'
import { Ground } from '../../plot/Ground.tsx'
import { Mark } from '../../plot/Mark.tsx'
import { Plane } from '../../plot/Plane.tsx'
import { Points } from '../../plot/Points.tsx'
import { figureOf, type Picture } from '../frame/Figure.tsx'
import { metricOf, type Run } from '../frame/model.ts'
import { words } from '../frame/fields.ts'
import { useWords } from '../frame/words.ts'
import { groundAt, model, rangeOf } from './model.ts'

export const TrainingView = figureOf(model, Scene)

type Shown = Picture<(typeof model)['fields']>

function Scene(shown: Shown) {
  return (
    <>
      <div className="even">
        <RangeTest {...shown} />
        <Plain {...shown} />
      </div>
      <div className="even">
        <Losses {...shown} />
        <Slopes {...shown} />
      </div>
    </>
  )
}

/** The loss while the rate grows; dragging chooses a rate. */
function RangeTest(shown: Shown) {
  const say = useWords()
  const range = rangeOf(shown)?.result
  const points = useMemo(
    () => range?.rates.map((rate, i) => [Math.log10(rate), range.smoothed[i]!] as const) ?? [],
    [range],
  )
  if (!range) return <div />
  const top = 1.6 * (range.smoothed[0] ?? 1)
  const suggested = range.suggested
  const at = suggested ? range.rates.indexOf(suggested) : -1
  return (
    <Chart
      title={say(
        words(
          'range test: loss against log₁₀ of the rate; drag to choose',
          '范围测试：损失与学习率的 log₁₀；拖动以选择',
        ),
      )}
      label={say(words('Loss against the rate', '损失与学习率'))}
      lines={[{ series: 0, points }]}
      x={{ from: points[0]![0], to: Math.max(points.at(-1)![0], Math.log10(shown.values.lr) + 0.2) }}
      y={{ from: 0, to: top }}
      aspect={0.72}
      at={Math.log10(shown.values.lr)}
      onPoint={x => shown.set({ lr: Number((10 ** x).toPrecision(2)) })}
    >
      {frame => at >= 0 && <Mark series={2} x={frame.x(points[at]![0])} y={frame.y(points[at]![1])} />}
    </Chart>
  )
}

/** Where the network says the second class. */
function Plain(shown: Shown) {
  const say = useWords()
  const { X, y } = shown.values
  const ground = groundAt(shown.runs['training'], shown.k)
  const { x, y: up } = useMemo(() => spansOf(X, 0.14), [X])
  const classes = useMemo(() => [...new Set(y)].sort((a, b) => a - b), [y])
  const series = useMemo(() => y.map(value => classes.indexOf(value)), [y, classes])
  if (X[0]?.length !== 2) return <div />
  return (
    <div>
      <div className="chart-title">
        {say(words(`what the network says at step ${shown.k}`, `第 ${shown.k} 步网络的判断`))}
      </div>
      <Plane aspect={0.72} x={x} y={up} label={say(model.summary(shown))}>
        {frame => (
          <>
            {ground && <Ground field={ground} classes={classes.length} frame={frame} both />}
            <Points points={X} series={series} frame={frame} r={3} />
          </>
        )}
      </Plane>
    </div>
  )
}

const shownLoss = 3
const lossesOf = (run: Run | undefined) =>
  ['loss', 'train'].map(name => metricOf(run, name).map((value, k) => [k, Math.min(shownLoss, value)] as const))
/** The rate and the length of the slope by step, log₁₀. */
const slopesOf = (run: Run | undefined) =>
  ['lr', 'gradientNorm'].map(name =>
    metricOf(run, name).map((value, k) => [k, value > 0 ? Math.log10(value) : Number.NaN] as const),
  )

function Losses(shown: Shown) {
  const say = useWords()
  const run = shown.runs['training']
  const courses = useMemo(() => lossesOf(run), [run])
  const up = useMemo(() => spanOf([0, ...courses[0]!.map(([, value]) => value)]), [courses])
  const lines = courses.map((points, series) => ({ series, points, count: shown.k + 1 }))
  return (
    <Chart
      title={say(words('loss: of each batch (solid), of all cases (dashed)', '损失：每批（实线）与全体（虚线）'))}
      label={say(words('Losses by step', '各步的损失'))}
      lines={lines}
      x={{ from: 0, to: Math.max(1, shown.last) }}
      y={up}
      aspect={0.5}
      at={shown.k}
      onPoint={k => shown.show(Math.max(0, Math.min(shown.last, Math.round(k))))}
    />
  )
}

function Slopes(shown: Shown) {
  const say = useWords()
  const { clip } = shown.values
  const run = shown.runs['training']
  const courses = useMemo(() => slopesOf(run), [run])
  const up = useMemo(() => {
    const all = courses.flatMap(course => course.map(([, value]) => value))
    return spanOf(clip > 0 ? [...all, Math.log10(clip)] : all)
  }, [courses, clip])
  const across = { from: 0, to: Math.max(1, shown.last) }
  return (
    <Chart
      title={say(
        words('log₁₀: rate (solid), slope (dashed), clip (dots)', 'log₁₀：学习率（实线）、梯度（虚线）、裁剪（点线）'),
      )}
      label={say(words('Rate and slope by step', '各步的学习率与梯度'))}
      lines={[
        ...courses.map((points, series) => ({ series, points, count: shown.k + 1 })),
        ...(clip > 0
          ? [
              {
                series: 2,
                points: [
                  [0, Math.log10(clip)],
                  [across.to, Math.log10(clip)],
                ] as const,
              },
            ]
          : []),
      ]}
      x={across}
      y={up}
      aspect={0.5}
      at={shown.k}
    />
  )
}
