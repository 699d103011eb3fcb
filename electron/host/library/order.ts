import { generateKeyBetween } from 'fractional-indexing'
import type { Entry } from '../../contract/entry.ts'
import type { Library } from '../../contract/library.ts'
import { Refusal } from '../../contract/result.ts'
import type { Topic } from '../../contract/topic.ts'

interface Ordered {
  id: string
  order: string
}

/** Siblings by order key; equal keys (two lists merged by hand) by id. */
const byOrder = (a: Ordered, b: Ordered): number =>
  a.order < b.order ? -1 : a.order > b.order ? 1 : a.id < b.id ? -1 : 1

export const childTopics = (library: Library, parentId: string | null): Topic[] =>
  Object.values(library.topics)
    .filter(topic => topic.parentId === parentId)
    .sort(byOrder)

export const entriesOf = (library: Library, topicId: string): Entry[] =>
  Object.values(library.entries)
    .filter(entry => entry.topicId === topicId)
    .sort(byOrder)

/** The key that puts something before the sibling `before` (null: last). `moved` itself does not count as a sibling. */
export function keyBefore(siblings: Ordered[], before: string | null, moved?: string): string {
  const others = siblings.filter(sibling => sibling.id !== moved)
  const index = before === null ? others.length : others.findIndex(sibling => sibling.id === before)
  if (index < 0) throw new Refusal('not-found', { name: String(before) })
  const previous = others[index - 1]?.order ?? null
  const next = others[index]?.order ?? null
  return generateKeyBetween(previous, previous !== null && previous === next ? null : next)
}
