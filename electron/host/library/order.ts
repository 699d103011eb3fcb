import { generateNKeysBetween } from 'fractional-indexing'
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

/** The keys that put `count` things in a row before the sibling `before` (null: last). Those `moved` do not count as siblings. */
export function keysBefore(
  siblings: Ordered[],
  before: string | null,
  count: number,
  moved: ReadonlySet<string> = new Set(),
): string[] {
  // Before a sibling that moves along is before the next one that stays.
  const from = before === null ? siblings.length : siblings.findIndex(sibling => sibling.id === before)
  if (from < 0) throw new Refusal('not-found', { name: String(before) })
  const previous = siblings.slice(0, from).findLast(sibling => !moved.has(sibling.id))?.order ?? null
  const next = siblings.slice(from).find(sibling => !moved.has(sibling.id))?.order ?? null
  return generateNKeysBetween(previous, previous !== null && previous === next ? null : next, count)
}

/** The key that puts one thing, `moved` if it is a sibling already, before the sibling `before` (null: last). */
export const keyBefore = (siblings: Ordered[], before: string | null, moved?: string): string =>
  keysBefore(siblings, before, 1, new Set(moved === undefined ? [] : [moved]))[0] as string
