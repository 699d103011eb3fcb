import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallArgs } from '../../electron/contract/calls.ts'
import type { Item } from '../../electron/contract/item.ts'
import { nameTyped, yearOf } from '../../electron/contract/reference-words.ts'
import { addressFromTyped } from '../lib/address.ts'
import { edit, openLink } from '../state/library.ts'
import { toast } from '../state/notices.ts'
import { IconButton } from '../ui/Button.tsx'
import { InlineEdit } from '../ui/TextField.tsx'

type Change = (changed: Omit<CallArgs<'item:change'>, 'id'>) => void

/** What a bibliography says of an item, each line written in place. */
export function FactFields({ item }: { item: Item }) {
  const { t } = useTranslation('topics')
  const { reference, url } = item
  const change: Change = changed => void edit('item:change', { id: item.id, ...changed })
  const authors = (reference?.author ?? []).map(nameTyped).join('; ')
  const year = (reference && yearOf(reference)) ?? ''
  const venue = reference?.['container-title'] ?? ''
  return (
    <>
      <FactField
        name={t('authors')}
        value={authors}
        hint={t('authorsHint')}
        onWrite={text => change({ authors: text })}
      />
      <div className="field-pair">
        <FactField name={t('year')} value={String(year)} onWrite={text => writeYear(text, change)} />
        <FactField name={t('venue')} value={venue} onWrite={text => change({ venue: text })} />
      </div>
      <FactField name={t('address')} value={url ?? ''} onWrite={text => writeAddress(text, change)}>
        {url && <Address url={url} />}
      </FactField>
    </>
  )
}

function writeYear(text: string, change: Change): void {
  if (/^(-?\d{1,4})?$/.test(text)) change({ year: text === '' ? null : Number(text) })
  else toast({ key: 'topics:noYear', params: { text }, danger: true })
}

function writeAddress(text: string, change: Change): void {
  const url = addressFromTyped(text)
  if (text === '' || url !== null) change({ url })
  else toast({ key: 'topics:noAddress', params: { text }, danger: true })
}

interface Fact {
  name: string
  value: string
  hint?: string
  onWrite: (text: string) => void
  /** What is shown in the place of the value. */
  children?: ReactNode
}

/** A line with a pencil; a dash where nothing is said. */
function FactField({ name, value, hint = '', onWrite, children }: Fact) {
  const { t } = useTranslation('topics')
  const [writing, setWriting] = useState(false)
  const done = (text: string | null) => {
    setWriting(false)
    if (text !== null && text.trim() !== value) onWrite(text.trim())
  }
  return (
    <div className="field">
      <span>{name}</span>
      {writing ? (
        <InlineEdit label={name} value={value} maxLength={8000} placeholder={hint} onDone={done} />
      ) : (
        <span className="fact">
          <span className="fact-value">{(children ?? value) || <span className="field-note">—</span>}</span>
          <IconButton icon="pencil" side="left" label={t('changeField', { name })} onClick={() => setWriting(true)} />
        </span>
      )}
    </div>
  )
}

export const Address = ({ url }: { url: string }) => (
  <a href={url} target="_blank" rel="noreferrer" onClick={event => (event.preventDefault(), openLink(url))}>
    {url}
  </a>
)
