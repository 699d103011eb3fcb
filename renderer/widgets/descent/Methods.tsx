import { memo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { solvers } from '../../compute/index.ts'
import { Swatch } from '../../plot/Mark.tsx'
import { Button, IconButton } from '../../ui/Button.tsx'
import { Menu, type MenuPlace } from '../../ui/Menu.tsx'
import { NumberInput } from '../frame/NumberInput.tsx'
import { useWords } from '../frame/words.ts'
import { inertiaField, methodIds, mostMethods, raceOf, rateField, searchField, type MethodId } from './methods.ts'
import type { Method } from './methods.ts'
import { methodFor, type DescentState } from './model.ts'

interface Props {
  readonly state: DescentState
  readonly onChange: (state: DescentState) => void
}

/** The racers: each can be switched off or taken out and has its own parameters; others can join. */
export const Methods = memo(function Methods({ state, onChange }: Props) {
  const { t } = useTranslation('widgets')
  return (
    <div className="methods" role="group" aria-label={t('descent.methods')}>
      {raceOf(state.methods).map((id, series) => (
        <Racer key={id} id={id} series={series} state={state} onChange={onChange} />
      ))}
      <Adding state={state} onChange={onChange} />
    </div>
  )
})

function Racer({ id, series, state, onChange }: Props & { id: MethodId; series: number }) {
  const { t } = useTranslation('widgets')
  const words = useWords()
  const method = state.methods[id]!
  const change = (part: Partial<Method>) =>
    onChange({ ...state, methods: { ...state.methods, [id]: { ...method, ...part } } })
  const leave = () =>
    onChange({ ...state, methods: Object.fromEntries(Object.entries(state.methods).filter(([name]) => name !== id)) })
  const title = words(solvers[id].title)
  const [rate, inertia, search] = [rateField(id), inertiaField(id), searchField(id)]
  return (
    <div className="method" data-off={!method.on || undefined}>
      <label>
        <input type="checkbox" checked={method.on} onChange={event => change({ on: event.currentTarget.checked })} />
        <Swatch series={series} />
        <span className="clipped" title={title}>
          {title}
        </span>
      </label>
      {rate && (
        <NumberInput
          field={rate}
          value={method.lr}
          label={`${title}: ${words(rate.label)}`}
          onChange={lr => change({ lr })}
        />
      )}
      {inertia && (
        <NumberInput
          field={inertia}
          value={method.inertia}
          label={`${title}: ${words(inertia.label)}`}
          onChange={value => change({ inertia: value })}
        />
      )}
      {search && (
        <select
          value={method.search}
          aria-label={`${title}: ${words(search.label)}`}
          onChange={event => change({ search: event.currentTarget.value })}
        >
          {search.options.map(option => (
            <option key={option} value={option}>
              {t(`descent.search.${option as 'wolfe' | 'armijo' | 'exact'}`)}
            </option>
          ))}
        </select>
      )}
      {raceOf(state.methods).length > 1 && (
        <IconButton icon="close" label={t('descent.remove', { method: title })} side="left" onClick={leave} />
      )}
    </div>
  )
}

/** The menu of the methods that do not race yet. */
function Adding({ state, onChange }: Props) {
  const { t } = useTranslation('widgets')
  const words = useWords()
  const [place, setPlace] = useState<MenuPlace>()
  const race = raceOf(state.methods)
  const full = race.length >= mostMethods
  const add = (id: MethodId) =>
    onChange({ ...state, methods: { ...state.methods, [id]: { ...methodFor(id, state), on: true } } })
  return (
    <>
      <Button
        look="quiet"
        disabled={full}
        title={full ? t('descent.full', { most: mostMethods }) : undefined}
        aria-haspopup="menu"
        aria-expanded={Boolean(place)}
        onClick={({ currentTarget }) => {
          const { left, bottom } = currentTarget.getBoundingClientRect()
          setPlace({ x: left, y: bottom + 4 })
        }}
      >
        {t('descent.add')}
      </Button>
      {place && (
        <Menu
          label={t('descent.add')}
          place={place}
          onClose={() => setPlace(undefined)}
          entries={methodIds
            .filter(id => !race.includes(id))
            .map(id => ({ label: words(solvers[id].title), run: () => add(id) }))}
        />
      )}
    </>
  )
}
