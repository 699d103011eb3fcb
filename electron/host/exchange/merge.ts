import path from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import type { Entry, ItemEntry, TextEntry } from '../../contract/entry.ts'
import type { Item } from '../../contract/item.ts'
import type { Library, Source } from '../../contract/library.ts'
import type { Origin, Topic } from '../../contract/topic.ts'
import { newId } from '../library/library.ts'
import { headingTitle, titleKey } from './headings.ts'
import { fitting } from './fitting.ts'
import { ItemBook, mergedItem, titleName } from './item-book.ts'
import { isEdited } from './notes.ts'
import type { ListedItem, ListedText, ListedTopic } from './listed.ts'
import type { ReadFiles } from './reading.ts'
import { clipped } from './plain.ts'
import { isTicked, retitledPiece, tickedPiece } from './retouch.ts'
import { isOf, pairItems, pairTexts, replacedTexts } from './entry-pairs.ts'
import { paired } from './pairs.ts'
import type { ImportPlan } from './plan.ts'
import { planRecords } from './records.ts'
import { groupsOf, orderKeys } from './siblings.ts'

/** Merges one list into a library; collects the records that change. */
class Merge {
  private readonly plan: ImportPlan
  private readonly library: Library
  private readonly source: Source
  /** The very file was imported before: then what the user put into another order stays so. */
  private readonly again: boolean
  /** A bibliography does not say where things stand: what stands somewhere stays there. */
  private readonly stay: boolean
  /** The file is no Markdown: its records have no words of their own to go out again. */
  private readonly foreign: boolean
  private readonly items: ItemBook
  private readonly topics: Map<string | null, Topic[]>
  private readonly entries: Map<string | null, Entry[]>
  /** Ids of tags by their names in lower case. */
  private readonly tags: Map<string, string>
  private done = 0

  constructor(library: Library, source: Source, { places }: ReadFiles) {
    this.library = library
    this.source = source
    this.foreign = (source.format ?? 'markdown') !== 'markdown'
    this.stay = places === 'stay'
    this.again = library.sources[source.id]?.hash === source.hash
    this.items = new ItemBook(library, source)
    this.tags = new Map(Object.values(library.tags).map(({ id, name }) => [name.toLowerCase(), id]))
    const report = { topicsAdded: 0, itemsAdded: 0, entriesAdded: 0 }
    this.plan = { changes: [], report, counts: this.items.counts, rows: this.items.rows, files: [] }
    this.topics = groupsOf(Object.values(library.topics), topic => topic.parentId)
    this.entries = groupsOf(Object.values(library.entries), entry => entry.topicId)
  }

  /** The plan without the changes that a later one of the same record made void. */
  finish(): ImportPlan {
    const last = new Map(this.plan.changes.map(change => [`${change.table} ${change.id}`, change]))
    return { ...this.plan, changes: [...last.values()] }
  }

