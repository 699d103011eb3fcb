import { useMemo } from 'react'
import { Chart, spanOf, spansOf } from '../../plot/Chart.tsx'
import { Ground } from '../../plot/Ground.tsx'
import { Legend } from '../../plot/Legend.tsx'
import { Plane, type Span } from '../../plot/Plane.tsx'
import { Points } from '../../plot/Points.tsx'
import { Polyline } from '../../plot/Polyline.tsx'
import { figureOf, type Picture } from '../frame/Figure.tsx'
import { words } from '../frame/fields.ts'
import { courseOf, metricOf } from '../frame/model.ts'
import { withPoint } from '../frame/painting.ts'
import { useWords } from '../frame/words.ts'
import { Wiring } from './Wiring.tsx'
import { classesOf, groundAt, isNetwork, lineAt, model, type Fields } from './model.ts'

export const PerceptronView = figureOf(model, Scene)

type Shown = Picture<Fields>

function Scene(shown: Shown) {
  const say = useWords()
  const { values, set } = shown
  const { data } = values
  const { x, y } = useMemo(() => spansOf(data, 0.15), [data])
  const classes = useMemo(() => classesOf(values), [values])
  const series = useMemo(() => data.map(row => classes.indexOf(row[2] ?? 0)), [data, classes])
  const ground = isNetwork(values) ? groundAt(shown.runs['run'], shown.k) : undefined
  const line = isNetwork(values) ? undefined : lineAt(shown.runs['run'], shown.k)
  const add = (a: number, b: number) => set({ data: withPoint(data, [a, b, Number(values.brush)], x, y, 1_500) })
  return (
    <>
      <div className="two">
        <div>
          <Plane aspect={0.8} x={x} y={y} label={say(model.summary(shown))} onPoint={add}>
            {frame => (
              <>
                {ground && <Ground field={ground} classes={classes.length} frame={frame} both />}
                {line && <Polyline points={endsOf(line, x, y)} series={2} frame={frame} />}
                <Points points={data} series={series} frame={frame} r={3.5} />
              </>
            )}
          </Plane>
          <Legend
            entries={classes.map((value, i) => ({ series: i, text: say(words(`class ${value}`, `类别 ${value}`)) }))}
          />
        </div>
        <Course {...shown} />
      </div>
      {isNetwork(values) && <Wiring {...shown} />}
    </>
  )
}

/** The line w₁x + w₂y + w₃ = 0 across the picture. */
function endsOf([a = 0, b = 0, c = 0]: readonly number[], x: Span, y: Span): [number, number][] {
  if (!a && !b) return []
  if (Math.abs(b) > Math.abs(a)) return [x.from, x.to].map(u => [u, -(a * u + c) / b])
  return [y.from, y.to].map(v => [-(b * v + c) / a, v])
}

function Course(shown: Shown) {
  const say = useWords()
  const network = isNetwork(shown.values)
  const run = shown.runs['run']
  const all = metricOf(run, network ? 'loss' : 'norm')
  const up = useMemo(() => spanOf([0, ...all]), [all])
  const of = (metric: string, series: number) => ({ series, points: courseOf(run, metric), count: shown.k + 1 })
  const title = network
    ? say(words('loss of a batch (solid), of all points (dashed)', '一批的损失（实线）与全体（虚线）'))
    : say(words('length of w: one step a mistake', 'w 的长度：每犯一错走一步'))
  return (
    <div>
      <Chart
        title={title}
        label={title}
        lines={network ? [of('loss', 0), of('train', 1)] : [of('norm', 0)]}
        x={{ from: 0, to: Math.max(1, shown.last) }}
        y={up}
        aspect={0.7}
        at={shown.k}
        onPoint={k => shown.show(Math.max(0, Math.min(shown.last, Math.round(k))))}
      />
      <p className="phase">
        {say(
          words(
            'Click or drag in the picture to add points; the table below takes typed ones.',
            '在图中点击或拖动可添加数据点；也可在下方表格中输入。',
          ),
        )}
      </p>
    </div>
  )
}
