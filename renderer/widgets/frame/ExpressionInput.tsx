import { useId, useState } from 'react'
import { latexFrom, parse } from '../../compute/index.ts'
import { Formula } from '../../ui/Formula.tsx'
import { useDraft } from './drafts.ts'
import { useRefusal } from './refusal.ts'

interface Props {
  readonly label: string
  /** LaTeX of what is being defined: `f(x,y)`. */
  readonly symbol: string
  readonly value: string
  readonly variables: readonly string[]
  readonly onChange: (value: string) => void
}

/** A typed function and how it was understood. What cannot be read says why, and leaves the last function standing. */
export function ExpressionInput({ label, symbol, value, variables, onChange }: Props) {
  const refusal = useRefusal()
  const reasonId = useId()
  const [draft, setDraft] = useState(value)
  const [known, setKnown] = useState(value)
  if (known !== value) {
    setKnown(value)
    if (value !== draft) setDraft(value)
  }
  const parsed = parse(draft, variables)
  useDraft(!parsed.ok, () => setDraft(value))
  return (
    <div className="expression">
      <label>
        <Formula tex={symbol} />
        <input
          type="text"
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          value={draft}
          aria-label={label}
          aria-invalid={!parsed.ok}
          aria-describedby={parsed.ok ? undefined : reasonId}
          onChange={({ currentTarget }) => {
            setDraft(currentTarget.value)
            if (parse(currentTarget.value, variables).ok) onChange(currentTarget.value)
          }}
        />
      </label>
      <div className="understood">
        {parsed.ok ? (
          <Formula tex={`${symbol} = ${latexFrom(parsed.expression)}`} />
        ) : (
          <span id={reasonId} className="reason" role="alert">
            {refusal(parsed.issue)}
          </span>
        )}
      </div>
    </div>
  )
}
