import { Chart, spanOf } from '../../plot/Chart.tsx'
import { Legend } from '../../plot/Legend.tsx'
import { figureOf, type Picture } from '../frame/Figure.tsx'
import { metricOf } from '../frame/model.ts'
import { words } from '../frame/fields.ts'
import { useWords } from '../frame/words.ts'
import { baselines, model, writtenAt } from './model.ts'
import './language-model.css'

export const LanguageModelView = figureOf(model, Scene)

function Scene(shown: Picture<(typeof model)['fields']>) {
  const say = useWords()
  const losses = metricOf(shown.runs['language'], 'loss')
  const { unigram, bigram } = baselines(shown.values)
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
            { series: 0, points: losses.slice(0, shown.k + 1).map((loss, k) => [k, loss] as const) },
            level(1, unigram),
            level(2, bigram),
          ]}
          x={across}
          y={spanOf([0, unigram, ...losses])}
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
          {written && say(words(`What it writes after step ${written.step}:`, `第 ${written.step} 步之后它写：`))}
        </p>
        <blockquote className="written">{written?.text ?? '…'}</blockquote>
      </div>
    </div>
  )
}
