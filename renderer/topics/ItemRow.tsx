import { memo } from 'react'
import type { TFunction } from 'i18next'
import type { ItemEntry } from '../../electron/contract/entry.ts'
import type { Item } from '../../electron/contract/item.ts'
import type { Tag } from '../../electron/contract/tag.ts'
import { byline, priorityOf, ratingOf, statusOf, yearOfItem } from '../state/facts.ts'
import { edit } from '../state/library.ts'
import { Icon } from '../ui/icons.tsx'
import { InlineEdit } from '../ui/TextField.tsx'
import { rowHeight } from '../ui/virtual-rows.ts'
import { rename } from './desk.ts'
import { StatusMark } from './StatusMark.tsx'
import { TagDot } from './TagDot.tsx'

interface Props {
  entry: ItemEntry
  item: Item
  tags: readonly Tag[]
  /** Of its paper: the part that was read, and how many annotations it has. */
  progress: number | null
  annotations: number
  index: number
  rowIndex: number
  isSelected: boolean
  isCut: boolean
  isRenamed: boolean
  hasFocus: boolean
  landing: 'before' | 'into' | 'after' | null
  t: TFunction<'topics'>
}

/** A line of a list. It holds no state and hears nothing: a list draws dozens of them in every frame of a scroll, and hears for them all. */
export const ItemRow = memo(function ItemRow(props: Props) {
  const { entry, item, progress, annotations, index, rowIndex, isSelected, isCut, isRenamed, hasFocus, landing, t } =
    props
  const line = byline(item)
  const status = statusOf(item)
  return (
    <div
      className="item-row"
      role="row"
      aria-rowindex={rowIndex}
      aria-selected={isSelected}
      data-id={entry.id}
      data-status={status}
      data-cut={isCut || undefined}
      data-landing={landing ?? undefined}
      tabIndex={hasFocus ? 0 : -1}
      style={{ top: index * rowHeight }}
      draggable={!isRenamed}
    >
      <span role="gridcell" className="item-name">
        <Icon name={item.kind} />
        <span className="visually-hidden">{t(`kinds.${item.kind}`)}</span>
        {isRenamed ? <TitleEdit item={item} t={t} /> : <Title {...props} />}
      </span>
      <span role="gridcell" className="item-byline clipped" title={line}>
        {line}
      </span>
      <span role="gridcell" className="item-year">
        {yearOfItem(item)}
      </span>
      <span role="gridcell" className="item-status">
        <StatusButton status={status} progress={progress} t={t} />
      </span>
      <span role="gridcell" className="item-dots">
        {annotations > 0 ? (
          <span className="item-dot" title={t('annotations', { count: annotations })}>
            <span className="visually-hidden">{t('annotations', { count: annotations })}</span>
          </span>
        ) : (
          item.paper && <span className="visually-hidden">{t('hasPaper')}</span>
        )}
      </span>
    </div>
  )
})

function TitleEdit({ item, t }: Pick<Props, 'item' | 't'>) {
  const done = (text: string | null) => {
    rename(null)
    if (text?.trim() && text.trim() !== item.title) void edit('item:change', { id: item.id, title: text })
  }
  return <InlineEdit label={t('rename')} value={item.title} onDone={done} />
}

function Title({ entry, item, tags, t }: Props) {
  const priority = priorityOf(item)
  const rating = ratingOf(item)
  const opening = (item.paper ?? item.url) === null ? null : t(item.paper ? 'openPaper' : 'openAddress')
  return (
    <>
      <span className="clipped item-title" title={item.title}>
        {entry.label && <span className="item-label">{entry.label}</span>}
        {item.title || item.url || t('untitled')}
        {entry.remark && <span className="item-remark">{entry.remark}</span>}
      </span>
      {opening && (
        <button type="button" className="item-open" data-act="open" tabIndex={-1} aria-label={opening} title={opening}>
          <Icon name={item.paper ? 'paper' : 'external'} />
        </button>
      )}
      {priority > 0 && (
        <span
          className="item-priority"
          data-priority={priority}
          title={t('priorityIs', { priority: t(`priorities.${priority}`) })}
        >
          <Icon name="flag" />
          <span className="visually-hidden">{t('priorityIs', { priority: t(`priorities.${priority}`) })}</span>
        </span>
      )}
      {rating > 0 && (
        <span className="item-rating" title={t('stars', { count: rating })}>
          <span aria-hidden="true">{'★'.repeat(rating)}</span>
          <span className="visually-hidden">{t('stars', { count: rating })}</span>
        </span>
      )}
      {tags.length > 0 && (
        <span className="item-tags clipped">
          {tags.map(tag => (
            <span key={tag.id} className="item-tag">
              <TagDot color={tag.color} />
              {tag.name}
            </span>
          ))}
        </span>
      )}
    </>
  )
}

/** The status; the list shows the four to choose from at a click. */
function StatusButton({
  status,
  progress,
  t,
}: {
  status: ReturnType<typeof statusOf>
  progress: number | null
  t: Props['t']
}) {
  const percent = status === 'reading' && progress !== null ? ` ${Math.round(progress * 100)} %` : ''
  const label = t(`statuses.${status}`) + percent
  return (
    <button
      type="button"
      className="status-button"
      data-act="status"
      tabIndex={-1}
      aria-label={label}
      title={label}
      aria-haspopup="menu"
    >
      <StatusMark status={status} progress={progress} />
    </button>
  )
}