  /** The topics of a list under one parent, with all below them. */
  *mergeTopics(listed: readonly ListedTopic[], parentId: string | null): Generator<number, void> {
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
      const resolved = yield* this.resolved(one, match)
      // Everything that a bibliography lists stands somewhere already: it needs no topic.
      if (!match && this.stay && resolved.entries.length + one.topics.length === 0) continue
      const order = keys.get(id) ?? match?.order ?? ''
      const origin = this.originOf(one.markdown, match, one.title)
      this.put('topics', { title: one.title, ...match, id, parentId, order, ...origin }, match)
      if (!match) this.plan.report.topicsAdded++
      this.mergeEntries(resolved, id, match?.title ?? one.title)
      yield* this.mergeTopics(one.topics, id)
    }
  }

  /** A record's origin: this source, unless it has its words in a Markdown list, which another kind of file must not take. */
  private originOf(markdown: string, match: Topic | Entry | undefined, title?: string): { origin?: Origin } {
    if (this.foreign && match?.origin && !this.isOwn(match)) return { origin: match.origin }
    const named = this.foreign && title !== undefined ? { title } : {}
    return { origin: { sourceId: this.source.id, markdown, ...named } }
  }

  /** The items of a topic's entries; of a bibliography, only those entries whose items stand nowhere yet. */
  private *resolved({ entries, title }: ListedTopic, match: Topic | undefined): Generator<number, Resolved> {
    const known = match ? (this.entries.get(match.id) ?? []) : []
    const renamed = this.renamedItems(entries, known)
    const itemIds = new Map<ListedItem, string>()
    const kept: Resolved['entries'] = []
    for (const one of entries) {
      if (one.kind === 'item') {
        const itemId = this.itemFor(one, renamed, match?.title ?? title)
        itemIds.set(one, itemId)
        if (this.stay && this.items.stands(itemId)) continue
        this.items.place(itemId)
        if (++this.done % 64 === 0) yield this.done
      }
      kept.push(one)
    }
    return { entries: kept, itemIds }
  }

  /** The title under which a topic of this list stands in it, whatever it was renamed to; null for other topics. */
  private titleInList({ origin }: Topic): string | null {
    if (origin?.sourceId !== this.source.id) return null
    return titleKey(origin.title ?? headingTitle(origin.markdown) ?? path.parse(this.source.name).name)
  }

  private isOwn(record: Topic | Entry): boolean {
    return isOf(this.source.id, record)
  }

  private mergeEntries({ entries: listed, itemIds }: Resolved, topicId: string, topicTitle: string): void {
    const known = this.entries.get(topicId) ?? []
    const items = listed.filter(one => one.kind === 'item')
    const texts = listed.filter(one => one.kind === 'text')
    const knownItems = known.filter(entry => entry.kind === 'item')
    const itemPairs = pairItems(this.source.id, items, knownItems, itemIds)
    const knownTexts = known.filter(entry => entry.kind === 'text')
    const textPairs = pairTexts(this.source.id, texts, knownTexts)
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
      const isChanged = this.put('entries', record, match)
      if (isChanged && record.kind === 'item') this.items.tell('merged', record.itemId, topicTitle)
      if (!match) this.plan.report.entriesAdded++
    }
    for (const { id } of replacedTexts(this.source.id, texts, knownTexts, new Set(textPairs.values())))
      this.plan.changes.push({ table: 'entries', id, record: null })
  }

  /** The library's item for what the list shows, made when there is none. */
  private itemFor(one: ListedItem, renamed: (one: ListedItem) => Item | undefined, topic: string): string {
    const { addedAt = this.source.importedAt, files } = one
    const item = fitting(one.item)
    const known = this.items.find(item) ?? renamed(one)
    const merged = known ? mergedItem(known, item) : { ...item, id: newId(), paper: null, addedAt }
    const record = this.again && known ? merged : this.marked(merged, one)
    const isChanged = this.put('items', record, known)
    if (isChanged) this.items.keep(record, known)
    if (!known) this.plan.report.itemsAdded++
    this.items.note(known ? (isChanged ? 'merged' : 'unchanged') : 'new', record, topic)
    if (files && !record.paper) this.plan.files.push({ itemId: record.id, ...files })
    return record.id
  }

  /** What a file says of reading and tags, where nothing is said yet. */
  private marked(item: Item, { item: { reading }, tags = [] }: ListedItem): Item {
    const ids = item.tags ? [] : [...new Set(tags.map(name => this.tagFor(name)))].slice(0, 200)
    return {
      ...item,
      ...(reading && !item.reading ? { reading } : {}),
      ...(ids.length > 0 ? { tags: ids } : {}),
    }
  }

  private tagFor(words: string): string {
    const name = clipped(words.trim(), 200)
    const known = this.tags.get(name.toLowerCase())
    if (known) return known
    const id = newId()
    this.tags.set(name.toLowerCase(), id)
    this.plan.changes.push({ table: 'tags', id, record: { id, name, color: null } })
    return id
  }

  /** Finds the item that a bullet without an address became, when it was renamed in the library: only its words named it. */
  private renamedItems(listed: ListedTopic['entries'], known: Entry[]): (one: ListedItem) => Item | undefined {
    const titles = new Set(listed.map(one => (one.kind === 'item' ? titleName(one.item.title) : '')))
    const candidates = known.flatMap(entry => {
      const item = entry.kind === 'item' && this.isOwn(entry) ? this.library.items[entry.itemId] : undefined
      return item?.url === null && !titles.has(titleName(item.title)) ? [{ entry, item }] : []
    })
    return ({ item, markdown }) =>
      item.url === null
        ? candidates.find(({ entry: { origin }, item: one }) => {
            const known = origin?.markdown ?? ''
            return this.ownPiece(markdown, item, one.title, known) === known
          })?.item
        : undefined
  }

  /**
   * A file's piece with what was done to `known` in the library: an item renamed there has its new title in it already, one
   * that was read there its tick, and one that is to be read again has lost it, where the same file comes in again.
   */
  private ownPiece(markdown: string, item: Pick<Item, 'title' | 'url'>, title: string, known: string): string {
    const renamed = retitledPiece(markdown, item, title)
    const box = isTicked(known)
    return box === true || (box === false && this.again) ? tickedPiece(renamed, box) : renamed
  }

  private itemEntry(one: ListedItem, match: ItemEntry | undefined, place: Place, itemId: string): ItemEntry {
    const { label, remark, markdown } = one
    const beside = { ...(label ? { label } : {}), ...(remark ? { remark } : {}) }
    const known = match && this.isOwn(match) ? match.origin?.markdown : undefined
    const item = this.library.items[itemId]
    const own =
      known !== undefined && item
        ? this.ownPiece(markdown, { ...item, title: one.item.title }, item.title, known)
        : null
    const origin = this.originOf(known !== undefined && known === own ? known : markdown, match)
    return { ...match, ...beside, ...place, kind: 'item', itemId, ...origin }
  }

  private textEntry(one: ListedText, match: TextEntry | undefined, place: Place): TextEntry {
    const kept = match && isEdited(match) && this.isOwn(match) ? match.markdown : one.note
    return {
      ...match,
      ...place,
      kind: 'text',
      markdown: kept,
      ...this.originOf(one.markdown, match),
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
  ): boolean {
    if (record === known || isDeepStrictEqual(record, known)) return false
    this.plan.changes.push({ table, id: record.id, record })
    return true
  }
}

type Place = Pick<Entry, 'id' | 'topicId' | 'order'>
interface Resolved {
  entries: ListedTopic['entries']
  itemIds: Map<ListedItem, string>
}

/**
 * What has to change in a library so that it holds everything of a file. Topics are known by title under the same parent,
 * items by arXiv number, DOI, address, cite key or title, texts by their words; what is there already is taken over and put
 * into the list's order, and marked as standing in `source`. A file that was imported already changes nothing, whatever was
 * renamed, rewritten or put into another order in the library since; what was deleted or moved to another topic comes
 * back, but not out of a bibliography while it stands elsewhere. A record of another list that this list has too becomes
 * this one's. Works in steps, so that the caller can pause: each step gives how many items are done.
 */
export function* planSteps(library: Library, read: ReadFiles, source: Source): Generator<number, ImportPlan> {
  if (read.records) return planRecords(library, read.records)
  const merge = new Merge(library, source, read)
  yield* merge.mergeTopics(read.topics, null)
  return merge.finish()
}

/** The same, all at once. */
export function planImport(library: Library, read: ReadFiles, source: Source): ImportPlan {
  const steps = planSteps(library, read, source)
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}
