import { Legend } from '../../plot/Legend.tsx'
import { figureOf } from '../frame/Figure.tsx'
import { useWords } from '../frame/words.ts'
import { DualCurve, Values } from './Dual.tsx'
import { answerOf, model, priceName, sampleAt, samplesOf, variablesOf } from './model.ts'
import type { Shown } from './parts.ts'
import { LinePrimal, PlanePrimal } from './Primal.tsx'

export const DualityView = figureOf(model, Scene)

function Scene(shown: Shown) {
  const say = useWords()
  const { values, runs } = shown
  const variables = variablesOf(values)
  const answer = answerOf(runs['dual'])
  const sample = sampleAt(shown)
  const samples = samplesOf(runs['dual'])
  const price = priceName(values)
  const legend = [
    { series: 0, text: say({ en: 'x*, the primal answer', 'zh-CN': 'x*，原始问题的解' }) },
    {
      series: 1,
      text: say({
        en: `x(${price}), where L is least at this price`,
        'zh-CN': `x(${price})，此价格下 L 最小之处`,
      }),
    },
  ]
  return (
    <div className="even">
      <div>
        {variables.length === 2 ? (
          <PlanePrimal shown={shown} variables={variables} answer={answer} sample={sample} />
        ) : variables.length === 1 ? (
          <LinePrimal shown={shown} name={variables[0]!} answer={answer} sample={sample} />
        ) : (
          <p className="phase">
            {say({
              en: 'The primal problem is drawn for one and for two variables; the dual beside it for any number.',
              'zh-CN': '原始问题仅在一元和二元时绘出；旁边的对偶函数对任意元数都可绘。',
            })}
          </p>
        )}
        <Legend entries={legend} />
      </div>
      <div>
        <DualCurve samples={samples} sample={sample} answer={answer} shown={shown} />
        <Values shown={shown} variables={variables} sample={sample} answer={answer} />
      </div>
    </div>
  )
}
