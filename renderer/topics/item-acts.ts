import type { KeyboardEvent } from 'react'
import type { TFunction } from 'i18next'
import type { ItemEntry } from '../../electron/contract/entry.ts'
import { readingStatuses } from '../../electron/contract/choices.ts'
import { announce } from '../state/announcements.ts'
import { deleteEntries, edit, noteVisit, openLink, useLibrary } from '../state/library.ts'
import { lookUp } from '../state/lookup.ts'
import { openPalette } from '../state/palette.ts'
import { openBeside } from '../state/panes.ts'
import { chooseThese, focusEntry, select, useSelection } from '../state/selection.ts'
import { openItem, openTopic } from '../state/tabs.ts'
import { isShortcut } from '../lib/keys.ts'
import { isMac } from '../ui/Button.tsx'
import type { MenuEntry } from '../ui/Menu.tsx'
import { choosePaper } from './choose-paper.ts'
import { citeEntries } from './cite-acts.ts'
import { pasteInto, takeFromMenu, useClip } from './clipboard.ts'
import { rename, startTagging } from './desk.ts'
import { itemsOf, kindEntries, mark, priorityEntries, ratingEntries, statusEntries } from './mark-acts.tsx'
import { entryStep } from './moves.ts'

/** A list as its keys and menus need it. */
export interface List {
  /** What its sort is remembered by. */
  name: string
  places: readonly ItemEntry[]
  /** The topic whose order by hand the list shows; null where places of several topics stand together, or another order is shown. */
  topicId: string | null
}

const itemOf = (entry: ItemEntry) => useLibrary.getState().data.items[entry.itemId]

/** What an edit at a place means: everything chosen when it is among that, else the place alone. In the list's order. */
export function actedOn({ places }: List, entry: ItemEntry): string[] {
  const { chosen } = useSelection.getState()
  if (!chosen.has(entry.id)) return [entry.id]
  return places.flatMap(({ id }) => (chosen.has(id) ? [id] : []))
}

export function openEntry(entry: ItemEntry): void {
  const item = itemOf(entry)
  if (item) openItem(item)
}

/** Opens the paper of an item beside the tabs. */
function openEntryBeside(entry: ItemEntry): void {
  const item = itemOf(entry)
  if (!item?.paper) return
  noteVisit(item.id)
  openBeside({ hash: item.paper, itemId: item.id })
}

/** Deletes places; the next one that stays, or the one before, takes the focus. */
export async function removeEntries({ places }: List, ids: readonly string[]): Promise<void> {
  const gone = new Set(ids)
  const last = places.findLastIndex(({ id }) => gone.has(id))
  const neighbour = places[last + 1] ?? places.findLast(({ id }, index) => index < last && !gone.has(id))
  if (await deleteEntries(ids)) focusEntry(neighbour?.id ?? null)
}

async function moveEntries({ topicId }: List, ids: readonly string[], step: 'up' | 'down'): Promise<void> {
  if (topicId === null) return announce('topics:sortedStays')
  const before = entryStep(useLibrary.getState().catalogue, topicId, ids, step)
  if (before === undefined || !(await edit('entry:move', { ids: [...ids], topicId, before })).ok) return
  const items = useLibrary.getState().catalogue.itemsOf(topicId)
  announce('topics:movedUpDown', { position: items.findIndex(({ id }) => id === ids[0]) + 1, size: items.length })
}

/** Puts what was cut or copied behind a place, or at the end of the list's topic. */
export function pasteAt({ topicId }: List, entry: ItemEntry | undefined): void {
  const { clip } = useClip.getState()
  const under = topicId ?? entry?.topicId
  if (!clip || under === undefined) return
  const entries = useLibrary.getState().catalogue.entriesOf(under)
  const at = entries.findIndex(({ id }) => id === entry?.id)
  void pasteInto(clip, under, at < 0 ? null : (entries[at + 1]?.id ?? null))
}

/** Opens the topic that a place stands in, at that place. */
function showInTopic({ id, topicId }: ItemEntry): void {
  openTopic(topicId)
  focusEntry(id)
}

/** Does what a key does to an item; false when it does nothing. */
export function itemKey(event: KeyboardEvent, list: List, entry: ItemEntry): boolean {
  if (isShortcut(event, 'Mod+Backslash', isMac)) {
    openEntryBeside(entry)
    return true
  }
  if (event.ctrlKey || event.metaKey || event.shiftKey) return false
  const ids = actedOn(list, entry)
  const status = readingStatuses[Number(/^Digit([1-4])$/.exec(event.code)?.[1]) - 1]
  const alt: Record<string, () => void> = {
    ArrowUp: () => void moveEntries(list, ids, 'up'),
    ArrowDown: () => void moveEntries(list, ids, 'down'),
    KeyT: () => startTagging(ids),
    KeyM: () => openPalette('move'),
    KeyC: () => openPalette('copy'),
    ...(status ? { [event.code]: () => void mark(itemsOf(ids), { status }) } : {}),
  }
  const plain: Record<string, () => void> = {
    Enter: () => openEntry(entry),
    F2: () => rename(entry.id),
    Delete: () => void removeEntries(list, ids),
    Backspace: () => void removeEntries(list, ids),
    Escape: () => (useSelection.getState().chosen.size > 1 ? chooseThese([entry.id]) : select(null)),
  }
  const act = event.altKey ? alt[event.code] : plain[event.key]
  act?.()
  return act !== undefined
}

