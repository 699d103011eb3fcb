import { generateNKeysBetween } from 'fractional-indexing'
import { Refusal } from '../../contract/result.ts'
import type { Ordered } from './groups.ts'

export { childTopics, entriesOf } from './index-of.ts'

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
