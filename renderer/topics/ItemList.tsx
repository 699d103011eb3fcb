import {
  memo,
  useEffect,
  useMemo,
  useState,
  type ClipboardEvent as ClipEvent,
  type FocusEvent,
  type MouseEvent,
} from 'react'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { ItemEntry } from '../../electron/contract/entry.ts'
import type { Item } from '../../electron/contract/item.ts'
import type { Library } from '../../electron/contract/library.ts'
import type { Tag } from '../../electron/contract/tag.ts'
import { addressFromTyped } from '../lib/address.ts'
import { importPasted } from '../state/imports.ts'
import { annotationsOf, progressOf, tagsOf } from '../state/facts.ts'
import { addItem, useLibrary } from '../state/library.ts'
import { select, useSelection } from '../state/selection.ts'
import { useSorts } from '../state/sorts.ts'
import { Menu, type MenuEntry, type MenuPlace } from '../ui/Menu.tsx'
import { InlineEdit } from '../ui/TextField.tsx'
import { rowHeight, useVirtualRows } from '../ui/virtual-rows.ts'
import { clipOf, onTake, pasteInto, useClip } from './clipboard.ts'
import { useDesk } from './desk.ts'
import { actedOn, itemMenu, type List, openEntry, pasteAt } from './item-acts.ts'
import { ItemRow } from './ItemRow.tsx'
import { entryAt, type RowLanding, useListDrag } from './landing.ts'
import { choose, chooseFirst, useGrabbedFocus, useListKeys } from './list-keys.ts'
import { useSorted } from './list-rows.ts'
import { ListHead } from './ListHead.tsx'
import { itemsOf, statusEntries } from './mark-acts.tsx'
import './items.css'
import './status-mark.css'
import './list-head.css'
import './selection-bar.css'
import './items-narrow.css'

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
export const ItemList = memo(function ItemList({ name, places: given, topicId }: List) {
  const { t } = useTranslation('topics')
  const places = useSorted(name, given)
  const isSorted = useSorts(({ sorts }) => name in sorts)
  const ordered = isSorted ? null : topicId
  const list = useMemo<List>(() => ({ name, places, topicId: ordered }), [name, places, ordered])
  const selected = useSelection(({ entryId }) => entryId)
  const at = useMemo(() => places.findIndex(entry => entry.id === selected), [places, selected])
  const { list: grid, rows, reveal } = useVirtualRows(places.length, at)
  const { landing, handlers } = useListDrag(list)
  const [menu, setMenu] = useState<(MenuPlace & { entries: MenuEntry[] }) | null>(null)
  useGrabbedFocus(grid)
  const onKeyDown = useListKeys(list, at, reveal)
  if (places.length === 0) return null
  const hasHead = places.length >= headed || isSorted
  return (
    <div
      className="items"
      role="grid"
      aria-label={t('items')}
      aria-rowcount={places.length + Number(hasHead)}
      aria-multiselectable="true"
      onKeyDown={onKeyDown}
      {...clipboardOf(list, places[at])}
    >
      {hasHead && <ListHead name={name} />}
      <div
        ref={grid}
        className="item-rows"
        role="rowgroup"
        style={{ height: places.length * rowHeight }}
        {...mouseOf(list, t, setMenu)}
        {...handlers}
      >
        <Rows places={places} shown={rows} at={at} landing={landing} first={1 + Number(hasHead)} />
      </div>
      {menu && <Menu label={t('itemActions')} place={menu} entries={menu.entries} onClose={() => setMenu(null)} />}
    </div>
  )
})

interface RowsShown {
  places: readonly ItemEntry[]
  shown: readonly number[]
  at: number
  landing: RowLanding | null
  first: number
}

