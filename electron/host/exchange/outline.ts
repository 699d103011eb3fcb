import type { Entry } from '../../contract/entry.ts'
import type { Item } from '../../contract/item.ts'
import type { Library } from '../../contract/library.ts'
import type { Topic } from '../../contract/topic.ts'
import { groupsOf } from './siblings.ts'

/** A topic with what stands under it, in the order of the tree. */
export interface OutTopic {
  topic: Topic
  places: { entry: Entry; item: Item | undefined }[]
  topics: OutTopic[]
}

/** The library as nested topics. */
export function outlineOf(library: Library): OutTopic[] {
  const topics = groupsOf(Object.values(library.topics), topic => topic.parentId)
  const entries = groupsOf(Object.values(library.entries), entry => entry.topicId)
  const under = (parentId: string | null): OutTopic[] =>
    (topics.get(parentId) ?? []).map(topic => ({
      topic,
      places: (entries.get(topic.id) ?? []).map(entry => ({
        entry,
        item: entry.kind === 'item' ? library.items[entry.itemId] : undefined,
      })),
      topics: under(topic.id),
    }))
  return under(null)
}

/** Every item once, in the order of the tree. */
export function itemsInOrder(library: Library): Item[] {
  const found = new Set<Item>()
  const visit = ({ places, topics }: OutTopic): void => {
    for (const { item } of places) if (item) found.add(item)
    topics.forEach(visit)
  }
  outlineOf(library).forEach(visit)
  return [...found]
}

export interface Scope {
  topicId?: string | undefined
  sourceId?: string | undefined
}

/** The part of a library that an export is about: a topic with all below it, or what came from one file. */
export function scoped(library: Library, { topicId, sourceId }: Scope): Library {
  if (topicId === undefined && sourceId === undefined) return library
  const topics = new Set<string>()
  const children = groupsOf(Object.values(library.topics), topic => topic.parentId)
  const addBelow = (id: string): void => {
    topics.add(id)
    for (const child of children.get(id) ?? []) addBelow(child.id)
  }
  if (topicId !== undefined) addBelow(topicId)
  const isIn = ({ topicId: at, origin }: Entry): boolean =>
    topicId !== undefined ? topics.has(at) : origin?.sourceId === sourceId
  const entries = Object.values(library.entries).filter(isIn)
  if (topicId === undefined)
    for (const { topicId: at } of entries)
      for (let id: string | null = at; id !== null && !topics.has(id); id = library.topics[id]?.parentId ?? null)
        topics.add(id)
  const items = new Set(entries.flatMap(entry => (entry.kind === 'item' ? [entry.itemId] : [])))
  const pick = <T extends { id: string }>(table: Record<string, T>, ids: Iterable<string>): Record<string, T> =>
    Object.fromEntries([...ids].flatMap(id => (table[id] ? [[id, table[id]] as const] : [])))
  const ownTopics = pick(library.topics, topics)
  const root = topicId === undefined ? undefined : ownTopics[topicId]
  if (root) ownTopics[root.id] = { ...root, parentId: null }
  return {
    ...library,
    topics: ownTopics,
    entries: pick(
      library.entries,
      entries.map(({ id }) => id),
    ),
    items: pick(library.items, items),
  }
}
