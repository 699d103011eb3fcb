import { Chart, spanOf } from '../../plot/Chart.tsx'
import { Legend } from '../../plot/Legend.tsx'
import { figureOf, type Picture } from '../frame/Figure.tsx'
import { words } from '../frame/fields.ts'
import { metricOf } from '../frame/model.ts'
import { useWords } from '../frame/words.ts'
import { model, puzzleOf, reportOf, type Fields } from './model.ts'

export const ProbabilityPuzzlesView = figureOf(model, Scene)

function Scene(shown: Picture<Fields>) {
  const say = useWords()
  const { en, zh } = puzzleOf(shown.values)
  const exact = reportOf(shown)?.result?.exact
  const [n = [], estimate = [], low = [], high = []] = ['n', 'estimate', 'low', 'high'].map(name =>
    metricOf(shown.runs['run'], name),
  )
  const until = shown.k + 1
  const line = (series: number, values: readonly number[]) => ({
    series,
    points: values.slice(0, until).map((value, i) => [n[i]!, value] as const),
  })
  const end = n.at(-1) ?? 1
  // The first trials jump from end to end: the picture is as high as the interval after a twentieth of them.
  const settled = Math.floor(n.length / 20)
  const y = spanOf([...low.slice(settled), ...high.slice(settled), exact ?? Number.NaN], 0.15)
  return (
    <>
      <p className="phase">{say(words(en, zh))}</p>
      <Chart
        label={say(model.summary(shown))}
        title={say(words('estimate over the trials', '估计值随试验次数'))}
        lines={[
          line(0, estimate),
          line(1, low),
          line(1, high),
          ...(exact === undefined ? [] : [{ series: 2, points: [[0, exact] as const, [end, exact] as const] }]),
        ]}
        x={{ from: 0, to: end }}
        y={y}
        aspect={0.45}
      />
      <Legend
        entries={[
          { series: 0, text: say(words('estimate', '估计值')) },
          { series: 1, text: say(words('ends of the interval', '区间两端')) },
          { series: 2, text: say(words('exact answer', '精确答案')) },
        ]}
      />
    </>
  )
}
