import { useMemo } from 'react'
import { Chart, spanOf } from '../../plot/Chart.tsx'
import { curveFrom } from '../../plot/field.ts'
import { Legend } from '../../plot/Legend.tsx'
import { Mark } from '../../plot/Mark.tsx'
import { figureOf, type Picture } from '../frame/Figure.tsx'
import { metricOf, type Run } from '../frame/model.ts'
import { useWords } from '../frame/words.ts'
import { lossesAt, model, momentAt, type Places } from './model.ts'

type Shown = Picture<(typeof model)['fields']>

export const MaeMseView = figureOf(model, Scene)

const answers = ['mean', 'median', 'huber'] as const
const losses = ['squared', 'absolute', 'huber'] as const

function Scene(shown: Shown) {
  const say = useWords()
  const legend = [
    { series: 0, text: say({ en: 'squared loss → mean', 'zh-CN': '平方损失 → 均值' }) },
    { series: 1, text: say({ en: 'absolute loss → median', 'zh-CN': '绝对损失 → 中位数' }) },
    { series: 2, text: say({ en: 'Huber’s loss', 'zh-CN': 'Huber 损失' }) },
  ]
  return (
    <div className="even">
      <div>
        <Curves {...shown} />
        <Legend entries={legend} />
      </div>
      <Ways {...shown} />
    </div>
  )
}

/** Each loss over the constant that is predicted, as a share of its largest value here; data and the outlier under it. */
function Curves(shown: Shown) {
  const say = useWords()
  const { y, delta, outlier } = shown.values
  const now = momentAt(shown)
  const data = now ? [...y, now.outlier] : y
  const x = spanOf([...y, outlier, ...y.map(value => value + 0.1 * (outlier - value))], 0.08)
  const curve = curveFrom(c => c, x).map(([c]) => ({ c, at: lossesAt(data, c, delta) }))
  const lines = losses.map((name, series) => {
    const most = curve.reduce((larger, { at }) => Math.max(larger, at[name]), 0) || 1
    return { series, points: curve.map(({ c, at }) => [c, at[name] / most] as const) }
  })
  return (
    <Chart
      title={say({ en: 'loss of predicting c, each over its largest', 'zh-CN': '预测 c 的损失（各除以其最大值）' })}
      label={say(model.summary(shown))}
      lines={lines}
      x={x}
      y={{ from: -0.14, to: 1.02 }}
      aspect={0.75}
      onPoint={at => shown.set({ outlier: Number(at.toPrecision(3)) })}
    >
      {frame => (
        <>
          {data.map((value, i) => (
            <Mark
              key={i}
              series={i === y.length ? 3 : 5}
              x={frame.x(value)}
              y={frame.y(-0.07)}
              r={i === y.length ? 7 : 4}
            />
          ))}
          {now &&
            answers.map((name, series) => (
              <path
                key={name}
                className={`line series-${series + 1}`}
                d={`M${frame.x(now[name])} ${frame.top}v${frame.height}`}
              />
            ))}
        </>
      )}
    </Chart>
  )
}

const waysOf = (run: Run | undefined) =>
  answers.map((name, series) => ({
    series,
    points: (run?.steps ?? []).map(
      ({ metrics, state }) => [metrics['outlier'] ?? Number.NaN, (state as Places)[name]] as const,
    ),
  }))

/** Every answer over the place of the outlier. */
function Ways(shown: Shown) {
  const say = useWords()
  const run = shown.runs['loss']
  const now = momentAt(shown)
  const lines = useMemo(() => waysOf(run), [run])
  const across = useMemo(() => spanOf(metricOf(run, 'outlier'), 0.02), [run])
  const title = say({ en: 'answer over the place of the outlier', 'zh-CN': '答案随离群点位置的变化' })
  return (
    <div>
      <Chart title={title} label={title} lines={lines} x={across} aspect={0.75} {...(now && { at: now.outlier })}>
        {frame =>
          now &&
          answers.map((name, series) => (
            <Mark key={name} series={series} x={frame.x(now.outlier)} y={frame.y(now[name])} r={5} />
          ))
        }
      </Chart>
      <p className="phase">
        {say({
          en: 'The diamond is the outlier: press in the first picture to send it elsewhere.',
          'zh-CN': '菱形是离群点：在第一幅图中按下可把它送到别处。',
        })}
      </p>
    </div>
  )
}
