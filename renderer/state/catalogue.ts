import type { Entry, ItemEntry } from '../../electron/contract/entry.ts'
import type { Library, RecordChange } from '../../electron/contract/library.ts'
import type { Topic } from '../../electron/contract/topic.ts'
import { Groups } from './groups.ts'

interface Indexes {
  children: Groups<Topic, string | null>
  entries: Groups<Entry, string>
  items: Groups<ItemEntry, string>
  places: Groups<ItemEntry, string>
}

/** How each is made of the tables: when it is first asked for, or by `ready`. */
const makers: { [K in keyof Indexes]: (data: Library) => Indexes[K] } = {
  children: data => new Groups(topic => topic.parentId, Object.values(data.topics)),
  entries: data => new Groups(entry => entry.topicId, Object.values(data.entries)),
  items: data => new Groups(entry => entry.topicId, Object.values(data.entries).filter(isItemEntry)),
  places: data => new Groups(entry => entry.itemId, Object.values(data.entries).filter(isItemEntry)),
}

/**
 * The library's tables with the indexes that the views read. Changes are applied in place, so that one edit costs what it
 * touches and not the library; the records themselves and the groups' arrays are replaced, never written to.
 */
export class Catalogue {
  readonly data: Library
  private readonly made: Partial<Indexes> = {}
  private counts: Map<string, number> | null = null
  /** Counts of a library of which only a part is here. */
  private readonly given: Readonly<Record<string, number>> | null

  constructor(data: Library, given: Readonly<Record<string, number>> | null = null) {
    this.data = data
    this.given = given
  }

  private index<K extends keyof Indexes>(name: K): Indexes[K] {
    const made: Partial<Pick<Indexes, K>> = this.made
    return (made[name] ??= makers[name](this.data))
  }

  /** Makes the indexes, one a step. */
  *ready(): Generator<void> {
    for (const name of Object.keys(makers) as (keyof Indexes)[]) {
      this.index(name)
      yield
    }
  }

  apply(changes: RecordChange[]): void {
    for (const change of changes) {
      const table = this.data[change.table] as Record<string, RecordChange['record']>
      const before = table[change.id]
      if (change.record === null) delete table[change.id]
      else table[change.id] = change.record
      if (change.table === 'topics')
        this.made.children?.change(before as Topic | undefined, (change.record ?? undefined) as Topic | undefined)
      if (change.table === 'entries')
        this.changeEntry(before as Entry | undefined, (change.record ?? undefined) as Entry | undefined)
      if (change.table === 'topics' || change.table === 'entries') this.counts = null
    }
    for (const groups of Object.values(this.made)) groups?.settle()
  }

  private changeEntry(before: Entry | undefined, after: Entry | undefined): void {
    this.made.entries?.change(before, after)
    const items = [before, after].map(entry => (entry && isItemEntry(entry) ? entry : undefined))
    for (const groups of [this.made.items, this.made.places]) groups?.change(items[0], items[1])
  }

  /** The topics under a topic, or those at the top for null, in order. */
  childTopics(parentId: string | null): readonly Topic[] {
    return this.index('children').get(parentId)
  }

  entriesOf(topicId: string): readonly Entry[] {
    return this.index('entries').get(topicId)
  }

  /** The items among a topic's entries, in order. */
  itemsOf(topicId: string): readonly ItemEntry[] {
    return this.index('items').get(topicId)
  }

  /** Where an item stands. */
  placesOf(itemId: string): readonly ItemEntry[] {
    return this.index('places').get(itemId)
  }

  /** How many items stand under a topic and all topics below it. */
  itemCount(topicId: string): number {
    if (this.given) return this.given[topicId] ?? 0
    this.counts ??= this.counted()
    return this.counts.get(topicId) ?? 0
  }

  private counted(): Map<string, number> {
    const counts = new Map<string, number>()
    const topics: Topic[] = [...this.childTopics(null)]
    for (const topic of topics) topics.push(...this.childTopics(topic.id))
    for (const { id, parentId } of topics.reverse()) {
      const sum = this.itemsOf(id).length + (counts.get(id) ?? 0)
      counts.set(id, sum)
      if (parentId !== null) counts.set(parentId, (counts.get(parentId) ?? 0) + sum)
    }
    return counts
  }

  /** The topics from the top down to a topic, itself included. */
  pathOf(topicId: string): Topic[] {
    const path: Topic[] = []
    for (
      let topic = this.data.topics[topicId];
      topic && path.length < 1000;
      topic = this.data.topics[topic.parentId ?? '']
    )
      path.unshift(topic)
    return path
  }
}

export const isItemEntry = (entry: Entry): entry is ItemEntry => entry.kind === 'item'
