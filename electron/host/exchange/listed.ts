import type { Item } from '../../contract/item.ts'
import type { Reference } from './fields.ts'
import { arxivIdIn, doiIn, itemFrom } from './identity.ts'
import { clipped } from './plain.ts'

/** An item as a list shows it; the library gives it its id, or knows it already. */
export interface ListedItem {
  kind: 'item'
  /** The piece of the file that stands for it; '' for a link in a sentence, whose words stay in the text before. */
  markdown: string
  item: Omit<Item, 'id' | 'addedAt' | 'paper'>
  label?: string
  remark?: string
  /** When the file says it was added, ISO 8601. */
  addedAt?: string
  /** Names of tags. */
  tags?: string[]
  /** PDFs that the file names: paths as they are written there. */
  files?: { line: number; paths: string[] }
}
export interface ListedText {
  kind: 'text'
  markdown: string
  /** What the note shows of it. */
  note: string
}
/** A topic of a list. In a Markdown list, the pieces one after another in the tree's order are the file. */
export interface ListedTopic {
  title: string
  /** The heading and the blank lines after it; '' for the words before a file's first heading. */
  markdown: string
  entries: (ListedItem | ListedText)[]
  topics: ListedTopic[]
}
/** A thing of a list. `name` is a paper's number in words, where there is no address. */
export function listed(title: string, url: string | null, label = '', remark = '', name = ''): ListedItem {
  const { id: _id, addedAt: _addedAt, paper: _paper, ...item } = itemFrom('', clipped(title, 2000), url)
  const named = name ? { arxivId: item.arxivId ?? arxivIdIn(name), doi: item.doi ?? doiIn(name) } : {}
  return {
    kind: 'item',
    markdown: '',
    item: { ...item, ...named },
    ...(label ? { label: clipped(label, 2000) } : {}),
    ...(remark ? { remark: clipped(remark, 4000) } : {}),
  }
}

export function listedReference({ url, name, title, translation, label, isPaper }: Reference): ListedItem {
  const entry = listed(title || name || (url ?? ''), url, label, translation, name)
  return isPaper ? { ...entry, item: { ...entry.item, kind: 'paper' } } : entry
}
