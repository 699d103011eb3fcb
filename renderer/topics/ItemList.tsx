import {
  useCallback,
  useEffect,
  useMemo,
  useState,
  type ClipboardEvent as ClipEvent,
  type KeyboardEvent,
  type MouseEvent,
  type RefObject,
} from 'react'
import { useTranslation } from 'react-i18next'
import type { ItemEntry } from '../../electron/contract/entry.ts'
import { addressFromTyped } from '../lib/address.ts'
import { addItem, useLibrary } from '../state/library.ts'
import { chooseAll, chooseTo, focusEntry, lead, select, toggleChosen, useSelection } from '../state/selection.ts'
import { useSorts } from '../state/sorts.ts'
import { Menu, type MenuPlace } from '../ui/Menu.tsx'
import { InlineEdit } from '../ui/TextField.tsx'
import { rowHeight, useVirtualRows } from '../ui/virtual-rows.ts'
import { clipOf, onTake, pasteInto, useClip } from './clipboard.ts'
import { useDesk } from './desk.ts'
import { actedOn, itemKey, itemMenu, type List, pasteAt } from './item-acts.ts'
import { ItemRow } from './ItemRow.tsx'
import { ListHead } from './ListHead.tsx'
import { placeByTyping, useSorted } from './list-rows.ts'
import { isLetter, useTyping } from './typing.ts'
import './items.css'

/** From how many rows on a list has headings: a short one is calmer without. */
const headed = 6

/** The items that stand under a topic, one line each; the note's stretches between them are shown with the note. */
export function TopicItems({ topicId }: { topicId: string }) {
  const { t } = useTranslation('topics')
  const items = useLibrary(({ catalogue }) => catalogue.itemsOf(topicId))
  const adding = useDesk(desk => desk.adding)
  usePastedAddress(topicId)
  const add = (text: string | null) => {
    useDesk.setState({ adding: false })
    if (text?.trim()) void addItem(topicId, text)
  }
  return (
    <>
      <ItemList name={topicId} places={items} topicId={topicId} />
      {adding && (
        <div className="item-adding">
          <InlineEdit label={t('addItem')} placeholder={t('addItemHint')} value="" onDone={add} />
        </div>
      )}
    </>
  )
}

/** A list of places: a grid in the words of the ARIA practices, of which only the rows near the window are drawn. */
export function ItemList({ name, places: given, topicId }: List) {
  const { t } = useTranslation('topics')
  const places = useSorted(name, given)
  const isSorted = useSorts(({ sorts }) => name in sorts)
  const ordered = isSorted ? null : topicId
  const list = useMemo<List>(() => ({ name, places, topicId: ordered }), [name, places, ordered])
  const selected = useSelection(({ entryId }) => entryId)
  const chosen = useSelection(selection => selection.chosen)
  const cut = useClip(({ clip }) => (clip?.cut ? clip.ids : none))
  const [menu, setMenu] = useState<(MenuPlace & { entry: ItemEntry }) | null>(null)
  const at = places.findIndex(entry => entry.id === selected)
  const { list: grid, rows, reveal } = useVirtualRows(places.length, at)
  useGrabbedFocus(grid)
  const onKeyDown = useListKeys(list, at, reveal)
  const onMenu = useCallback((event: MouseEvent, entry: ItemEntry) => {
    event.preventDefault()
    if (!useSelection.getState().chosen.has(entry.id)) select(entry.id)
    const box = event.currentTarget.getBoundingClientRect()
    // From the keyboard the event has no point of its own.
    setMenu({ entry, x: event.clientX || box.left + 24, y: event.clientY || box.bottom })
  }, [])
  if (places.length === 0) return null
  const entry = places[at]
  const takes = (isCut: boolean) => (event: ClipEvent) => entry && onTake(event, 'entries', actedOn(list, entry), isCut)
  const hasHead = places.length >= headed || isSorted
  return (
    <div
      className="items"
      role="grid"
      aria-label={t('items')}
      aria-rowcount={places.length + Number(hasHead)}
      aria-multiselectable="true"
      onKeyDown={onKeyDown}
      onCopy={takes(false)}
      onCut={takes(true)}
      onPaste={event => clipOf(event) && (event.preventDefault(), pasteAt(list, entry))}
    >
      {hasHead && <ListHead name={name} />}
      <div ref={grid} className="item-rows" role="rowgroup" style={{ height: places.length * rowHeight }}>
        {rows.map(index => {
          const row = places[index]
          return (
            row && (
              <ItemRow
                key={row.id}
                entry={row}
                index={index}
                rowIndex={index + 1 + Number(hasHead)}
                list={list}
                isSelected={chosen.has(row.id)}
                isCut={cut.includes(row.id)}
                hasFocus={index === Math.max(at, 0)}
                onMenu={onMenu}
              />
            )
          )
        })}
      </div>
      {menu && (
        <Menu
          label={t('itemActions')}
          place={menu}
          entries={itemMenu(list, menu.entry, t)}
          onClose={() => setMenu(null)}
        />
      )}
    </div>
  )
}

const none: readonly string[] = []

/** The keys of a list: walking, choosing, going to a title by its first letters; the others are `itemKey`'s. */
function useListKeys(list: List, at: number, reveal: (index: number) => void) {
  const typed = useTyping()
  const { places } = list
  const goTo = (index: number, event: KeyboardEvent) => {
    const entry = places[index]
    if (!entry) return
    reveal(index)
    if (event.shiftKey)
      chooseTo(
        places.map(({ id }) => id),
        entry.id,
      )
    else if (event.ctrlKey || event.metaKey) lead(entry.id)
    else focusEntry(entry.id)
  }
  return (event: KeyboardEvent) => {
    const entry = places[Math.max(at, 0)]
    if (!entry || event.nativeEvent.isComposing || !(event.target as Element).matches('[role="row"]')) return
    const command = event.ctrlKey || event.metaKey
    const letter = isLetter(event)
    const to = letter
      ? placeByTyping(places, at, typed(event.key))
      : event.altKey
        ? undefined
        : rowByKey(event.key, at, places.length)
    if (to !== undefined && to >= 0) goTo(to, event)
    else if (event.key === ' ') toggleChosen(entry.id)
    else if (command && event.code === 'KeyA') chooseAll(places.map(({ id }) => id))
    else if (letter || !itemKey(event, list, entry)) return
    event.preventDefault()
    event.stopPropagation()
  }
}

const page = 12
const rowByKey = (key: string, at: number, count: number): number | undefined =>
  ({
    ArrowDown: Math.min(at + 1, count - 1),
    ArrowUp: Math.max(at - 1, 0),
    PageDown: Math.min(at + page, count - 1),
    PageUp: Math.max(at - page, 0),
    Home: 0,
    End: count - 1,
  })[key]

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

/** What is pasted anywhere but into a text box: what was cut or copied, or an address, which becomes an item of the topic. */
function usePastedAddress(topicId: string): void {
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      const inText =
        event.target instanceof Element && event.target.closest('input, textarea, [contenteditable], dialog')
      const text = event.clipboardData?.getData('text/plain').trim() ?? ''
      if (inText || event.defaultPrevented) return
      const { clip } = useClip.getState()
      if (clip?.kind === 'entries' && clip.text === text) void pasteInto(clip, topicId, null)
      else if (addressFromTyped(text) !== null) void addItem(topicId, text)
    }
    document.addEventListener('paste', onPaste)
    return () => document.removeEventListener('paste', onPaste)
  }, [topicId])
}
