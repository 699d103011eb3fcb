import { useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DuplicateGroup } from '../../electron/contract/answers.ts'
import type { Item } from '../../electron/contract/item.ts'
import { findDuplicates, mergeDuplicates } from '../state/duplicates.ts'
import { annotationsOf, authorsOf, statusOf, tagsOf, yearOfItem } from '../state/facts.ts'
import { useLibrary } from '../state/library.ts'
import { openTopic } from '../state/tabs.ts'
import { Button } from '../ui/Button.tsx'
import './duplicates.css'

/** How many groups are drawn at first, and with each wish for more. */
const portion = 30

/** What seems to stand in the library twice: group by group, side by side, to be merged or left. */
export function DuplicatesView() {
  const { t } = useTranslation('topics')
  const [groups, setGroups] = useState<readonly DuplicateGroup[] | null>(null)
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [shown, setShown] = useState(portion)
  const version = useLibrary(state => state.version)
  useEffect(() => {
    let over = false
    void findDuplicates().then(found => over || setGroups(found))
    return () => {
      over = true
    }
  }, [version])
  const leave = useCallback((key: string) => setLeft(before => new Set([...before, key])), [])
  const open = groups?.filter(({ itemIds }) => !left.has(itemIds.join())) ?? null
  const sure = open?.filter(({ by }) => by !== 'title') ?? []
  return (
    <article className="reading reading-list">
      <header className="reading-head">
        <h1>{t('duplicates')}</h1>
        <div className="reading-meta">
          <span>{open ? t('duplicateCount', { count: open.length }) : t('searching')}</span>
          {sure.length > 1 && (
            <Button
              onClick={() =>
                void mergeDuplicates(sure.map(({ itemIds: [keep = '', ...others] }) => ({ keep, others })))
              }
            >
              {t('mergeSure', { count: sure.length })}
            </Button>
          )}
        </div>
      </header>
      {open === null && <div className="skeleton" aria-busy="true" />}
      {open?.length === 0 && <p className="empty duplicates-none">{t('noDuplicates')}</p>}
      {open?.slice(0, shown).map(group => (
        <Group key={group.itemIds.join()} group={group} onLeave={leave} />
      ))}
      {open && open.length > shown && <Button onClick={() => setShown(shown + portion)}>{t('more')}</Button>}
    </article>
  )
}

function Group({ group: { by, itemIds }, onLeave }: { group: DuplicateGroup; onLeave: (key: string) => void }) {
  const { t } = useTranslation('topics')
  const data = useLibrary(state => state.data)
  const [keep, setKeep] = useState(itemIds[0] ?? '')
  const items = itemIds.flatMap(id => data.items[id] ?? [])
  if (items.length < 2) return null
  const others = itemIds.filter(id => id !== keep)
  return (
    <section className="duplicate" aria-label={items[0]?.title}>
      <div className="duplicate-head">
        <h2>{t(`sameBy.${by}`)}</h2>
        <Button look="quiet" onClick={() => onLeave(itemIds.join())}>
          {t('leave')}
        </Button>
        <Button look="primary" onClick={() => void mergeDuplicates([{ keep, others }])}>
          {t('merge', { count: items.length })}
        </Button>
      </div>
      <div className="duplicate-scroll" tabIndex={0} role="group" aria-label={t(`sameBy.${by}`)}>
        <table>
          <thead>
            <tr>
              <th scope="col">
                <span className="visually-hidden">{t('field')}</span>
              </th>
              {items.map(item => (
                <th key={item.id} scope="col">
                  <label>
                    <input
                      type="radio"
                      aria-label={t('keepIt', { title: item.title })}
                      name={`keep ${itemIds[0]}`}
                      checked={keep === item.id}
                      onChange={() => setKeep(item.id)}
                    />
                    {t(keep === item.id ? 'kept' : 'keepThis')}
                  </label>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <Rows items={items} />
          </tbody>
        </table>
      </div>
    </section>
  )
}

/** What the items say, a line each; lines on which all are silent are left out, and those on which they differ stand out. */
function Rows({ items }: { items: readonly Item[] }) {
  const { t, i18n } = useTranslation('topics')
  const { data, catalogue } = useLibrary.getState()
  const day = (instant: string) => new Date(instant).toLocaleDateString(i18n.language, { dateStyle: 'medium' })
  const lines: [string, (item: Item) => string][] = [
    [t('title'), item => item.title],
    [t('columns.author'), authorsOf],
    [t('columns.year'), item => String(yearOfItem(item) ?? '')],
    [t('address'), item => item.url ?? ''],
    ['DOI', item => item.doi ?? ''],
    ['arXiv', item => item.arxivId ?? ''],
    [t('paper'), item => data.papers[item.paper ?? '']?.fileName ?? ''],
    [t('columns.annotations'), item => String(annotationsOf(item, data) || '')],
    [t('status'), item => t(`statuses.${statusOf(item)}`)],
    [
      t('tags'),
      item =>
        tagsOf(item, data)
          .map(({ name }) => name)
          .join(', '),
    ],
    [t('added'), item => day(item.addedAt)],
  ]
  return (
    <>
      {lines.map(([name, textOf]) => {
        const texts = items.map(textOf)
        if (texts.every(text => text === '')) return null
        return (
          <tr key={name} data-differs={new Set(texts).size > 1 || undefined}>
            <th scope="row">{name}</th>
            {texts.map((text, index) => (
              <td key={items[index]?.id}>{text}</td>
            ))}
          </tr>
        )
      })}
      <tr>
        <th scope="row">{t('standsIn')}</th>
        {items.map(item => (
          <td key={item.id}>
            {catalogue.placesOf(item.id).map(({ id, topicId, remark }) => (
              <span key={id}>
                <button type="button" className="link" onClick={() => openTopic(topicId)}>
                  {data.topics[topicId]?.title}
                </button>
                {remark}
              </span>
            ))}
          </td>
        ))}
      </tr>
    </>
  )
}
