import { emptyLibrary } from '../../../electron/contract/empty-library.ts'
import type { ItemEntry, TextEntry } from '../../../electron/contract/entry.ts'
import type { Item } from '../../../electron/contract/item.ts'
import type { Library } from '../../../electron/contract/library.ts'
import type { Topic } from '../../../electron/contract/topic.ts'

export const topic = (id: string, parentId: string | null, order: string, title = id): Topic => ({
  id,
  parentId,
  order,
  title,
})
export const item = (id: string): Item => ({
  id,
  kind: 'webpage',
  title: id,
  url: null,
  arxivId: null,
  doi: null,
  paper: null,
  addedAt: '2026-11-01T00:00:00.000Z',
})
export const place = (id: string, topicId: string, order: string, itemId = `item-${id}`): ItemEntry => ({
  id,
  topicId,
  order,
  kind: 'item',
  itemId,
})
export const text = (
  id: string,
  topicId: string,
  order: string,
  markdown: string,
  language?: 'en' | 'zh-CN',
): TextEntry => ({
  id,
  topicId,
  order,
  kind: 'text',
  markdown,
  ...(language ? { language } : {}),
})

const byId = <T extends { id: string }>(records: T[]): Record<string, T> =>
  Object.fromEntries(records.map(record => [record.id, record]))

/** A library of these records, and of the items that they place. */
export function libraryOf(topics: Topic[], entries: (ItemEntry | TextEntry)[] = []): Library {
  const items = entries.flatMap(entry => (entry.kind === 'item' ? [item(entry.itemId)] : []))
  return { ...emptyLibrary(), topics: byId(topics), items: byId(items), entries: byId(entries) }
}
