import { isDeepStrictEqual } from 'node:util'
import type { Item } from '../../contract/item.ts'
import type { Library, RecordChange } from '../../contract/library.ts'
import { rowOf } from './item-book.ts'
import type { ImportPlan } from './plan.ts'

/** Records of our own dump: what the library has as it is stays, what differs becomes as in the dump. */
export function planRecords(library: Library, records: readonly RecordChange[]): ImportPlan {
  const counts = { new: 0, merged: 0, unchanged: 0 }
  const report = { topicsAdded: 0, itemsAdded: 0, entriesAdded: 0 }
  const plan: ImportPlan = { changes: [], report, counts, rows: [], files: [] }
  for (const change of records) {
    const table = library[change.table] as Record<string, unknown>
    const known = Object.hasOwn(table, change.id) ? table[change.id] : undefined
    const what = known === undefined ? 'new' : isDeepStrictEqual(known, change.record) ? 'unchanged' : 'merged'
    if (what !== 'unchanged') plan.changes.push(change)
    if (what === 'new' && change.table === 'topics') report.topicsAdded++
    if (what === 'new' && change.table === 'entries') report.entriesAdded++
    if (change.table !== 'items') continue
    if (what === 'new') report.itemsAdded++
    counts[what]++
    plan.rows.push(rowOf(what, change.record as Item, ''))
  }
  return plan
}
