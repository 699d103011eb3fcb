import { useTranslation } from 'react-i18next'
import type { Item } from '../../electron/contract/item.ts'
import { mark } from './mark-acts.tsx'

/** The day of an instant where the reader is, as a date input has it. */
function dayOf(instant: string): string {
  const date = new Date(instant)
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 10)
}

/** A day that the reader may set or take away. */
export function DateField({ item, which }: { item: Item; which: 'startedAt' | 'finishedAt' }) {
  const { t } = useTranslation('topics')
  const value = item.reading?.[which]
  const keep = (day: string) => {
    // Noon, so that a journey to another time zone leaves the day as it is.
    const instant = day === '' ? null : new Date(`${day}T12:00:00`)
    if (instant && (Number.isNaN(instant.getTime()) || instant.getFullYear() < 1900)) return
    if (day !== (value ? dayOf(value) : '')) void mark([item], { [which]: instant?.toISOString() ?? null })
  }
  return (
    <label className="field">
      <span>{t(which)}</span>
      <input
        key={value}
        type="date"
        defaultValue={value ? dayOf(value) : ''}
        data-empty={value ? undefined : true}
        onBlur={event => keep(event.target.value)}
      />
    </label>
  )
}
