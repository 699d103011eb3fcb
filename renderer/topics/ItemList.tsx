import { useCallback, useEffect, useState, type KeyboardEvent, type MouseEvent, type RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import type { ItemEntry } from '../../electron/contract/entry.ts'
import { addressFromTyped } from '../lib/address.ts'
import { addItem, useLibrary } from '../state/library.ts'
import { focusEntry, select, useSelection } from '../state/selection.ts'
import { Menu, type MenuPlace } from '../ui/Menu.tsx'
import { InlineEdit } from '../ui/TextField.tsx'
import { rowHeight, useVirtualRows } from '../ui/virtual-rows.ts'
import { useDesk } from './desk.ts'
import { itemKey, itemMenu } from './item-acts.ts'
import { ItemRow } from './ItemRow.tsx'
import './items.css'

/** The items that stand under a topic, one line each; the note's stretches between them are shown with the note. */
export function ItemList({ topicId }: { topicId: string }) {
  const { t } = useTranslation('topics')
  const items = useLibrary(({ catalogue }) => catalogue.itemsOf(topicId))
  const selected = useSelection(({ entryId }) => entryId)
  const adding = useDesk(desk => desk.adding)
  const [menu, setMenu] = useState<(MenuPlace & { entry: ItemEntry }) | null>(null)
  const at = items.findIndex(entry => entry.id === selected)
  const { list, rows, reveal } = useVirtualRows(items.length, at)
  usePastedAddress(topicId)
  useGrabbedFocus(list)

  const goTo = (index: number) => {
    const entry = items[index]
    if (!entry) return
    reveal(index)
    focusEntry(entry.id)
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
        <Menu label={t('itemActions')} place={menu} entries={itemMenu(menu.entry, t)} onClose={() => setMenu(null)} />
      )}
    </>
  )
}

/** Gives the focus to the row that is to have it, once it is drawn. */
function useGrabbedFocus(list: RefObject<HTMLElement | null>): void {
  const { entryId, grabsFocus } = useSelection()
  useEffect(() => {
    const row = grabsFocus ? list.current?.querySelector<HTMLElement>('[tabindex="0"]') : null
    if (!row || row.dataset.id !== entryId) return
    row.focus()
    useSelection.setState({ grabsFocus: false })
  })
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
