import type { Entry, ItemEntry } from '../../contract/entry.ts'
import type { Item } from '../../contract/item.ts'
import type { Library } from '../../contract/library.ts'
import { Refusal } from '../../contract/result.ts'
import { identityOf, itemFrom, retitledEntry } from '../exchange/index.ts'
import type { HandlersOf } from '../handlers.ts'
import type { Put } from '../store/document.ts'
import { type LibraryRecords, newId, put, removal } from './library.ts'
import { entriesOf, keyBefore } from './order.ts'

/** Removals of the items that stand nowhere once `removed` are gone. */
export function orphanedBy(library: Library, removed: Entry[]): Put<Library>[] {
  const gone = new Set(removed.map(entry => entry.id))
  const candidates = new Set(removed.flatMap(entry => (entry.kind === 'item' ? [entry.itemId] : [])))
  for (const entry of Object.values(library.entries))
    if (entry.kind === 'item' && !gone.has(entry.id)) candidates.delete(entry.itemId)
  return [...candidates].map(id => removal('items', id))
}

function itemEntry(library: LibraryRecords, id: string): ItemEntry {
  const entry = library.get('entries', id)
  if (entry.kind !== 'item') throw new Refusal('not-found', { name: id })
  return entry
}

/** The entry at its new place. Away from its topic it leaves the list it came from. */
function movedEntry(library: LibraryRecords, entry: ItemEntry, topicId: string, before: string | null): ItemEntry {
  library.get('topics', topicId)
  const order = keyBefore(entriesOf(library.data, topicId), before, entry.id)
  const { origin, ...rest } = entry
  return { ...rest, topicId, order, ...(origin && topicId === entry.topicId ? { origin } : {}) }
}

const titleOf = (library: LibraryRecords, entry: ItemEntry): string => library.get('items', entry.itemId).title

/** Puts an item under a topic, last: the one that the library has already, else a new one. Gives the puts and the item's id. */
export function placeItem(
  library: LibraryRecords,
  topicId: string,
  title: string,
  url: string | null,
): { puts: Put<Library>[]; item: Item; entryId: string } {
  library.get('topics', topicId)
  const fresh: Item = itemFrom(newId(), title, url)
  const identity = identityOf(fresh)
  const item = Object.values(library.data.items).find(known => identityOf(known) === identity) ?? fresh
  const entries = entriesOf(library.data, topicId)
  const standing = entries.find(entry => entry.kind === 'item' && entry.itemId === item.id)
  if (standing) return { puts: [], item, entryId: standing.id }
  const entryId = newId()
  const entry: ItemEntry = { id: entryId, topicId, order: keyBefore(entries, null), kind: 'item', itemId: item.id }
  return { puts: [...(item === fresh ? [put('items', fresh)] : []), put('entries', entry)], item, entryId }
}

export const itemHandlers = (library: LibraryRecords): HandlersOf<'item'> & HandlersOf<'entry'> => ({
  'item:add': async ({ topicId, title, url }) => {
    if (!title && !url) throw new Refusal('invalid-argument', { name: 'item:add', path: 'title', reason: '' })
    const { puts, item, entryId } = placeItem(library, topicId, title, url)
    await library.commit({ key: 'item-add', name: item.title }, puts)
    return entryId
  },
  'item:change': async ({ id, title, kind }) => {
    const item = library.get('items', id)
    const changed: Item = { ...item, title: title ?? item.title, kind: kind ?? item.kind }
    const entries = Object.values(library.data.entries).filter(entry => entry.kind === 'item' && entry.itemId === id)
    const rewritten =
      changed.title === item.title
        ? []
        : entries.map(entry => put('entries', retitledEntry(entry, item, changed.title)))
    await library.commit({ key: 'item-change', name: changed.title }, [put('items', changed), ...rewritten])
  },
  'entry:move': async ({ id, topicId, before }) => {
    const entry = itemEntry(library, id)
    await library.commit({ key: 'entry-move', name: titleOf(library, entry) }, [
      put('entries', movedEntry(library, entry, topicId, before)),
    ])
  },
  'entry:copy': async ({ id, topicId, before }) => {
    const entry = itemEntry(library, id)
    const { origin: _, ...copy } = movedEntry(library, { ...entry, id: newId() }, topicId, before)
    await library.commit({ key: 'entry-copy', name: titleOf(library, entry) }, [put('entries', copy)])
    return copy.id
  },
  'entry:delete': async ({ id }) => {
    const entry = itemEntry(library, id)
    const puts = [removal('entries', id), ...orphanedBy(library.data, [entry])]
    await library.commit({ key: 'entry-delete', name: titleOf(library, entry) }, puts)
  },
})
