import path from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import type { Entry, ItemEntry, TextEntry } from '../../contract/entry.ts'
import type { Item } from '../../contract/item.ts'
import type { Library, RecordChange, Source } from '../../contract/library.ts'
import type { Topic } from '../../contract/topic.ts'
import { newId } from '../library/library.ts'
import { headingTitle, titleKey } from './headings.ts'
import { identitiesOf, identityOf } from './identity.ts'
import { isEdited, noteKey } from './notes.ts'
import type { ListedItem, ListedText, ListedTopic, ParsedList } from './listed.ts'
import { retitledPiece } from './retouch.ts'
import { groupsOf, orderKeys } from './siblings.ts'

export interface ImportPlan {
  changes: RecordChange[]
  report: { topicsAdded: number; itemsAdded: number; entriesAdded: number }
}

/** Pairs what a list says with the records that are there: first come, first served, under each of the keys in turn. */
function paired<Listed, Known extends object>(
  listed: readonly Listed[],
  known: readonly Known[],
  passes: { listed: (one: Listed) => string | null; known: (one: Known) => string | null }[],
): Map<Listed, Known> {
  const pairs = new Map<Listed, Known>()
  const taken = new Set<Known>()
  for (const pass of passes) {
    const waiting = new Map<string, Known[]>()
    for (const one of known.toReversed()) {
      const key = taken.has(one) ? null : pass.known(one)
      if (key === null) continue
      const queue = waiting.get(key)
      if (queue) queue.push(one)
      else waiting.set(key, [one])
    }
    for (const one of listed) {
      const key = pairs.has(one) ? null : pass.listed(one)
      const match = key === null ? undefined : waiting.get(key)?.pop()
      if (!match) continue
      pairs.set(one, match)
      taken.add(match)
    }
  }
  return pairs
}

/** Merges one list into a library; collects the records that change. */
class Merge {
  readonly plan: ImportPlan = { changes: [], report: { topicsAdded: 0, itemsAdded: 0, entriesAdded: 0 } }
  private readonly library: Library
  private readonly source: Source
  /** The very file was imported before: then what the user put into another order stays so. */
  private readonly again: boolean
  private readonly items: Map<string, Item>
  private readonly topics: Map<string | null, Topic[]>
  private readonly entries: Map<string | null, Entry[]>

  constructor(library: Library, source: Source) {
    this.library = library
    this.source = source
    this.again = library.sources[source.id]?.hash === source.hash
    this.items = new Map(
      Object.values(library.items).flatMap(item => identitiesOf(item).map(name => [name, item] as const)),
    )
    this.topics = groupsOf(Object.values(library.topics), topic => topic.parentId)
    this.entries = groupsOf(Object.values(library.entries), entry => entry.topicId)
  }

  /** The topics of a list under one parent, with all below them. */
  mergeTopics(listed: readonly ListedTopic[], parentId: string | null): void {
    const known = this.topics.get(parentId) ?? []
    const pairs = paired(listed, known, [
      { listed: ({ title }) => titleKey(title), known: topic => this.titleInList(topic) },
      { listed: ({ title }) => titleKey(title), known: ({ title }) => titleKey(title) },
    ])
    const wanted = listed.map(one => {
      const match = pairs.get(one)
      return { one, match, id: match?.id ?? newId(), stays: this.again && match !== undefined && this.isOwn(match) }
    })
    const keys = orderKeys(known, wanted)
    this.reorder('topics', known, keys, wanted)
    for (const { one, match, id } of wanted) {
      const origin = { sourceId: this.source.id, markdown: one.markdown }
      const order = keys.get(id) ?? match?.order ?? ''
      this.put('topics', { title: one.title, ...match, id, parentId, order, origin }, match)
      if (!match) this.plan.report.topicsAdded++
      this.mergeEntries(one.entries, id)
      this.mergeTopics(one.topics, id)
    }
  }

  /** The title under which a topic of this list stands in it, whatever it was renamed to; null for other topics. */
  private titleInList({ origin }: Topic): string | null {
    if (origin?.sourceId !== this.source.id) return null
    return titleKey(headingTitle(origin.markdown) ?? path.parse(this.source.name).name)
  }

  private isOwn({ origin }: Topic | Entry): boolean {
    return origin?.sourceId === this.source.id
  }

  private mergeEntries(listed: readonly (ListedItem | ListedText)[], topicId: string): void {
    const known = this.entries.get(topicId) ?? []
    const items = listed.filter(one => one.kind === 'item')
    const texts = listed.filter(one => one.kind === 'text')
    const knownItems = known.filter(entry => entry.kind === 'item')
    const itemIds = new Map(items.map(one => [one, this.itemFor(one, knownItems)]))
    const itemPairs = this.pairItems(items, knownItems, itemIds)
    const textPairs = this.pairTexts(
      texts,
      known.filter(entry => entry.kind === 'text'),
    )
    const wanted = listed.map(one => {
      const match = one.kind === 'item' ? itemPairs.get(one) : textPairs.get(one)
      return { one, match, id: match?.id ?? newId(), stays: this.again && match !== undefined && this.isOwn(match) }
    })
    const keys = orderKeys(known, wanted)
    this.reorder('entries', known, keys, wanted)
    for (const { one, match, id } of wanted) {
      const order = keys.get(id) ?? match?.order ?? ''
      const record =
        one.kind === 'item'
          ? this.itemEntry(one, itemPairs.get(one), { id, topicId, order }, itemIds.get(one) ?? '')
          : this.textEntry(one, textPairs.get(one), { id, topicId, order })
      this.put('entries', record, match)
      if (!match) this.plan.report.entriesAdded++
    }
    this.removeReplaced(
      texts,
      known.filter(entry => entry.kind === 'text'),
      new Set(textPairs.values()),
    )
  }

