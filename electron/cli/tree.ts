import type { Item } from '../contract/item.ts'
import type { Library } from '../contract/library.ts'
import { childTopics, entriesOf } from '../host/library/order.ts'

interface TreeItem extends Pick<Item, 'title' | 'url' | 'kind' | 'arxivId' | 'doi' | 'paper'> {
  id: string
  label?: string
  remark?: string
}

interface TreeTopic {
  id: string
  title: string
  /** The note's Markdown; what stands between items follows in order. */
  note: string
  items: TreeItem[]
  topics: TreeTopic[]
}

/** The library as nested topics, in the order of the tree. */
export function treeFrom(library: Library, parentId: string | null = null): TreeTopic[] {
  return childTopics(library, parentId).map(topic => {
    const entries = entriesOf(library, topic.id)
    return {
      id: topic.id,
      title: topic.title,
      note: entries.map(entry => (entry.kind === 'text' ? entry.markdown : '')).join(''),
      items: entries.flatMap(entry => {
        const item = entry.kind === 'item' ? library.items[entry.itemId] : undefined
        if (entry.kind !== 'item' || !item) return []
        const { id, title, url, kind, arxivId, doi, paper } = item
        const beside = {
          ...(entry.label ? { label: entry.label } : {}),
          ...(entry.remark ? { remark: entry.remark } : {}),
        }
        return [{ title, url, kind, arxivId, doi, paper, id, ...beside }]
      }),
      topics: treeFrom(library, topic.id),
    }
  })
}
