import type { CallArgs } from '../../contract/calls.ts'
import type { Entry, ItemEntry } from '../../contract/entry.ts'
import type { Item } from '../../contract/item.ts'
import type { EditLabel, Library } from '../../contract/library.ts'
import { Refusal } from '../../contract/result.ts'
import { identityOf, itemFrom } from '../exchange/index.ts'
import type { HandlersOf } from '../handlers.ts'
import type { Put } from '../store/document.ts'
import { boxesOf } from './boxes.ts'
import { redescribed, redescribedEntry } from './described.ts'
import { itemKnownAs, placesOf } from './index-of.ts'
import { type LibraryRecords, newId, put, removal } from './library.ts'
import { marked, tagsNamed } from './marks.ts'
import { entriesOf, keyBefore, keysBefore } from './order.ts'
import { runsOf } from './runs.ts'
import { intoTrash } from './trash.ts'

/** Removals of the items that stand nowhere once `removed` are gone, and of the runs kept with them. */
export function orphanedBy(library: Library, removed: Entry[]): Put<Library>[] {
  const gone = new Set(removed.map(entry => entry.id))
  const candidates = new Set(removed.flatMap(entry => (entry.kind === 'item' ? [entry.itemId] : [])))
  const orphans = [...candidates].filter(itemId => placesOf(library, itemId).every(({ id }) => gone.has(id)))
  return [...orphans.map(id => removal('items', id)), ...runsOf(library, new Set(orphans))]
}

/** The places of these names, in the order they are given, each once. */
function itemEntries(library: LibraryRecords, ids: readonly string[]): ItemEntry[] {
  return [...new Set(ids)].map(id => {
    const entry = library.get('entries', id)
    if (entry.kind !== 'item') throw new Refusal('not-found', { name: id })
    return entry
  })
}

/** What to call an edit of some places: by the item's title where it is one. */
function labelOf(library: LibraryRecords, one: string, entries: readonly ItemEntry[]): EditLabel {
  const [entry] = entries
  return entry && entries.length === 1
    ? { key: one, name: library.get('items', entry.itemId).title }
    : { key: one.replace('entry-', 'entries-'), count: entries.length }
}

/** Puts places side by side before another. Away from its topic a place leaves the list it came from; where its item stands already it is not put twice. */
function landed(
  library: LibraryRecords,
  entries: readonly ItemEntry[],
  topicId: string,
  before: string | null,
  copies: boolean,
): { puts: Put<Library>[]; ids: string[] } {
  library.get('topics', topicId)
  const siblings = entriesOf(library.data, topicId)
  const moved = new Set(copies ? [] : entries.map(({ id }) => id))
  const standing = new Map(
    siblings.flatMap(entry => (entry.kind === 'item' && !moved.has(entry.id) ? [[entry.itemId, entry.id]] : [])),
  )
  const orders = keysBefore(siblings, before, entries.length, moved)
  const puts: Put<Library>[] = []
  const ids = entries.map((entry, index) => {
    const stands = entry.topicId === topicId && !copies ? undefined : standing.get(entry.itemId)
    if (stands !== undefined) {
      if (!copies) puts.push(removal('entries', entry.id))
      return stands
    }
    const id = copies ? newId() : entry.id
    const { origin, ...rest } = entry
    const kept = origin && !copies && topicId === entry.topicId ? { origin } : {}
    puts.push(put('entries', { ...rest, id, topicId, order: orders[index] as string, ...kept }))
    standing.set(entry.itemId, id)
    return id
  })
  return { puts, ids }
}

/**
 * Puts an item under a topic, last: the one that the library has already, else a new one, always a new one where it is to
 * be `apart`. Gives the puts and the item's id.
 */