  private pairItems(
    listed: ListedItem[],
    known: ItemEntry[],
    ids: Map<ListedItem, string>,
  ): Map<ListedItem, ItemEntry> {
    const idOf = (one: ListedItem): string => ids.get(one) ?? ''
    const own = ({ itemId, origin }: ItemEntry): string | null => (origin?.sourceId === this.source.id ? itemId : null)
    return paired(listed, known, [
      {
        listed: one => `${idOf(one)} ${one.markdown}`,
        known: entry => own(entry) && `${entry.itemId} ${entry.origin?.markdown}`,
      },
      { listed: idOf, known: own },
      { listed: idOf, known: ({ itemId, origin }) => (origin ? null : itemId) },
      { listed: idOf, known: ({ itemId }) => itemId },
    ])
  }

  private pairTexts(listed: ListedText[], known: TextEntry[]): Map<ListedText, TextEntry> {
    const own = (entry: TextEntry): string | null => (this.isOwn(entry) ? (entry.origin?.markdown ?? null) : null)
    return paired(listed, known, [
      { listed: ({ markdown }) => markdown, known: own },
      { listed: ({ note }) => noteKey(note), known: entry => (entry.language ? null : noteKey(entry.markdown)) },
    ])
  }

  /** The library's item for what the list shows, made when there is none. A title takes the place of a bare address. */
  private itemFor(one: ListedItem, entries: ItemEntry[]): string {
    const { item } = one
    const fresh: Item = { ...item, id: newId(), paper: null, addedAt: this.source.importedAt }
    const identity = identityOf(fresh)
    const known = this.items.get(identity) ?? this.renamedItem(one, entries)
    const titled =
      known && known.title === known.url && item.title !== item.url ? { ...known, title: item.title } : known
    if (!known) this.plan.report.itemsAdded++
    if (titled !== known || !known) {
      this.items.set(identity, titled ?? fresh)
      this.put('items', titled ?? fresh, known)
    }
    return (titled ?? fresh).id
  }

  /** The item that a bullet without an address became, when it was renamed in the library: only its words named it. */
  private renamedItem({ item, markdown }: ListedItem, entries: ItemEntry[]): Item | undefined {
    if (item.url !== null) return undefined
    const items = entries
      .filter(entry => this.isOwn(entry))
      .map(entry => [entry, this.library.items[entry.itemId]] as const)
    return items.find(
      ([entry, known]) => known?.url === null && retitledPiece(markdown, item, known.title) === entry.origin?.markdown,
    )?.[1]
  }

  private itemEntry(one: ListedItem, match: ItemEntry | undefined, place: Place, itemId: string): ItemEntry {
    const { label, remark, markdown } = one
    const beside = { ...(label ? { label } : {}), ...(remark ? { remark } : {}) }
    const known = match && this.isOwn(match) ? match.origin?.markdown : undefined
    const item = this.library.items[itemId]
    // An item renamed in the library has its new title in its piece of the list already.
    const renamed =
      known !== undefined && item && retitledPiece(markdown, { ...item, title: one.item.title }, item.title)
    const origin = { sourceId: this.source.id, markdown: known !== undefined && known === renamed ? known : markdown }
    return { ...match, ...beside, ...place, kind: 'item', itemId, origin }
  }

  private textEntry(one: ListedText, match: TextEntry | undefined, place: Place): TextEntry {
    const kept = match && isEdited(match) && this.isOwn(match) ? match.markdown : one.note
    return {
      ...match,
      ...place,
      kind: 'text',
      markdown: kept,
      origin: { sourceId: this.source.id, markdown: one.markdown },
    }
  }

  /**
   * Removes texts of an earlier state of the list that a new text stands for: unchanged in the library since, and with
   * at least half of their lines in the list's texts of now. What the list only dropped stays.
   */
  private removeReplaced(listed: ListedText[], known: TextEntry[], paired: Set<TextEntry>): void {
    const lines = new Set(listed.flatMap(({ note }) => note.split('\n')))
    for (const entry of known) {
      if (paired.has(entry) || !this.isOwn(entry) || isEdited(entry)) continue
      const own = entry.markdown.split('\n').filter(line => line.trim() !== '')
      if (own.filter(line => lines.has(line)).length * 2 >= own.length)
        this.plan.changes.push({ table: 'entries', id: entry.id, record: null })
    }
  }

  /** Siblings that the list does not name, when all of them had to get new keys. */
  private reorder(
    table: 'topics' | 'entries',
    known: (Topic | Entry)[],
    keys: Map<string, string>,
    wanted: { id: string }[],
  ): void {
    const named = new Set(wanted.map(({ id }) => id))
    for (const record of known) {
      const order = keys.get(record.id)
      if (order && !named.has(record.id)) this.plan.changes.push({ table, id: record.id, record: { ...record, order } })
    }
  }

  private put<T extends 'topics' | 'items' | 'entries'>(
    table: T,
    record: Library[T][string],
    known?: Library[T][string],
  ): void {
    if (!isDeepStrictEqual(record, known)) this.plan.changes.push({ table, id: record.id, record })
  }
}

type Place = Pick<Entry, 'id' | 'topicId' | 'order'>

/**
 * What has to change in a library so that it holds everything of a list. Topics are known by title under the same parent,
 * items by arXiv number, DOI, address or title, texts by their words; what is there already is taken over and put into
 * the list's order, and marked as standing in `source`. A file that was imported already changes nothing, whatever was
 * renamed, rewritten or put into another order in the library since; what was deleted or moved to another topic comes
 * back. A record of another list that this list has too becomes this one's.
 */
export function planImport(library: Library, list: ParsedList, source: Source): ImportPlan {
  const merge = new Merge(library, source)
  merge.mergeTopics(list.topics, null)
  return merge.plan
}
