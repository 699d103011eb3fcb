import { memo, useState, type DragEvent, type MouseEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { ItemEntry } from '../../electron/contract/entry.ts'
import { hostOf } from '../lib/address.ts'
import { attachPaper, edit, useLibrary } from '../state/library.ts'
import { select } from '../state/selection.ts'
import { openItem } from '../state/tabs.ts'
import { IconButton } from '../ui/Button.tsx'
import { Icon } from '../ui/icons.tsx'
import { InlineEdit } from '../ui/TextField.tsx'
import { rowHeight } from '../ui/virtual-rows.ts'
import { rename, useDesk } from './desk.ts'
import { endDrag, holdsFiles, inHand, pdfOf, startDrag } from './drag.ts'

interface Props {
  entry: ItemEntry
  index: number
  isSelected: boolean
  hasFocus: boolean
  onContextMenu: (event: MouseEvent, entry: ItemEntry) => void
}

export const ItemRow = memo(function ItemRow({ entry, index, isSelected, hasFocus, onContextMenu }: Props) {
  const { t } = useTranslation('topics')
  const item = useLibrary(({ data }) => data.items[entry.itemId])
  const isRenamed = useDesk(({ renaming }) => renaming === entry.id)
  const { part, ...landingHandlers } = useLanding(entry)
  if (!item) return null
  const done = (text: string | null) => {
    rename(null)
    if (text?.trim() && text.trim() !== item.title) void edit('item:change', { id: item.id, title: text })
  }
  const title = item.title || item.url || t('untitled')
  return (
    <div
      className="item-row"
      role="row"
      aria-rowindex={index + 1}
      aria-selected={isSelected}
      data-id={entry.id}
      tabIndex={hasFocus ? 0 : -1}
      data-landing={part ?? undefined}
      style={{ top: index * rowHeight }}
      draggable={!isRenamed}
      onFocus={event => event.target === event.currentTarget && select(entry.id)}
      onClick={() => select(entry.id)}
      onDoubleClick={() => openItem(item)}
      onContextMenu={event => onContextMenu(event, entry)}
      onDragStart={event => startDrag({ kind: 'entry', id: entry.id }, event.dataTransfer, item.url ?? item.title)}
      onDragEnd={endDrag}
      {...landingHandlers}
    >
      <span role="gridcell" className="item-cell">
        <Icon name={item.kind} />
        <span className="visually-hidden">{t(`kinds.${item.kind}`)}</span>
        {isRenamed ? (
          <InlineEdit label={t('rename')} value={item.title} onDone={done} />
        ) : (
          <>
            <span className="clipped item-title">
              {entry.label && <span className="item-label">{entry.label}</span>}
              {title}
              {entry.remark && <span className="item-remark">{entry.remark}</span>}
            </span>
            {item.paper && (
              <span className="item-dot">
                <span className="visually-hidden">{t('hasPaper')}</span>
              </span>
            )}
            {(item.paper ?? item.url) !== null && (
              <IconButton
                icon={item.paper ? 'paper' : 'external'}
                label={t(item.paper ? 'openPaper' : 'openAddress')}
                side="left"
                tabIndex={-1}
                onClick={() => openItem(item)}
              />
            )}
            <span className="item-host">{hostOf(item.url)}</span>
          </>
        )}
      </span>
    </div>
  )
})

/** What a row does for something dragged over it: an item lands before or behind it, a PDF on it. */
function useLanding(entry: ItemEntry) {
  const [part, setPart] = useState<'before' | 'into' | 'after' | null>(null)
  const over = (event: DragEvent<HTMLElement>) => {
    const files = holdsFiles(event.dataTransfer)
    if (!files && inHand()?.kind !== 'entry') return
    event.preventDefault()
    const { top, height } = event.currentTarget.getBoundingClientRect()
    setPart(files ? 'into' : event.clientY < top + height / 2 ? 'before' : 'after')
  }
  const drop = (event: DragEvent<HTMLElement>) => {
    const held = inHand()
    const file = pdfOf(event.dataTransfer)
    setPart(null)
    if (!file && held?.kind !== 'entry') return
    event.preventDefault()
    event.stopPropagation()
    if (file) void attachPaper(entry.itemId, file)
    else if (held && part && held.id !== entry.id)
      void edit('entry:move', { ids: [held.id], topicId: entry.topicId, before: beforeOf(entry, part, held.id) })
  }
  return { part, onDragOver: over, onDragLeave: () => setPart(null), onDrop: drop }
}

function beforeOf(entry: ItemEntry, part: string, moved: string): string | null {
  if (part === 'before') return entry.id
  const entries = useLibrary
    .getState()
    .catalogue.entriesOf(entry.topicId)
    .filter(({ id }) => id !== moved)
  return entries[entries.findIndex(({ id }) => id === entry.id) + 1]?.id ?? null
}
