import type { Entry, ItemEntry } from '../../electron/contract/entry.ts'
import type { Library, RecordChange } from '../../electron/contract/library.ts'
import type { Topic } from '../../electron/contract/topic.ts'
import { Groups } from './groups.ts'

/**
 * The library's tables with the indexes that the views read. Changes are applied in place, so that one edit costs what it
 * touches and not the library; the records themselves and the groups' arrays are replaced, never written to.
 */
export class Catalogue {
  readonly data: Library
  private readonly children: Groups<Topic, string | null>
  private readonly entries: Groups<Entry, string>
  private readonly items: Groups<ItemEntry, string>
  private readonly places: Groups<ItemEntry, string>
  private counts: Map<string, number> | null = null

  constructor(data: Library) {
    this.data = data
    const entries = Object.values(data.entries)
    this.children = new Groups(topic => topic.parentId, Object.values(data.topics))
    this.entries = new Groups(entry => entry.topicId, entries)
    this.items = new Groups(entry => entry.topicId, entries.filter(isItemEntry))
    this.places = new Groups(entry => entry.itemId, entries.filter(isItemEntry))
  }

  apply(changes: RecordChange[]): void {
    for (const change of changes) {
      const table = this.data[change.table] as Record<string, RecordChange['record']>
      const before = table[change.id]
      if (change.record === null) delete table[change.id]
      else table[change.id] = change.record
      if (change.table === 'topics')
        this.children.change(before as Topic | undefined, (change.record ?? undefined) as Topic | undefined)
      if (change.table === 'entries')
        this.changeEntry(before as Entry | undefined, (change.record ?? undefined) as Entry | undefined)
      if (change.table === 'topics' || change.table === 'entries') this.counts = null
    }
    for (const groups of [this.children, this.entries, this.items, this.places]) groups.settle()
  }

  private changeEntry(before: Entry | undefined, after: Entry | undefined): void {
    this.entries.change(before, after)
    const items = [before, after].map(entry => (entry && isItemEntry(entry) ? entry : undefined))
    for (const groups of [this.items, this.places]) groups.change(items[0], items[1])
  }

  /** The topics under a topic, or those at the top for null, in order. */
  childTopics(parentId: string | null): readonly Topic[] {
    return this.children.get(parentId)
  }

  entriesOf(topicId: string): readonly Entry[] {
    return this.entries.get(topicId)
  }

  /** The items among a topic's entries, in order. */
  itemsOf(topicId: string): readonly ItemEntry[] {
    return this.items.get(topicId)
  }

  /** Where an item stands. */
  placesOf(itemId: string): readonly ItemEntry[] {
    return this.places.get(itemId)
  }

  /** How many items stand under a topic and all topics below it. */
  itemCount(topicId: string): number {
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
