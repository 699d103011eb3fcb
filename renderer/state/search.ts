// The texts that are searched, kept as indexes. They are made when they are first asked for after a change.
import type { ItemEntry, TextEntry } from '../../electron/contract/entry.ts'
import type { Item } from '../../electron/contract/item.ts'
import type { Library } from '../../electron/contract/library.ts'
import type { Topic } from '../../electron/contract/topic.ts'
import { LineIndex } from '../lib/line-index.ts'
import type { Catalogue } from './catalogue.ts'
import { authorsOf } from './facts.ts'
import { placesInTreeOrder } from './sorting.ts'

/** The library as indexes are made from it; it changes in place, and `version` says when. */
export interface Source {
  data: Library
  catalogue: Catalogue
  version: number
}
interface Indexed<T> {
  records: readonly T[]
  readonly lines: LineIndex
}

const lineOf = (text: string): string => text.replace(/\s+/g, ' ').toLocaleLowerCase()

/** A record's text, made once: records are replaced when they change, never written to. */
const texts = new WeakMap<object, string>()
function textOf(record: object, make: () => string): string {
  const known = texts.get(record)
  if (known !== undefined) return known
  const text = lineOf(make())
  texts.set(record, text)
  return text
}

function itemText(item: Item, { tags }: Library): string {
  const text = textOf(item, () => {
    const { title, reference, url, doi, arxivId } = item
    const parts = [title, authorsOf(item), reference?.['container-title'], url, doi, arxivId]
    return parts.filter(Boolean).join(' · ')
  })
  // A tag may be renamed without the item.
  return item.tags ? `${text} · ${item.tags.map(id => tags[id]?.name.toLocaleLowerCase() ?? '').join(' ')}` : text
}

/** Makes an index anew when the library has changed since; its lines only when words are looked for. */
function indexed<T>(recordsOf: (source: Source) => T[], textOfRecord: (record: T, data: Library) => string) {
  let known: { version: number; data: Library; index: Indexed<T> } | null = null
  return (source: Source): Indexed<T> => {
    const { data, version } = source
    if (known?.version !== version || known.data !== data) {
      const records = recordsOf(source)
      let lines: LineIndex | null = null
      const index = {
        records,
        get lines() {
          return (lines ??= new LineIndex(records.map(record => textOfRecord(record, data))))
        },
      }
      known = { version, data, index }
    }
    return known.index
  }
}

/** An item with the place by which it is shown where it is not asked for in one topic: its first in the tree's order. */
export interface PlacedItem {
  item: Item
  place: ItemEntry
}

function placedItems({ data, catalogue }: Source): PlacedItem[] {
  const seen = new Set<string>()
  return placesInTreeOrder(catalogue).flatMap(place => {
    const item = data.items[place.itemId]
    if (!item || seen.has(item.id)) return []
    seen.add(item.id)
    return { item, place }
  })
}

/** Every item in the tree's order: title, authors, where it appeared, address, numbers and tags. */
export const itemIndex = indexed<PlacedItem>(placedItems, ({ item }, data) => itemText(item, data))

export const topicIndex = indexed<Topic>(
  ({ data }) => Object.values(data.topics),
  topic => textOf(topic, () => topic.title),
)

/** The stretches of every note. */
export const noteIndex = indexed<TextEntry>(
  ({ data }) => Object.values(data.entries).filter(entry => entry.kind === 'text'),
  entry => textOf(entry, () => entry.markdown),
)

/** How many texts are made at a time: some milliseconds' worth. */
const slice = 1500

/** Makes the items' texts and their index bit by bit, so that not even the first key waits for them. Gives how to stop. */
export function warmSearch(source: Source): () => void {
  const { records } = itemIndex(source)
  let at = 0
  const step = () => {
    for (const { item } of records.slice(at, at + slice)) itemText(item, source.data)
    at += slice
    if (at < records.length) waiting = setTimeout(step, 10)
    else waiting = setTimeout(() => void itemIndex(source).lines, 10)
  }
  let waiting = setTimeout(step)
  return () => clearTimeout(waiting)
}