/** The rows near the window, each with what it shows of the library. */
function Rows({ places, shown, at, landing, first }: RowsShown) {
  const { t } = useTranslation('topics')
  // The library changes in place.
  useLibrary(({ version }) => version)
  const { data } = useLibrary.getState()
  const chosen = useSelection(selection => selection.chosen)
  const renaming = useDesk(desk => desk.renaming)
  const cut = useClip(({ clip }) => (clip?.cut ? clip.ids : none))
  return shown.map(index => {
    const entry = places[index]
    const item = entry && data.items[entry.itemId]
    return (
      item && (
        <ItemRow
          key={entry.id}
          entry={entry}
          item={item}
          tags={tagsShown(item, data)}
          progress={progressOf(item, data)}
          annotations={annotationsOf(item, data)}
          index={index}
          rowIndex={index + first}
          isSelected={chosen.has(entry.id)}
          isCut={cut.includes(entry.id)}
          isRenamed={renaming === entry.id}
          hasFocus={index === Math.max(at, 0)}
          landing={landing?.id === entry.id ? landing.part : null}
          t={t}
        />
      )
    )
  })
}

const none: readonly never[] = []

/** An item's tags, the same array as long as they are the same. */
const shownTags = new WeakMap<Item, readonly Tag[]>()
function tagsShown(item: Item, data: Library): readonly Tag[] {
  if (!item.tags) return none
  const known = shownTags.get(item)
  const tags = tagsOf(item, data)
  if (known?.length === tags.length && known.every((tag, index) => tag === tags[index])) return known
  shownTags.set(item, tags)
  return tags
}

/** What clicks do: choose, open, show a menu at the status, or that of the row. */
function mouseOf(list: List, t: TFunction<'topics'>, setMenu: (menu: MenuPlace & { entries: MenuEntry[] }) => void) {
  const actOf = (event: MouseEvent) => (event.target as Element).closest<HTMLElement>('[data-act]')
  return {
    onFocus: (event: FocusEvent) => {
      const entry = (event.target as Element).matches('.item-row') ? entryAt(event, list) : undefined
      if (entry) chooseFirst(entry)
    },
    onClick: (event: MouseEvent) => {
      const entry = entryAt(event, list)
      const act = actOf(event)
      if (!entry) return
      if (act?.dataset.act === 'open') return openEntry(entry)
      if (!act) return choose(event, list, entry)
      const { left, bottom } = act.getBoundingClientRect()
      setMenu({ x: left, y: bottom, entries: statusEntries(itemsOf(actedOn(list, entry)), t) })
    },
    onDoubleClick: (event: MouseEvent) => {
      const entry = actOf(event) || event.target instanceof HTMLInputElement ? undefined : entryAt(event, list)
      if (entry) openEntry(entry)
    },
    onContextMenu: (event: MouseEvent) => {
      const entry = entryAt(event, list)
      if (!entry || event.target instanceof HTMLInputElement) return
      event.preventDefault()
      if (!useSelection.getState().chosen.has(entry.id)) select(entry.id)
      const box = (event.target as Element).closest('.item-row')?.getBoundingClientRect()
      // From the keyboard the event has no point of its own.
      const place = { x: event.clientX || (box?.left ?? 0) + 24, y: event.clientY || (box?.bottom ?? 0) }
      setMenu({ ...place, entries: itemMenu(list, entry, t) })
    },
  }
}

/** Cutting and copying what is chosen, and pasting behind the row that has the focus. */
const clipboardOf = (list: List, entry: ItemEntry | undefined) => ({
  onCopy: (event: ClipEvent) => entry && onTake(event, 'entries', actedOn(list, entry), false),
  onCut: (event: ClipEvent) => entry && onTake(event, 'entries', actedOn(list, entry), true),
  onPaste: (event: ClipEvent) => {
    if (!clipOf(event)) return
    event.preventDefault()
    pasteAt(list, entry)
  },
})

/** What is pasted anywhere but into a text box: what was cut or copied, or an address, which becomes an item of the topic; several, which are imported. */
function usePastedAddress(topicId: string): void {
  const { t } = useTranslation(['topics', 'import'])
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      const inText =
        event.target instanceof Element && event.target.closest('input, textarea, [contenteditable], dialog')
      const text = event.clipboardData?.getData('text/plain').trim() ?? ''
      if (inText || event.defaultPrevented) return
      const { clip } = useClip.getState()
      if (clip?.kind === 'entries' && clip.text === text) void pasteInto(clip, topicId, null)
      else if (addressFromTyped(text) !== null) void addItem(topicId, text)
      else importPasted(text, t('import:pastedName'))
    }
    document.addEventListener('paste', onPaste)
    return () => document.removeEventListener('paste', onPaste)
  }, [topicId, t])
}
