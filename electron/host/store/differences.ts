import { isDeepStrictEqual } from 'node:util'
import type { Put } from './document.ts'
import type { Tables } from './snapshot.ts'

/** The puts that make `from` the same as `to`. Records of one table keep their order. */
export function differences<T extends Tables>(from: T, to: T): Put<T>[] {
  const tables = Object.keys(to) as (keyof T & string)[]
  return tables.flatMap(table => {
    const [before, after] = [from[table] ?? {}, to[table] ?? {}]
    const gone = Object.keys(before).filter(id => !Object.hasOwn(after, id))
    const put = Object.entries(after).filter(([id, record]) => !isDeepStrictEqual(before[id], record))
    return [...gone.map(id => ({ table, id, record: null })), ...put.map(([id, record]) => ({ table, id, record }))]
  })
}