export function placeItem(
  library: LibraryRecords,
  topicId: string,
  title: string,
  url: string | null,
  apart = false,
): { puts: Put<Library>[]; item: Item; entryId: string } {
  library.get('topics', topicId)
  const fresh: Item = itemFrom(newId(), title, url)
  const item = (apart ? null : itemKnownAs(library.data, identityOf(fresh))) ?? fresh
  const entries = entriesOf(library.data, topicId)
  const standing = entries.find(entry => entry.kind === 'item' && entry.itemId === item.id)
  if (standing) return { puts: [], item, entryId: standing.id }
  const entryId = newId()
  const entry: ItemEntry = { id: entryId, topicId, order: keyBefore(entries, null), kind: 'item', itemId: item.id }
  return { puts: [...(item === fresh ? [put('items', fresh)] : []), put('entries', entry)], item, entryId }
}

/** Marks items as one edit, with the boxes of the lists in which they stand. */
async function markItems(library: LibraryRecords, { ids, mark }: CallArgs<'item:mark'>): Promise<void> {
  const items = [...new Set(ids)].map(id => library.get('items', id))
  const { puts, add, remove } = tagsNamed(library.data, mark, newId)
  const now = new Date().toISOString()
  const changed = items.flatMap(item => {
    const after = marked(item, mark, add, remove, now)
    return after === item ? [] : [after]
  })
  const [first] = items
  const label =
    first && items.length === 1 ? { key: 'item-mark', name: first.title } : { key: 'items-mark', count: changed.length }
  if (changed.length > 0) {
    const records = changed.map(item => put('items', item))
    await library.commit(label, [...puts, ...records, ...boxesOf(library.data, changed)])
  }
}

export const itemHandlers = (library: LibraryRecords): HandlersOf<'item'> & HandlersOf<'entry'> => ({
  'item:add': async ({ topicId, title, url, apart }) => {
    if (!title && !url) throw new Refusal('invalid-argument', { name: 'item:add', path: 'title', reason: '' })
    const { puts, item, entryId } = placeItem(library, topicId, title, url, apart)
    await library.commit({ key: 'item-add', name: item.title }, puts)
    return entryId
  },
  'item:change': async ({ id, ...change }) => {
    const item = library.get('items', id)
    const changed = redescribed(item, change)
    const entries = placesOf(library.data, id).flatMap(entry => {
      const rewritten = redescribedEntry(entry, item, changed)
      return rewritten === entry ? [] : [put('entries', rewritten)]
    })
    await library.commit({ key: 'item-change', name: changed.title }, [put('items', changed), ...entries])
  },
  'item:mark': args => markItems(library, args),
  'item:visit': async ({ id }) => {
    library.get('items', id)
    // Reading is allowed where writing is not; then the visit is forgotten.
    const visit = put('visits', { id, at: new Date().toISOString() })
    if (library.mayChange) await library.commit({ key: 'item-visit' }, [visit], 'none')
  },
  'entry:move': async ({ ids, topicId, before }) => {
    const entries = itemEntries(library, ids)
    const { puts, ids: landedIds } = landed(library, entries, topicId, before, false)
    await library.commit(labelOf(library, 'entry-move', entries), puts)
    return landedIds
  },
  'entry:copy': async ({ ids, topicId, before }) => {
    const entries = itemEntries(library, ids)
    const { puts, ids: landedIds } = landed(library, entries, topicId, before, true)
    await library.commit(labelOf(library, 'entry-copy', entries), puts)
    return landedIds
  },
  'entry:delete': async ({ ids }) => {
    const entries = itemEntries(library, ids)
    const orphans = orphanedBy(library.data, entries)
    // Each place is a thing of its own in the trash, with its item where that goes too.
    const puts = entries.flatMap(entry => {
      const { title } = library.get('items', entry.itemId)
      const removals = [removal('entries', entry.id), ...orphans.filter(({ id }) => id === entry.itemId)]
      return intoTrash(library.data, 'item', title, removals)
    })
    await library.commit(labelOf(library, 'entry-delete', entries), puts)
  },
})
