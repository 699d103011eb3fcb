export interface Ordered {
  id: string
  order: string
}

const byOrder = (a: Ordered, b: Ordered): number =>
  a.order < b.order ? -1 : a.order > b.order ? 1 : a.id < b.id ? -1 : a.id > b.id ? 1 : 0

/**
 * Records in sorted groups (children of a topic, entries of a topic, places of an item), kept up to date by changes.
 * A group's array is replaced, never written to, so that a view may compare it; a batch costs the length of the groups it touches.
 */
export class Groups<T extends Ordered, K> {
  private readonly groups: Map<K, readonly T[]>
  private readonly keyOf: (record: T) => K
  private gone = new Map<K, Set<string>>()
  private come = new Map<K, Map<string, T>>()

  constructor(keyOf: (record: T) => K, records: Iterable<T>) {
    this.keyOf = keyOf
    const groups = new Map<K, T[]>()
    for (const record of records) {
      const group = groups.get(keyOf(record))
      if (group) group.push(record)
      else groups.set(keyOf(record), [record])
    }
    for (const group of groups.values()) if (group.length > 1) group.sort(byOrder)
    this.groups = groups
  }

  get(key: K): readonly T[] {
    return this.groups.get(key) ?? none
  }

  /** Notes that a record was put (`before` undefined), changed or removed (`after` undefined); seen after `settle`. */
  change(before: T | undefined, after: T | undefined): void {
    if (before) {
      put(this.gone, this.keyOf(before), () => new Set<string>()).add(before.id)
      // It may have come in this same batch.
      this.come.get(this.keyOf(before))?.delete(before.id)
    }
    if (after) put(this.come, this.keyOf(after), () => new Map<string, T>()).set(after.id, after)
  }

  settle(): void {
    for (const key of new Set([...this.gone.keys(), ...this.come.keys()])) {
      const gone = this.gone.get(key)
      const stayed = gone ? this.get(key).filter(record => !gone.has(record.id)) : this.get(key)
      const group = [...stayed, ...(this.come.get(key)?.values() ?? [])].sort(byOrder)
      if (group.length > 0) this.groups.set(key, group)
      else this.groups.delete(key)
    }
    this.gone = new Map()
    this.come = new Map()
  }
}

const none: readonly never[] = []

function put<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const value = map.get(key) ?? make()
  map.set(key, value)
  return value
}
