/** What has a place among siblings. */
export interface Ordered {
  id: string
  order: string
}

/** Siblings by order key; equal keys (two lists merged by hand) by id. */
export const byOrder = (a: Ordered, b: Ordered): number =>
  a.order < b.order ? -1 : a.order > b.order ? 1 : a.id < b.id ? -1 : a.id > b.id ? 1 : 0

/** Records sorted into groups that stay sorted while single records come, change and go. */
export class Groups<T extends Ordered, K> {
  private readonly groups = new Map<K, T[]>()
  private readonly keyOf: (record: T) => K | undefined

  /** A record without a key is in no group. */
  constructor(keyOf: (record: T) => K | undefined, records: T[]) {
    this.keyOf = keyOf
    for (const record of records) {
      const key = keyOf(record)
      if (key === undefined) continue
      const group = this.groups.get(key)
      if (group) group.push(record)
      else this.groups.set(key, [record])
    }
    for (const group of this.groups.values()) group.sort(byOrder)
  }

  /** In order; not to be written to. */
  of(key: K): readonly T[] {
    return this.groups.get(key) ?? []
  }

  change(before: T | null, after: T | null): void {
    if (before) this.remove(before)
    const key = after ? this.keyOf(after) : undefined
    if (!after || key === undefined) return
    const group = this.groups.get(key)
    if (group) group.splice(placeIn(group, after), 0, after)
    else this.groups.set(key, [after])
  }

  private remove(record: T): void {
    const key = this.keyOf(record)
    const group = key === undefined ? undefined : this.groups.get(key)
    if (key === undefined || !group) return
    const at = placeIn(group, record)
    if (group[at]?.id === record.id) group.splice(at, 1)
    if (group.length === 0) this.groups.delete(key)
  }
}

/** Where a record stands in a sorted group, or would. */
function placeIn(group: readonly Ordered[], record: Ordered): number {
  let low = 0
  let high = group.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (byOrder(group[middle] as Ordered, record) < 0) low = middle + 1
    else high = middle
  }
  return low
}
