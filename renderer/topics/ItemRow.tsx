import { memo, useState, type MouseEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useShallow } from 'zustand/react/shallow'
import type { ItemEntry } from '../../electron/contract/entry.ts'
import type { Item } from '../../electron/contract/item.ts'
import {
  annotationsOf,
  byline,
  priorityOf,
  progressOf,
  ratingOf,
  statusOf,
  tagsOf,
  yearOfItem,
} from '../state/facts.ts'
import { edit, useLibrary } from '../state/library.ts'
import { chooseTo, select, toggleChosen, useSelection } from '../state/selection.ts'
import { openItem } from '../state/tabs.ts'
import { IconButton } from '../ui/Button.tsx'
import { Icon } from '../ui/icons.tsx'
import { Menu, type MenuPlace } from '../ui/Menu.tsx'
import { InlineEdit } from '../ui/TextField.tsx'
import { rowHeight } from '../ui/virtual-rows.ts'
import { rename, useDesk } from './desk.ts'
import { endDrag, startDrag } from './drag.ts'
import { actedOn, type List } from './item-acts.ts'
import { useRowLanding } from './landing.ts'
import { itemsOf, statusEntries } from './mark-acts.tsx'
import { StatusMark } from './StatusMark.tsx'
import { TagDot } from './TagDot.tsx'

interface Props {
  entry: ItemEntry
  index: number
  rowIndex: number
  list: List
  isSelected: boolean
  isCut: boolean
  hasFocus: boolean
  onMenu: (event: MouseEvent, entry: ItemEntry) => void
}

const choose = (event: MouseEvent, { places }: List, id: string): void => {
  if (event.shiftKey)
    chooseTo(
      places.map(place => place.id),
      id,
    )
  else if (event.ctrlKey || event.metaKey) toggleChosen(id)
  else select(id)
}

function ItemRowOf({ entry, index, rowIndex, list, isSelected, isCut, hasFocus, onMenu }: Props) {
  const { t } = useTranslation('topics')
  const item = useLibrary(({ data }) => data.items[entry.itemId])
  const isRenamed = useDesk(({ renaming }) => renaming === entry.id)
  const { part, ...landingHandlers } = useRowLanding(entry, list)
  if (!item) return null
  const done = (text: string | null) => {
    rename(null)
    if (text?.trim() && text.trim() !== item.title) void edit('item:change', { id: item.id, title: text })
  }
  const line = byline(item)
  return (
    <div
      className="item-row"
      role="row"
      aria-rowindex={rowIndex}
      aria-selected={isSelected}
      data-id={entry.id}
      data-status={statusOf(item)}
      data-cut={isCut || undefined}
      tabIndex={hasFocus ? 0 : -1}
      data-landing={part ?? undefined}
      style={{ top: index * rowHeight }}
      draggable={!isRenamed}
      onFocus={event => event.target === event.currentTarget && chooseFirst(entry.id)}
      onClick={event => choose(event, list, entry.id)}
      onDoubleClick={() => openItem(item)}
      onContextMenu={event => onMenu(event, entry)}
      onDragStart={event =>
        startDrag({ kind: 'entries', ids: actedOn(list, entry) }, event.dataTransfer, item.url ?? item.title)
      }
      onDragEnd={endDrag}
      {...landingHandlers}
    >
      <span role="gridcell" className="item-name">
        <Icon name={item.kind} />
        <span className="visually-hidden">{t(`kinds.${item.kind}`)}</span>
        {isRenamed ? (
          <InlineEdit label={t('rename')} value={item.title} onDone={done} />
        ) : (
          <Title entry={entry} item={item} />
        )}
      </span>
      <span role="gridcell" className="item-byline clipped" title={line}>
        {line}
      </span>
      <span role="gridcell" className="item-year">
        {yearOfItem(item)}
      </span>
      <span role="gridcell" className="item-status">
        <StatusButton item={item} list={list} entry={entry} />
      </span>
      <span role="gridcell" className="item-dots">
        <AnnotationDot item={item} />
      </span>
    </div>
  )
}
export const ItemRow = memo(ItemRowOf)

/** A row that the focus comes to by Tab is chosen; one that it is brought to is what it was made. */
function chooseFirst(id: string): void {
  const { entryId, chosen } = useSelection.getState()
  if (entryId !== id && chosen.size <= 1) select(id)
}

function Title({ entry, item }: { entry: ItemEntry; item: Item }) {
  const { t } = useTranslation('topics')
  const tags = useLibrary(useShallow(({ data }) => tagsOf(item, data)))
  const priority = priorityOf(item)
  const rating = ratingOf(item)
  return (
    <>
      <span className="clipped item-title" title={item.title}>
        {entry.label && <span className="item-label">{entry.label}</span>}
        {item.title || item.url || t('untitled')}
        {entry.remark && <span className="item-remark">{entry.remark}</span>}
      </span>
      {(item.paper ?? item.url) !== null && (
        <IconButton
          icon={item.paper ? 'paper' : 'external'}
          label={t(item.paper ? 'openPaper' : 'openAddress')}
          side="left"
          tabIndex={-1}
          onClick={() => openItem(item)}
        />
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

/** The status, and with a click the four to choose from: for everything chosen, if the row is among that. */
function StatusButton({ item, list, entry }: { item: Item; list: List; entry: ItemEntry }) {
  const { t } = useTranslation('topics')
  const [menu, setMenu] = useState<MenuPlace | null>(null)
  const progress = useLibrary(({ data }) => progressOf(item, data))
  const status = statusOf(item)
  const percent = status === 'reading' && progress !== null ? ` ${Math.round(progress * 100)} %` : ''
  return (
    <>
      <button
        type="button"
        className="status-button"
        tabIndex={-1}
        aria-label={t(`statuses.${status}`) + percent}
        title={t(`statuses.${status}`) + percent}
        aria-haspopup="menu"
        onClick={event => {
          event.stopPropagation()
          const { left, bottom } = event.currentTarget.getBoundingClientRect()
          setMenu({ x: left, y: bottom })
        }}
        onDoubleClick={event => event.stopPropagation()}
      >
        <StatusMark status={status} progress={progress} />
      </button>
      {menu && (
        <Menu
          label={t('status')}
          place={menu}
          entries={statusEntries(itemsOf(actedOn(list, entry)), t)}
          onClose={() => setMenu(null)}
        />
      )}
    </>
  )
}

function AnnotationDot({ item }: { item: Item }) {
  const { t } = useTranslation('topics')
  const count = useLibrary(({ data }) => annotationsOf(item, data))
  if (count === 0) return item.paper && <span className="visually-hidden">{t('hasPaper')}</span>
  return (
    <span className="item-dot" title={t('annotations', { count })}>
      <span className="visually-hidden">{t('annotations', { count })}</span>
    </span>
  )
}
