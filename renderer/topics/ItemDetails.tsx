import { useTranslation } from 'react-i18next'
import { itemKinds } from '../../electron/contract/choices.ts'
import type { Item } from '../../electron/contract/item.ts'
import { edit, openLink, useLibrary } from '../state/library.ts'
import { openItem, openTopic } from '../state/tabs.ts'
import { Button } from '../ui/Button.tsx'
import { choosePaper } from './choose-paper.ts'
import './details.css'

/** What is known of an item: beside the list that it is chosen in. */
export function ItemDetails({ itemId }: { itemId: string }) {
  const { t } = useTranslation('topics')
  const item = useLibrary(({ data }) => data.items[itemId])
  if (!item) return null
  return (
    <div className="item-details">
      <h3>{item.title || item.url}</h3>
      <div className="item-acts">
        {(item.paper ?? item.url) !== null && (
          <Button look="primary" onClick={() => openItem(item)}>
            {t(item.paper ? 'openPaper' : 'openAddress')}
          </Button>
        )}
        <Button onClick={() => void choosePaper(itemId)}>{t(item.paper ? 'replacePaper' : 'attachPaper')}</Button>
      </div>
      <dl>
        <dt id="item-kind">{t('kind')}</dt>
        <dd>
          <select
            aria-labelledby="item-kind"
            value={item.kind}
            onChange={event => void edit('item:change', { id: itemId, kind: event.target.value as Item['kind'] })}
          >
            {itemKinds.map(kind => (
              <option key={kind} value={kind}>
                {t(`kinds.${kind}`)}
              </option>
            ))}
          </select>
        </dd>
        <Facts item={item} />
        <dt>{t('standsIn')}</dt>
        <dd>
          <Places itemId={itemId} />
        </dd>
      </dl>
    </div>
  )
}

function Facts({ item: { url, arxivId, doi, paper, addedAt } }: { item: Item }) {
  const { t, i18n } = useTranslation('topics')
  const file = useLibrary(({ data }) => (paper ? data.papers[paper] : undefined))
  const facts: [string, string | null | undefined][] = [
    ['arXiv', arxivId],
    ['DOI', doi],
    [t('paper'), file?.fileName],
    [t('added'), new Date(addedAt).toLocaleDateString(i18n.language, { dateStyle: 'medium' })],
  ]
  return (
    <>
      {url && (
        <>
          <dt>{t('address')}</dt>
          <dd>
            <a href={url} target="_blank" rel="noreferrer" onClick={event => (event.preventDefault(), openLink(url))}>
              {url}
            </a>
          </dd>
        </>
      )}
      {facts.map(
        ([name, value]) =>
          value && (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
    </>
  )
}

function Places({ itemId }: { itemId: string }) {
  const places = useLibrary(({ catalogue }) => catalogue.placesOf(itemId))
  const topics = useLibrary(({ data }) => data.topics)
  return places.map(({ id, topicId }) => (
    <button key={id} type="button" className="link" onClick={() => openTopic(topicId)}>
      {topics[topicId]?.title}
    </button>
  ))
}
