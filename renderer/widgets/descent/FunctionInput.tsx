import { memo, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { latexFrom } from '../../compute/index.ts'
import { Formula } from '../../ui/Formula.tsx'
import { useDraft } from '../frame/drafts.ts'
import { useRefusal } from '../frame/refusal.ts'
import { exampleIds, exampleOf, parsedFrom, withExample, type DescentState, type ExampleId } from './model.ts'

interface Props {
  readonly state: DescentState
  readonly onChange: (state: DescentState) => void
  readonly onExample: (state: DescentState) => void
}

/** The typed function, how it was understood, and examples to begin with. What cannot be read leaves the last function standing. */
export const FunctionInput = memo(function FunctionInput({ state, onChange, onExample }: Props) {
  const { t } = useTranslation('widgets')
  const refusal = useRefusal()
  const { f, backend } = state
  const [draft, setDraft] = useState(f)
  const [known, setKnown] = useState(f)
  const reasonId = useId()
  if (known !== f) {
    setKnown(f)
    if (f !== draft) setDraft(f)
  }
  const parsed = parsedFrom(draft)
  useDraft(!parsed.ok, () => setDraft(f))
  const shown = parsed.ok ? parsed : parsedFrom(f)
  return (
    <div className="function">
      <label>
        <Formula tex="f(x,y)" />
        <input
          type="text"
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          value={draft}
          aria-label={t('descent.function')}
          aria-invalid={!parsed.ok}
          aria-describedby={parsed.ok ? undefined : reasonId}
          onChange={event => {
            setDraft(event.currentTarget.value)
            if (parsedFrom(event.currentTarget.value).ok) onChange({ ...state, f: event.currentTarget.value })
          }}
        />
      </label>
      <select
        value={exampleOf({ f }) ?? ''}
        aria-label={t('descent.examples')}
        onChange={event => onExample(withExample(event.currentTarget.value as ExampleId, backend))}
      >
        <option value="" disabled>
          {t('descent.own')}
        </option>
        {exampleIds.map(id => (
          <option key={id} value={id}>
            {t(`descent.example.${id}`)}
          </option>
        ))}
      </select>
      <div className="understood">
        {parsed.ok ? (
          shown.ok && <Formula tex={`f(x,y) = ${latexFrom(shown.expression)}`} />
        ) : (
          <span id={reasonId} className="reason" role="alert">
            {refusal(parsed.issue)}
          </span>
        )}
      </div>
    </div>
  )
})
