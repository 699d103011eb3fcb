import { useMemo } from 'react'
import { Awaited } from '../../plot/Awaited.tsx'
import { Chart, spanOf, type Line } from '../../plot/Chart.tsx'
import { Legend } from '../../plot/Legend.tsx'
import { figureOf, type Picture } from '../frame/Figure.tsx'
import { words } from '../frame/fields.ts'
import { isUnderWay } from '../frame/model.ts'
import { useWords } from '../frame/words.ts'
import { blankFor, lossesOf, model, reportOf } from './model.ts'
import { WeightTiles } from './WeightTiles.tsx'
import './adapters.css'

export const AdaptersView = figureOf(model, Scene)

type Shown = Picture<(typeof model)['fields']>

/** Single lessons jump: a mean over the last few shows where they go. */
const smoothing = 0.8

function smooth(losses: readonly number[], from: number, to?: number): (readonly [number, number])[] {
  let mean = losses[from] ?? 0
  return losses
    .slice(from, to)
    .map((loss, i) => [from + i, (mean = smoothing * mean + (1 - smoothing) * loss)] as const)
}

/** The lines of a run's losses after the first text, all of them. */
function linesOf(
  runs: Shown['runs'],
  name: string,
  turn: number,
  [lesson, remembered]: readonly [number, number],
): Line[] {
  const { losses, kept } = lossesOf({ runs }, name)
  const finite = kept.flatMap((loss, k) => (Number.isFinite(loss) ? [[k, loss] as const] : []))
  return [
    { series: lesson, points: smooth(losses, turn) },
    { series: remembered, points: finite },
  ]
}

/** So much of a line as stands before step `until`. */
const before = (line: Line, until: number): Line => ({
  ...line,
  count: line.points.filter(([k]) => k < until).length,
})

function Scene(shown: Shown) {
  const say = useWords()
  const { first_steps: turn, method } = shown.values
  const until = shown.k + 1
  const { runs } = shown
  const { lines, y } = useMemo(() => {
    const { losses, kept } = lossesOf({ runs })
    return {
      lines: [
        { series: 0, points: smooth(losses, 0, turn) },
        ...linesOf(runs, 'tuning', turn, [0, 1]),
        ...(method === 'full' ? [] : linesOf(runs, 'full', turn, [4, 5])),
      ],
      y: spanOf([0, ...losses, ...kept].filter(value => value < 6)),
    }
  }, [runs, turn, method])
  const result = reportOf(shown)?.result
  const isAwaited = !result && isUnderWay(shown.runs['tuning'])
  return (
    <>
      <Chart
        title={say(words('loss, a mean over the last few lessons', '损失（最近几步的均值）'))}
        label={say(words('Losses of both texts', '两段文本的损失'))}
        lines={lines.map(line => before(line, until))}
        x={{ from: 0, to: Math.max(1, shown.last) }}
        y={y}
        aspect={0.34}
        at={turn}
        onPoint={k => shown.show(Math.max(0, Math.min(shown.last, Math.round(k))))}
      />
      <Legend
        entries={[
          { series: 0, text: say(words('the text being learned', '正在学的文本')) },
          { series: 1, text: say(words('the first text afterwards', '之后旧文本上的损失')) },
          ...(method === 'full'
            ? []
            : [
                { series: 4, text: say(words('all weights: the other text', '全部权重：新文本')) },
                { series: 5, text: say(words('all weights: the first text', '全部权重：旧文本')) },
              ]),
        ]}
      />
      {(result ?? isAwaited) && (
        <Awaited when={isAwaited}>
          <WeightTiles weights={result?.weights ?? blankFor(shown.values)} />
        </Awaited>
      )}
    </>
  )
}
