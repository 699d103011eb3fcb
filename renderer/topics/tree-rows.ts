import type { Topic } from '../../electron/contract/topic.ts'
import type { Catalogue } from '../state/catalogue.ts'
import type { TopicPlace } from './moves.ts'

/** A line of the tree: a topic, or (`topic` null) the one that is being written. */
export interface TreeRow {
  topic: Topic | null
  /** 1-based, as `aria-level`. */
  level: number
  /** 1-based place among `size` siblings. */
  position: number
  size: number
}

/** The tree's visible lines from the top. */
export function rowsOf(catalogue: Catalogue, open: ReadonlySet<string>, draft: TopicPlace | null): TreeRow[] {
  const rows: TreeRow[] = []
  const walk = (parentId: string | null, level: number) => {
    const topics = catalogue.childTopics(parentId)
    const drafted = draft?.parentId === parentId ? draft : null
    const size = topics.length + (drafted ? 1 : 0)
    const draftRow = () => rows.push({ topic: null, level, position: 1, size })
    topics.forEach((topic, index) => {
      if (drafted && drafted.before === topic.id) draftRow()
      rows.push({ topic, level, position: index + 1, size })
      if (open.has(topic.id)) walk(topic.id, level + 1)
    })
    if (drafted && drafted.before === null) draftRow()
  }
  walk(null, 1)
  return rows
}

/** The next row from `at`, round the end, whose title begins with what was typed; -1 when there is none. */
export function rowByTyping(rows: readonly TreeRow[], at: number, typed: string): number {
  const begins = (row: TreeRow) => row.topic?.title.toLocaleLowerCase().startsWith(typed.toLocaleLowerCase()) ?? false
  // A longer word may still be the row that its first letter chose.
  const from = typed.length > 1 ? at : at + 1
  for (let step = 0; step < rows.length; step++) {
    const index = (from + step) % rows.length
    const row = rows[index]
    if (row && begins(row)) return index
  }
  return -1
}

/** How far a row's text is set in, CSS pixels. */
export const indentOf = (level: number): number => 4 + (level - 1) * 16
