import { generateNKeysBetween } from 'fractional-indexing'

interface Sibling {
  id: string
  order: string
}

/** Siblings by order key; equal keys (two libraries merged by hand) by id. */
const byOrder = (a: Sibling, b: Sibling): number =>
  a.order < b.order ? -1 : a.order > b.order ? 1 : a.id < b.id ? -1 : 1

/** Records by what they stand under, each group in its order. */
export function groupsOf<T extends Sibling>(
  records: readonly T[],
  keyOf: (record: T) => string | null,
): Map<string | null, T[]> {
  const groups = new Map<string | null, T[]>()
  for (const record of records.toSorted(byOrder)) {
    const group = groups.get(keyOf(record))
    if (group) group.push(record)
    else groups.set(keyOf(record), [record])
  }
  return groups
}

/** One of the siblings that a list wants in its own order; `stays` where it may not be moved. */
interface Wanted {
  id: string
  stays: boolean
}

/**
 * Siblings in the order in which they are to stand: those there already keep their places as far as the wanted order
 * allows; what is new or moved follows the wanted one before it, or, first in the list, comes before the next that stays.
 */
function sequenceOf(existing: readonly Sibling[], wanted: readonly Wanted[]): { ids: string[]; kept: Set<string> } {
  const places = new Map(existing.map(({ id }, index) => [id, index]))
  const after = new Map<string | null, string[]>()
  const kept = new Set(existing.map(({ id }) => id))
  let last = -1
  let anchor: string | null = null
  for (const { id, stays } of wanted) {
    const place = places.get(id)
    if (place !== undefined && (stays || place > last)) {
      last = place
      anchor = id
    } else {
      kept.delete(id)
      const followers = after.get(anchor)
      if (followers) followers.push(id)
      else after.set(anchor, [id])
    }
  }
  const first = wanted.find(({ id }) => kept.has(id))?.id
  const leading = after.get(null) ?? []
  const ids = existing.flatMap(({ id }) => [
    ...(id === first ? leading : []),
    ...(kept.has(id) ? [id] : []),
    ...(after.get(id) ?? []),
  ])
  return { ids: first === undefined ? [...ids, ...leading] : ids, kept }
}

/** Order keys for the wanted siblings that are new or have to move, by id; every other sibling keeps its key if it can. */
export function orderKeys(existing: readonly Sibling[], wanted: readonly Wanted[]): Map<string, string> {
  const { ids, kept } = sequenceOf(existing, wanted)
  const orders = new Map(existing.map(({ id, order }) => [id, order]))
  const keys = new Map<string, string>()
  try {
    for (let at = 0; at < ids.length;) {
      let end = at
      while (end < ids.length && !kept.has(ids[end] as string)) end++
      const previous = at === 0 ? null : orders.get(ids[at - 1] as string)
      const next = end === ids.length ? null : orders.get(ids[end] as string)
      if (end > at && previous && next && previous >= next) throw new RangeError('two siblings share a key')
      for (const [index, key] of generateNKeysBetween(previous, next, end - at).entries())
        keys.set(ids[at + index] as string, key)
      at = end + 1
    }
    return keys
  } catch {
    // Keys that are equal or were written by hand leave no room between them: all siblings get new ones.
    const fresh = generateNKeysBetween(null, null, ids.length)
    return new Map(ids.map((id, index) => [id, fresh[index] as string]))
  }
}
