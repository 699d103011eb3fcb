import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Item } from '../../electron/contract/item.ts'
import { authorsOf, openedAt, progressOf, yearOfItem } from '../state/facts.ts'
import { edit, useLibrary } from '../state/library.ts'
import { lookUp } from '../state/lookup.ts'
import { useSelection } from '../state/selection.ts'
import { openItem, openTopic } from '../state/tabs.ts'
import { Button } from '../ui/Button.tsx'
import { InlineEdit } from '../ui/TextField.tsx'
import { choosePaper } from './choose-paper.ts'
import { DateField } from './DateField.tsx'
import { Address, FactFields } from './FactFields.tsx'
import { Field, MarkFields } from './MarkFields.tsx'
import { itemsOf } from './mark-acts.tsx'
import './details.css'

/** What is known of the item that is chosen in the list beside it, and what its reader says of it; of several, what holds for all. */
export function ItemDetails({ itemId }: { itemId: string }) {
  const { t } = useTranslation('topics')
  const chosen = useSelection(selection => selection.chosen)
  const entryId = useSelection(selection => selection.entryId)
  const item = useLibrary(({ data }) => data.items[itemId])
  // Several items are read anew at every change.
  useLibrary(({ version }) => (chosen.size > 1 ? version : 0))
  if (!item) return null
  if (chosen.size > 1)
    return (
      <div className="item-details">
        <h3>{t('chosen', { count: chosen.size })}</h3>
        <MarkFields items={itemsOf(chosen)} placeIds={[...chosen]} />
      </div>
    )
  return (
    <div className="item-details">
      <Heading key={itemId} item={item} />
      <div className="item-acts">
        {(item.paper ?? item.url) !== null && (
          <Button look="primary" onClick={() => openItem(item)}>
            {t(item.paper ? 'openPaper' : 'openAddress')}
          </Button>
        )}
        <Button onClick={() => void choosePaper(itemId)}>{t(item.paper ? 'replacePaper' : 'attachPaper')}</Button>
        {(item.arxivId ?? item.doi) !== null && <Button onClick={() => void lookUp([itemId])}>{t('lookUp')}</Button>}
      </div>
      <MarkFields items={[item]} placeIds={entryId === null ? [] : [entryId]} />
      <Dates item={item} />
      <FactFields key={`facts ${itemId}`} item={item} />
      <Facts item={item} />
      <Field label={t('standsIn')}>
        <Places itemId={itemId} />
      </Field>
    </div>
  )
}

/** The title; a click or Enter writes another one. */
function Heading({ item }: { item: Item }) {
  const { t } = useTranslation('topics')
  const [writing, setWriting] = useState(false)
  const authors = authorsOf(item)
  const year = yearOfItem(item)
  if (writing)
    return (
      <InlineEdit
        label={t('title')}
        value={item.title}
        onDone={text => {
          setWriting(false)
          if (text?.trim() && text.trim() !== item.title) void edit('item:change', { id: item.id, title: text })
        }}
      />
    )
  return (
    <>
      <h3>
        <button type="button" title={t('rename')} onClick={() => setWriting(true)}>
          {item.title || item.url}
        </button>
      </h3>
      {(authors !== '' || year !== null) && (
        <p className="item-authors">{[authors, year].filter(Boolean).join(' · ')}</p>
      )}
    </>
  )
}

function Dates({ item }: { item: Item }) {
  const { t, i18n } = useTranslation('topics')
  const opened = useLibrary(({ data }) => openedAt(item, data))
  const progress = useLibrary(({ data }) => progressOf(item, data))
  const paper = useLibrary(({ data }) => data.papers[item.paper ?? ''])
  const day = (instant: string) => new Date(instant).toLocaleDateString(i18n.language, { dateStyle: 'medium' })
  return (
    <>
      {progress !== null && paper?.pages && paper.place && (
        <Field label={t('progress')}>
          <progress value={paper.place.page} max={paper.pages} aria-label={t('progress')} />
          <span className="field-note">{t('pageOf', { page: paper.place.page, pages: paper.pages })}</span>
        </Field>
      )}
      <div className="field-pair">
        <DateField item={item} which="startedAt" />
        <DateField item={item} which="finishedAt" />
      </div>
      <div className="field-pair">
        <Field label={t('added')}>{day(item.addedAt)}</Field>
        <Field label={t('opened')}>{opened ? day(opened) : t('never')}</Field>
      </div>
    </>
  )
}

function Facts({ item: { arxivId, doi, paper, merged } }: { item: Item }) {
  const { t } = useTranslation('topics')
  const file = useLibrary(({ data }) => (paper ? data.papers[paper] : undefined))
  const facts: [string, string | null | undefined][] = [
    ['arXiv', arxivId],
    ['DOI', doi],
    [t('paper'), file?.fileName],
  ]
  return (
    <>
      {facts.map(
        ([name, value]) =>
          value && (
            <Field key={name} label={name}>
              {value}
            </Field>
          ),
      )}
      {merged?.map((other, index) => (
        <Field key={index} label={t('mergedWith')}>
          {other.title}
          {other.url && <Address url={other.url} />}
        </Field>
      ))}
    </>
  )
}

function Places({ itemId }: { itemId: string }) {
  const places = useLibrary(({ catalogue }) => catalogue.placesOf(itemId))
  const topics = useLibrary(({ data }) => data.topics)
  return places.map(({ id, topicId, remark }) => (
    <span key={id}>
      <button type="button" className="link" onClick={() => openTopic(topicId)}>
        {topics[topicId]?.title}
      </button>
      {remark && <span className="field-note">{remark}</span>}
    </span>
  ))
}
