// The texts that are searched, kept as indexes. They are made when they are first asked for after a change.
import type { Item } from '../../electron/contract/item.ts'
import type { TextEntry } from '../../electron/contract/entry.ts'
import type { Library } from '../../electron/contract/library.ts'
import type { Topic } from '../../electron/contract/topic.ts'
import { LineIndex } from '../lib/line-index.ts'
import { authorsOf } from './facts.ts'

interface Indexed<T> {
  records: readonly T[]
  lines: LineIndex
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
  const text = textOf(item, () =>
    [
      item.title,
      authorsOf(item),
      item.reference?.['container-title'] ?? '',
      item.url ?? '',
      item.doi ?? '',
      item.arxivId ?? '',
    ]
      .filter(Boolean)
      .join(' · '),
  )
  // A tag may be renamed without the item.
  return item.tags ? `${text} · ${item.tags.map(id => tags[id]?.name.toLocaleLowerCase() ?? '').join(' ')}` : text
}

/** Makes an index anew when the library has changed since. */
function indexed<T>(make: (data: Library) => Indexed<T>) {
  let known: { version: number; data: Library; index: Indexed<T> } | null = null
  return ({ data, version }: { data: Library; version: number }): Indexed<T> => {
    if (known?.version !== version || known.data !== data) known = { version, data, index: make(data) }
    return known.index
  }
}

/** Title, authors, where it appeared, address, numbers and tags of every item. */
export const itemIndex = indexed<Item>(data => {
  const records = Object.values(data.items)
  return { records, lines: new LineIndex(records.map(item => itemText(item, data))) }
})

export const topicIndex = indexed<Topic>(({ topics }) => {
  const records = Object.values(topics)
  return { records, lines: new LineIndex(records.map(topic => textOf(topic, () => topic.title))) }
})

/** The stretches of every note. */
export const noteIndex = indexed<TextEntry>(({ entries }) => {
  const records = Object.values(entries).filter(entry => entry.kind === 'text')
  return { records, lines: new LineIndex(records.map(entry => textOf(entry, () => entry.markdown))) }
})
