import { useMemo } from 'react'
import { Chart, spanOf } from '../../plot/Chart.tsx'
import { Legend } from '../../plot/Legend.tsx'
import { figureOf, type Picture } from '../frame/Figure.tsx'
import { courseOf, metricOf } from '../frame/model.ts'
import { words } from '../frame/fields.ts'
import { useWords } from '../frame/words.ts'
import { baselines, model, writtenAt } from './model.ts'
import './language-model.css'

export const LanguageModelView = figureOf(model, Scene)

function Scene(shown: Picture<(typeof model)['fields']>) {
  const say = useWords()
  const losses = metricOf(shown.runs['language'], 'loss')
  const { values } = shown
  const { unigram, bigram } = useMemo(() => baselines(values), [values])
  const up = useMemo(() => spanOf([0, unigram, ...losses]), [unigram, losses])
  const across = { from: 0, to: Math.max(1, shown.last) }
  const level = (series: number, value: number) =>
    ({
      series,
      points: [
        [0, value],
        [across.to, value],
      ],
    }) as const
  const written = writtenAt(shown)
  return (
    <div className="even">
      <div>
        <Chart
          title={say(words('loss of the next piece, nats', '下一个单位的损失（奈特）'))}
          label={say(words('Loss by step', '各步的损失'))}
          lines={[
            { series: 0, points: courseOf(shown.runs['language'], 'loss'), count: shown.k + 1 },
            level(1, unigram),
            level(2, bigram),
          ]}
          x={across}
          y={up}
          aspect={0.7}
          at={shown.k}
          onPoint={k => shown.show(Math.max(0, Math.min(shown.last, Math.round(k))))}
        />
        <Legend
          entries={[
            { series: 0, text: say(words('the transformer', 'Transformer')) },
            { series: 1, text: say(words('frequency alone', '仅凭频率')) },
            { series: 2, text: say(words('pairs counted', '相邻对计数')) },
          ]}
        />
      </div>
      <div>
        <p className="phase">
          {written
            ? say(words(`What it writes after step ${written.step}:`, `第 ${written.step} 步之后它写：`))
            : '\u00a0'}
        </p>
        <blockquote className="written">{written?.text ?? '…'}</blockquote>
      </div>
    </div>
  )
}
