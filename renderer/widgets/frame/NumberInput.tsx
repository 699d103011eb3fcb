import { useId, useState } from 'react'
import { numberIssue, type Issue, type NumberField } from '../../compute/index.ts'
import { Formula } from '../../ui/Formula.tsx'
import { useDraft } from './drafts.ts'
import { placesOf } from './places.ts'
import { useRefusal } from './refusal.ts'
import { Slider } from './Slider.tsx'
import { useWords } from './words.ts'

interface Props {
  readonly field: NumberField
  readonly value: number
  /** Stands for the field's own words where several fields of one kind stand together. */
  readonly label?: string
  readonly symbol?: string | undefined
  readonly slider?: boolean
  readonly onChange: (value: number) => void
}

const numberFrom = (text: string) => (text.trim() ? Number(text.replace('−', '-')) : Number.NaN)
/** What is no number is shown with the reason; nothing at all is not. A number that no float64 can hold is out of range. */
export function shownWith(issue: Issue, text: string): Issue {
  if (issue.code !== 'not-a-number' || !text) return issue
  if (/\d/.test(text) && Math.abs(numberFrom(text)) === Infinity)
    return { ...issue, code: 'out-of-range', params: { ...issue.params, value: text } }
  return { ...issue, params: { ...issue.params, text, point: text.replace(',', '.') } }
}
const short = (value: number) => String(Number(value.toPrecision(3)))

/** A slider for the handy part of a parameter's range, and a box that takes all of it and says why it refuses the rest. */
export function NumberInput({ field, value, label, symbol = field.symbol, slider = true, onChange }: Props) {
  const refusal = useRefusal()
  const words = useWords()
  const reasonId = useId()
  const [draft, setDraft] = useState<string>()
  const [known, setKnown] = useState(value)
  if (draft !== undefined && value !== known && numberFrom(draft) !== value) setDraft(undefined)
  if (value !== known) setKnown(value)
  const places = placesOf(field)
  const issue = draft === undefined ? undefined : numberIssue(field, numberFrom(draft), '')
  useDraft(issue !== undefined, () => setDraft(undefined))
  const name = label ?? words(field.label)
  const change = (text: string) => {
    setDraft(text)
    if (!numberIssue(field, numberFrom(text), '')) onChange(numberFrom(text))
  }
  return (
    <div className="number">
      <span className="symbol" title={name} aria-hidden="true">
        {symbol && <Formula tex={symbol} />}
        <span className="said">{name}</span>
      </span>
      {slider && (
        <Slider
          value={places.placeOf(value)}
          max={places.last}
          label={name}
          valueText={short(value)}
          onChange={at => {
            setDraft(undefined)
            onChange(places.moved(value, at))
          }}
        />
      )}
      <input
        type="text"
        inputMode="decimal"
        value={draft ?? String(Number(value.toPrecision(6)))}
        aria-label={name}
        aria-invalid={Boolean(issue)}
        aria-describedby={issue && reasonId}
        onChange={event => change(event.currentTarget.value)}
        onBlur={() => !issue && setDraft(undefined)}
      />
      {issue && (
        <span id={reasonId} className="reason" role="alert">
          {refusal(shownWith(issue, draft?.trim() ?? ''))}
        </span>
      )}
    </div>
  )
}
