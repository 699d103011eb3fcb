import { Awaited } from '../../plot/Awaited.tsx'
import { Cells } from '../../plot/Cells.tsx'
import { Chart } from '../../plot/Chart.tsx'
import { figureOf, type Picture } from '../frame/Figure.tsx'
import { words } from '../frame/fields.ts'
import { isUnderWay } from '../frame/model.ts'
import { useWords } from '../frame/words.ts'
import { blankFor, likeness, model, resultOf } from './model.ts'

export const PositionalView = figureOf(model, Scene)

/** Coordinates drawn as waves over the positions. */
const waves = 4

function Scene(shown: Picture<(typeof model)['fields']>) {
  const say = useWords()
  const answer = resultOf(shown)
  const isAwaited = !answer && isUnderWay(shown.runs['positions'])
  const result = isAwaited ? blankFor(shown.values) : answer
  if (!result) return null
  const { encoding } = result
  const k = Math.min(shown.k, encoding.length - 1)
  const across = { from: 0, to: Math.max(1, encoding.length - 1) }
  // Every second coordinate: of a pair the one, of the shortest wavelengths first.
  const lines = Array.from({ length: Math.min(waves, Math.ceil(shown.values.d / 2)) }, (_, c) => ({
    series: c,
    points: encoding.map((row, t) => [t, row[2 * c]!] as const),
  }))
  return (
    <Awaited className="even" when={isAwaited}>
      <div>
        <div className="chart-title flush">{say(words('codes, a position a row', '编码，每行一个位置'))}</div>
        <Cells
          values={encoding}
          label={say(words('Codes, a position a row', '编码，每行一个位置'))}
          signed
          from={-1}
          to={1}
          numbers={false}
          tallPx={shown.values.n > 32 ? 320 / shown.values.n : 10}
        />
      </div>
      <div>
        <Chart
          title={say(words(`likeness to position ${k} (1: the same)`, `与位置 ${k} 的相似度（1 为相同）`))}
          label={say(words('Likeness of all positions to one', '各位置与某一位置的相似度'))}
          lines={[{ series: 0, points: likeness(result, k).map((value, t) => [t, value] as const) }]}
          x={across}
          y={{ from: -1.05, to: 1.05 }}
          aspect={0.5}
          at={k}
          onPoint={t => shown.show(Math.max(0, Math.min(encoding.length - 1, Math.round(t))))}
        />
        <Chart
          title={say(words('the shortest waves', '最短的几个波'))}
          label={say(words('First coordinates over the positions', '前几个分量随位置的变化'))}
          lines={lines}
          x={across}
          y={{ from: -1.05, to: 1.05 }}
          aspect={0.5}
          at={k}
        />
      </div>
    </Awaited>
  )
}
