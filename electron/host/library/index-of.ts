import type { Entry, ItemEntry } from '../../contract/entry.ts'
import type { Item } from '../../contract/item.ts'
import type { Library } from '../../contract/library.ts'
import type { Topic } from '../../contract/topic.ts'
import { identitiesOf } from '../exchange/index.ts'
import type { Change } from '../store/journal.ts'
import { byOrder, Groups } from './groups.ts'

/** Ids by what an item is known by. */
class Identities {
  private readonly ids = new Map<string, Set<string>>()

  constructor(items: Item[]) {
    for (const item of items) this.change(null, item)
  }

  change(before: Item | null, after: Item | null): void {
    for (const identity of before ? identitiesOf(before) : []) this.ids.get(identity)?.delete(before?.id ?? '')
    for (const identity of after ? identitiesOf(after) : []) {
      const known = this.ids.get(identity)
      if (known) known.add(after?.id ?? '')
      else this.ids.set(identity, new Set([after?.id ?? '']))
    }
  }

  of(identity: string): string | undefined {
    const [first] = this.ids.get(identity) ?? []
    return first
  }
}

/** Look-ups beside a library's tables, so that an edit costs what it touches and not the library. Each is made when it is first asked for. */
class LibraryIndex {
  private readonly library: Library
  private topics: Groups<Topic, string | null> | null = null
  private entries: Groups<Entry, string> | null = null
  private places: Groups<Entry, string> | null = null
  private identities: Identities | null = null

  constructor(library: Library) {
    this.library = library
  }

  childTopics(parentId: string | null): readonly Topic[] {
    this.topics ??= new Groups(topic => topic.parentId, Object.values(this.library.topics))
    return this.topics.of(parentId)
  }

  entriesOf(topicId: string): readonly Entry[] {
    this.entries ??= new Groups(entry => entry.topicId, Object.values(this.library.entries))
    return this.entries.of(topicId)
  }

  placesOf(itemId: string): readonly Entry[] {
    this.places ??= new Groups(
      entry => (entry.kind === 'item' ? entry.itemId : undefined),
      Object.values(this.library.entries),
    )
    return this.places.of(itemId)
  }

  itemKnownAs(identity: string): string | undefined {
    this.identities ??= new Identities(Object.values(this.library.items))
    return this.identities.of(identity)
  }

  apply(changes: readonly Change[], side: 'before' | 'after'): void {
    for (const change of side === 'after' ? changes : changes.toReversed()) {
      const [from, to] = side === 'after' ? [change.before, change.after] : [change.after, change.before]
      if (change.table === 'topics') this.topics?.change(from as Topic | null, to as Topic | null)
      if (change.table === 'items') this.identities?.change(from as Item | null, to as Item | null)
      if (change.table !== 'entries') continue
      this.entries?.change(from as Entry | null, to as Entry | null)
      this.places?.change(from as Entry | null, to as Entry | null)
    }
  }
}

const indexes = new WeakMap<Library, LibraryIndex>()

/** Keeps look-ups beside a library from now on; every change of it must then be told by `indexChanges`. */
export const indexLibrary = (library: Library): void => void indexes.set(library, new LibraryIndex(library))

export const indexChanges = (library: Library, changes: readonly Change[], side: 'before' | 'after'): void =>
  indexes.get(library)?.apply(changes, side)

/** The topics under a topic, or those at the top for null, in order. */
export const childTopics = (library: Library, parentId: string | null): Topic[] =>
  indexes.get(library)?.childTopics(parentId).slice() ??
  Object.values(library.topics)
    .filter(topic => topic.parentId === parentId)
    .sort(byOrder)

/** What stands under a topic, in order. */
export const entriesOf = (library: Library, topicId: string): Entry[] =>
  indexes.get(library)?.entriesOf(topicId).slice() ??
  Object.values(library.entries)
    .filter(entry => entry.topicId === topicId)
    .sort(byOrder)

/** Where an item stands. */
export const placesOf = (library: Library, itemId: string): ItemEntry[] =>
  (indexes.get(library)?.placesOf(itemId).slice() ??
    Object.values(library.entries).filter(entry => entry.kind === 'item' && entry.itemId === itemId)) as ItemEntry[]

/** The item that has this identity (see `identitiesOf`), if the library has one. */
export function itemKnownAs(library: Library, identity: string): Item | undefined {
  const index = indexes.get(library)
  if (!index) return Object.values(library.items).find(item => identitiesOf(item).includes(identity))
  const id = index.itemKnownAs(identity)
  return id === undefined ? undefined : library.items[id]
}
