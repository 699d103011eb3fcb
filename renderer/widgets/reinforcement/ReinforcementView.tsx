import { Chart } from '../../plot/Chart.tsx'
import { Curves } from '../../plot/Curves.tsx'
import { figureOf, type Picture } from '../frame/Figure.tsx'
import { useWords } from '../frame/words.ts'
import { Board } from './Board.tsx'
import { courseOf, model, sceneAt, type Fields } from './model.ts'
import { gridFrom, mapFrom, painted, type Kind } from './world.ts'

export const ReinforcementView = figureOf(model, Scene)

/** Returns of single episodes jump: the mean of this many is drawn over them. */
const smoothed = 20

function Scene(shown: Picture<Fields>) {
  const say = useWords()
  const { values, set, k } = shown
  const grid = gridFrom(values.map)
  const scene = sceneAt(shown)
  const paint = (at: number, kind: Kind) => set({ map: mapFrom(painted(grid, at, kind)) })
  return (
    <div className="two">
      <div>
        <Board
          grid={grid}
          scene={scene}
          brush={values.brush as Kind}
          label={say({
            en: 'World: arrow keys move, Enter paints, or a letter S G x # .',
            'zh-CN': '世界：方向键移动，回车绘制，或按 S G x # .',
          })}
          names={kind => say(model.options!.brush![kind]!)}
          onPaint={paint}
        />
        <p className="phase">
          {say({
            en: 'Darker is worth more; the line is where the arrows lead. Click cells to draw.',
            'zh-CN': '颜色越深价值越高；折线为沿箭头所走的路。点击格子即可绘制。',
          })}
        </p>
      </div>
      <Course {...shown} k={k} />
    </div>
  )
}

function Course({ values, runs, k, last }: Picture<Fields>) {
  const say = useWords()
  const course = courseOf({ runs })
  if (values.method === 'value-iteration') {
    const title = say({ en: 'largest change of a sweep', 'zh-CN': '每轮的最大变化' })
    return (
      <Curves curves={[{ series: 0, values: course }]} k={k} steps={last} height={220} title={title} label={title} />
    )
  }
  if (values.method === 'policy-iteration') {
    const title = say({ en: 'arrows turned in an improvement', 'zh-CN': '每次改进转动的箭头数' })
    const points = course.slice(0, k + 1).map((y, x) => [x, y] as const)
    const y = { from: 0, to: Math.max(1, ...course) }
    return (
      <Chart title={title} label={title} lines={[{ series: 0, points }]} x={{ from: 0, to: Math.max(1, last) }} y={y} />
    )
  }
  const title = say({
    en: `reward of an episode, and mean of ${smoothed}`,
    'zh-CN': `每回合的奖励，及 ${smoothed} 回合均值`,
  })
  const means = course.map((_, i) => {
    const part = course.slice(Math.max(0, i - smoothed + 1), i + 1)
    return part.reduce((a, b) => a + b, 0) / part.length
  })
  const sorted = course.filter(Number.isFinite).sort((a, b) => a - b)
  const y = { from: sorted[Math.floor(sorted.length * 0.05)] ?? 0, to: (sorted.at(-1) ?? 1) + 1e-9 }
  const room = (y.to - y.from || 1) * 0.05
  return (
    <Chart
      title={title}
      label={title}
      lines={[
        { series: 4, points: course.slice(0, k + 1).map((value, x) => [x, value] as const) },
        { series: 0, points: means.slice(0, k + 1).map((value, x) => [x, value] as const) },
      ]}
      x={{ from: 0, to: Math.max(1, last) }}
      y={{ from: y.from - room, to: y.to + room }}
    />
  )
}
