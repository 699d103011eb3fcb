import { useMemo } from 'react'
import { Awaited } from '../../plot/Awaited.tsx'
import { Bars } from '../../plot/Bars.tsx'
import { Chart, spanOf } from '../../plot/Chart.tsx'
import { figureOf, type Picture } from '../frame/Figure.tsx'
import { courseOf, isUnderWay, metricOf } from '../frame/model.ts'
import { words } from '../frame/fields.ts'
import { useWords } from '../frame/words.ts'
import { blankFor, byFrequency, model, reportOf } from './model.ts'

export const MaskedWordsView = figureOf(model, Scene)

function Scene(shown: Picture<(typeof model)['fields']>) {
  const say = useWords()
  const losses = metricOf(shown.runs['masked'], 'loss')
  const { text } = shown.values
  const chance = useMemo(() => byFrequency(text), [text])
  const up = useMemo(() => spanOf([0, chance, ...losses]), [chance, losses])
  const across = { from: 0, to: Math.max(1, shown.last) }
  const known = reportOf(shown)?.result?.guesses
  const isAwaited = !known && isUnderWay(shown.runs['masked'])
  const guesses = (isAwaited ? blankFor(shown.values) : known) ?? []
  return (
    <div className="even">
      <Chart
        title={say(words('loss on hidden words; dashed: by frequency alone', '被遮词的损失；虚线：仅凭词频'))}
        label={say(words('Loss by step', '各步的损失'))}
        lines={[
          { series: 0, points: courseOf(shown.runs['masked'], 'loss'), count: shown.k + 1 },
          {
            series: 1,
            points: [
              [0, chance],
              [across.to, chance],
            ],
          },
        ]}
        x={across}
        y={up}
        aspect={0.75}
        at={shown.k}
        onPoint={k => shown.show(Math.max(0, Math.min(shown.last, Math.round(k))))}
      />
      <div>
        <p className="phase">{shown.values.sentence}</p>
        <Awaited when={isAwaited}>
          {guesses.map(({ place, best }, i) => (
            <Bars
              key={place}
              title={say(words(`mask ${i + 1} once trained`, `训练后第 ${i + 1} 处`))}
              label={say(words(`Chances of words at mask ${i + 1}`, `第 ${i + 1} 处各词的概率`))}
              bars={best.map(({ word, p }, at) => ({ name: word, value: p, series: at ? 1 : 0 }))}
            />
          ))}
        </Awaited>
      </div>
    </div>
  )
}
