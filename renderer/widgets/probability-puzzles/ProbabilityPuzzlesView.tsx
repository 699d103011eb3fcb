import { useMemo } from 'react'
import { Chart, spanOf } from '../../plot/Chart.tsx'
import { Legend } from '../../plot/Legend.tsx'
import { figureOf, type Picture } from '../frame/Figure.tsx'
import { words } from '../frame/fields.ts'
import { metricOf, type Run } from '../frame/model.ts'
import { useWords } from '../frame/words.ts'
import { model, puzzleOf, reportOf, type Fields } from './model.ts'

export const ProbabilityPuzzlesView = figureOf(model, Scene)

/** The estimate and the ends of its interval over all trials, and the spans that hold them. */
function courseOf(run: Run | undefined, exact = Number.NaN) {
  const n = metricOf(run, 'n')
  const [estimate, low, high] = [metricOf(run, 'estimate'), metricOf(run, 'low'), metricOf(run, 'high')]
  const line = (series: number, values: readonly number[]) => ({
    series,
    points: values.map((value, i) => [n[i]!, value] as const),
  })
  // The first trials jump from end to end: the picture is as high as the interval after a twentieth of them.
  const settled = Math.floor(n.length / 20)
  return {
    end: n.at(-1) ?? 1,
    y: spanOf([...low.slice(settled), ...high.slice(settled), exact], 0.15),
    lines: [line(0, estimate), line(1, low), line(1, high)],
  }
}

function Scene(shown: Picture<Fields>) {
  const say = useWords()
  const { en, zh } = puzzleOf(shown.values)
  const exact = reportOf(shown)?.result?.exact
  const run = shown.runs['run']
  const { end, y, lines } = useMemo(() => courseOf(run, exact), [run, exact])
  return (
    <>
      <p className="phase">{say(words(en, zh))}</p>
      <Chart
        label={say(model.summary(shown))}
        title={say(words('estimate over the trials', '估计值随试验次数'))}
        lines={[
          ...lines.map(line => ({ ...line, count: shown.k + 1 })),
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
