import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { solvers } from '../../compute/index.ts'
import { Swatch } from '../../plot/Mark.tsx'
import { NumberInput } from '../frame/NumberInput.tsx'
import { useWords } from '../frame/words.ts'
import { inertiaField, methodIds, rateField, type DescentState, type Method } from './model.ts'

interface Props {
  readonly state: DescentState
  readonly onChange: (state: DescentState) => void
}

/** The racers: each can be switched off and has its own learning rate and inertia. */
export const Methods = memo(function Methods({ state, onChange }: Props) {
  const { t } = useTranslation('widgets')
  const words = useWords()
  return (
    <div className="methods" role="group" aria-label={t('descent.methods')}>
      {methodIds.map((id, series) => {
        const method = state.methods[id]
        const change = (part: Partial<Method>) =>
          onChange({ ...state, methods: { ...state.methods, [id]: { ...method, ...part } } })
        const title = words(solvers[id].title)
        const inertia = inertiaField(id)
        const rate = rateField(id)
        return (
          <div key={id} className="method" data-off={!method.on || undefined}>
            <label>
              <input
                type="checkbox"
                checked={method.on}
                onChange={event => change({ on: event.currentTarget.checked })}
              />
              <Swatch series={series} />
              {title}
            </label>
            <NumberInput
              field={rate}
              value={method.lr}
              label={`${title}: ${words(rate.label)}`}
              onChange={lr => change({ lr })}
            />
            {inertia && (
              <NumberInput
                field={inertia}
                value={method.inertia}
                label={`${title}: ${words(inertia.label)}`}
                onChange={value => change({ inertia: value })}
              />
            )}
          </div>
        )
      })}
    </div>
  )
})