/** What the mouse's menu of an item holds: for everything chosen, if it is among that. */
export function itemMenu(list: List, entry: ItemEntry, t: TFunction<'topics'>): MenuEntry[] {
  const ids = actedOn(list, entry)
  const one = ids.length === 1
  const item = itemOf(entry)
  const url = item?.url
  const { clip } = useClip.getState()
  return [
    ...(one ? oneEntries(entry, t) : []),
    ...markEntries(ids, t),
    { label: t('moveTo'), shortcut: 'Alt+KeyM', apart: true, run: () => openPalette('move') },
    { label: t('copyTo'), shortcut: 'Alt+KeyC', run: () => openPalette('copy') },
    { label: t('cut'), shortcut: 'Mod+KeyX', run: () => takeFromMenu('entries', ids, true) },
    { label: t('copy'), shortcut: 'Mod+KeyC', run: () => takeFromMenu('entries', ids, false) },
    { label: t('copyReference'), children: citeEntries(ids, t) },
    { label: t('paste'), shortcut: 'Mod+KeyV', disabled: !clip, run: () => pasteAt(list, entry) },
    ...(list.topicId === null
      ? [{ label: t('showInTopic'), run: () => showInTopic(entry) }]
      : [
          { label: t('moveUp'), shortcut: 'Alt+ArrowUp', run: () => void moveEntries(list, ids, 'up') },
          { label: t('moveDown'), shortcut: 'Alt+ArrowDown', run: () => void moveEntries(list, ids, 'down') },
        ]),
    ...lookupEntry(ids, t),
    ...(one && item?.paper && url ? [{ label: t('openAddress'), run: () => openLink(url) }] : []),
    { label: t('delete'), shortcut: 'Delete', apart: true, run: () => void removeEntries(list, ids) },
  ]
}

/** Asks services about those that bear a number. */
function lookupEntry(ids: readonly string[], t: TFunction<'topics'>): MenuEntry[] {
  const known = itemsOf(ids).filter(({ arxivId, doi }) => arxivId ?? doi)
  const run = () => void lookUp(known.map(({ id }) => id))
  return known.length > 0 ? [{ label: t('lookUp'), run }] : []
}

function oneEntries(entry: ItemEntry, t: TFunction<'topics'>): MenuEntry[] {
  const item = itemOf(entry)
  return [
    { label: t('open'), shortcut: 'Enter', disabled: !item?.paper && !item?.url, run: () => openEntry(entry) },
    ...(item?.paper
      ? [{ label: t('openPaperBeside'), shortcut: 'Mod+Backslash', run: () => openEntryBeside(entry) }]
      : []),
    { label: t(item?.paper ? 'replacePaper' : 'attachPaper'), run: () => void choosePaper(entry.itemId) },
    { label: t('rename'), shortcut: 'F2', run: () => rename(entry.id) },
  ]
}

function markEntries(ids: readonly string[], t: TFunction<'topics'>): MenuEntry[] {
  const items = itemsOf(ids)
  return [
    { label: t('status'), apart: ids.length === 1, children: statusEntries(items, t) },
    { label: t('priority'), children: priorityEntries(items, t) },
    { label: t('rating'), children: ratingEntries(items, t) },
    { label: t('kind'), children: kindEntries(items, t) },
    { label: t('tagThem'), shortcut: 'Alt+KeyT', run: () => startTagging(ids) },
  ]
}

/** Deletes everything chosen. */
export async function removeChosen(): Promise<void> {
  const ids = [...useSelection.getState().chosen]
  if (ids.length > 0 && (await deleteEntries(ids))) select(null)
}

/** Moves or copies everything chosen to a topic, last. */
export async function putChosen(how: 'move' | 'copy', topicId: string): Promise<void> {
  const ids = [...useSelection.getState().chosen]
  if (
    ids.length === 0 ||
    !(await edit(how === 'move' ? 'entry:move' : 'entry:copy', { ids, topicId, before: null })).ok
  )
    return
  announce('topics:movedTo', { count: ids.length, topic: useLibrary.getState().data.topics[topicId]?.title ?? '' })
}
