import type { KeyboardEvent } from 'react'
import type { ItemEntry } from '../../electron/contract/entry.ts'
import { deleteEntries, edit, openLink, useLibrary } from '../state/library.ts'
import { focusEntry, select } from '../state/selection.ts'
import { openItem } from '../state/tabs.ts'
import type { MenuEntry } from '../ui/Menu.tsx'
import { choosePaper } from './choose-paper.ts'
import { rename } from './desk.ts'
import { entryStep } from './moves.ts'

const itemOf = (entry: ItemEntry) => useLibrary.getState().data.items[entry.itemId]

function openEntry(entry: ItemEntry): void {
  const item = itemOf(entry)
  if (item) openItem(item)
}

/** Deletes a place; the next one, or the one before, takes the focus. */
async function removeEntry({ id, topicId }: ItemEntry): Promise<void> {
  const items = useLibrary.getState().catalogue.itemsOf(topicId)
  const at = items.findIndex(entry => entry.id === id)
  const neighbour = items[at + 1] ?? items[at - 1]
  if (await deleteEntries([id])) focusEntry(neighbour?.id ?? null)
}

function moveEntry(entry: ItemEntry, step: 'up' | 'down'): void {
  const before = entryStep(useLibrary.getState().catalogue, entry.topicId, entry.id, step)
  if (before !== undefined) void edit('entry:move', { ids: [entry.id], topicId: entry.topicId, before })
}

/** Does what a key does to an item; false when it does nothing. */
export function itemKey(event: KeyboardEvent, entry: ItemEntry): boolean {
  const act: Record<string, () => void> = event.altKey
    ? { ArrowUp: () => moveEntry(entry, 'up'), ArrowDown: () => moveEntry(entry, 'down') }
    : {
        Enter: () => openEntry(entry),
        F2: () => rename(entry.id),
        Delete: () => void removeEntry(entry),
        Escape: () => select(null),
      }
  if (event.ctrlKey || event.metaKey) return false
  act[event.key]?.()
  return event.key in act
}

/** What the mouse's menu of an item holds. */
export function itemMenu(entry: ItemEntry, t: (key: string) => string): MenuEntry[] {
  const item = itemOf(entry)
  const url = item?.url
  return [
    { label: t('open'), shortcut: 'Enter', disabled: !item?.paper && !url, run: () => openEntry(entry) },
    ...(item?.paper && url ? [{ label: t('openAddress'), run: () => openLink(url) }] : []),
    { label: t(item?.paper ? 'replacePaper' : 'attachPaper'), run: () => void choosePaper(entry.itemId) },
    { label: t('rename'), shortcut: 'F2', run: () => rename(entry.id) },
    { label: t('moveUp'), shortcut: 'Alt+ArrowUp', run: () => moveEntry(entry, 'up') },
    { label: t('moveDown'), shortcut: 'Alt+ArrowDown', run: () => moveEntry(entry, 'down') },
    { label: t('delete'), shortcut: 'Delete', run: () => void removeEntry(entry) },
  ]
}
