import { useCallback, useEffect, useMemo, useState, type KeyboardEvent, type MouseEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { ItemEntry } from '../../electron/contract/entry.ts'
import { addressFromTyped } from '../lib/address.ts'
import { isItemEntry } from '../state/catalogue.ts'
import { addItem, deleteEntry, edit, openLink, useLibrary } from '../state/library.ts'
import { select, useSelection } from '../state/selection.ts'
import { openItem } from '../state/tabs.ts'
import { Menu, type MenuPlace } from '../ui/Menu.tsx'
import { InlineEdit } from '../ui/TextField.tsx'
import { rowHeight, useVirtualRows } from '../ui/virtual-rows.ts'
import { choosePaper } from './choose-paper.ts'
import { rename, useDesk } from './desk.ts'
import { ItemRow } from './ItemRow.tsx'
import { entryStep } from './moves.ts'
import './items.css'

/** The items that stand under a topic, one line each; the note's stretches between them are shown with the note. */
export function ItemList({ topicId }: { topicId: string }) {
  const { t } = useTranslation('topics')
  const entries = useLibrary(({ catalogue }) => catalogue.entriesOf(topicId))
  const items = useMemo(() => entries.filter(isItemEntry), [entries])
  const selected = useSelection(({ entryId }) => entryId)
  const adding = useDesk(desk => desk.adding)
  const [menu, setMenu] = useState<(MenuPlace & { entry: ItemEntry }) | null>(null)
  const at = items.findIndex(entry => entry.id === selected)
  const { list, rows, reveal } = useVirtualRows(items.length, at)
  usePastedAddress(topicId)

  const goTo = (index: number) => {
    const entry = items[index]
    if (!entry) return
    reveal(index)
    select(entry.id)
    requestAnimationFrame(() =>
      list.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus({ preventScroll: true }),
    )
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const entry = items[Math.max(at, 0)]
    if (!entry || event.nativeEvent.isComposing || event.target !== event.currentTarget.querySelector('[tabindex="0"]'))
      return
    const to = {
      ArrowDown: Math.min(at + 1, items.length - 1),
      ArrowUp: Math.max(at - 1, 0),
      Home: 0,
      End: items.length - 1,
    }[event.key]
    if (to !== undefined && !event.altKey && !event.ctrlKey && !event.metaKey) goTo(to)
    else if (!itemKey(event, entry)) return
    event.preventDefault()
    event.stopPropagation()
  }
  const onContextMenu = useCallback((event: MouseEvent, entry: ItemEntry) => {
    event.preventDefault()
    select(entry.id)
    const box = event.currentTarget.getBoundingClientRect()
    setMenu({ entry, x: event.clientX || box.left + 24, y: event.clientY || box.bottom })
  }, [])
  const add = (text: string | null) => {
    useDesk.setState({ adding: false })
    if (text?.trim()) void addItem(topicId, text)
  }
  return (
    <>
      {items.length > 0 && (
        <div
          ref={list}
          className="items"
          role="grid"
          aria-label={t('items')}
          aria-rowcount={items.length}
          style={{ height: items.length * rowHeight }}
          onKeyDown={onKeyDown}
        >
          {rows.map(index => {
            const entry = items[index]
            return (
              entry && (
                <ItemRow
                  key={entry.id}
                  entry={entry}
                  index={index}
                  isSelected={index === at}
                  hasFocus={index === Math.max(at, 0)}
                  onContextMenu={onContextMenu}
                />
              )
            )
          })}
        </div>
      )}
      {adding && (
        <div className="item-adding">
          <InlineEdit label={t('addItem')} placeholder={t('addItemHint')} value="" onDone={add} />
        </div>
      )}
      {menu && (
        <Menu label={t('itemActions')} place={menu} entries={menuOf(menu.entry, t)} onClose={() => setMenu(null)} />
      )}
    </>
  )
}

const itemOf = (entry: ItemEntry) => useLibrary.getState().data.items[entry.itemId]

function openEntry(entry: ItemEntry): void {
  const item = itemOf(entry)
  if (item) openItem(item)
}

function moveEntry(entry: ItemEntry, step: 'up' | 'down'): void {
  const before = entryStep(useLibrary.getState().catalogue, entry.topicId, entry.id, step)
  if (before !== undefined) void edit('entry:move', { id: entry.id, topicId: entry.topicId, before })
}

/** Does what a key does to an item; false when it does nothing. */
function itemKey(event: KeyboardEvent, entry: ItemEntry): boolean {
  const act: Record<string, () => void> = event.altKey
    ? { ArrowUp: () => moveEntry(entry, 'up'), ArrowDown: () => moveEntry(entry, 'down') }
    : { Enter: () => openEntry(entry), F2: () => rename(entry.id), Delete: () => void deleteEntry(entry.id) }
  if (event.ctrlKey || event.metaKey) return false
  act[event.key]?.()
  return event.key in act
}

function menuOf(entry: ItemEntry, t: (key: string) => string) {
  const item = itemOf(entry)
  const url = item?.url
  return [
    { label: t('open'), shortcut: 'Enter', disabled: !item?.paper && !url, run: () => openEntry(entry) },
    ...(item?.paper && url ? [{ label: t('openAddress'), run: () => openLink(url) }] : []),
    { label: t(item?.paper ? 'replacePaper' : 'attachPaper'), run: () => void choosePaper(entry.itemId) },
    { label: t('rename'), shortcut: 'F2', run: () => rename(entry.id) },
    { label: t('moveUp'), shortcut: 'Alt+ArrowUp', run: () => moveEntry(entry, 'up') },
    { label: t('moveDown'), shortcut: 'Alt+ArrowDown', run: () => moveEntry(entry, 'down') },
    { label: t('delete'), shortcut: 'Delete', run: () => void deleteEntry(entry.id) },
  ]
}

/** An address pasted anywhere but into a text box becomes an item of the topic. */
function usePastedAddress(topicId: string): void {
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      const inText =
        event.target instanceof Element && event.target.closest('input, textarea, [contenteditable], dialog')
      const text = event.clipboardData?.getData('text/plain').trim() ?? ''
      if (!inText && addressFromTyped(text) !== null) void addItem(topicId, text)
    }
    document.addEventListener('paste', onPaste)
    return () => document.removeEventListener('paste', onPaste)
  }, [topicId])
}
