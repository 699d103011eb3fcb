import type { Entry } from '../../contract/entry.ts'
import type { Library } from '../../contract/library.ts'
import type { Topic } from '../../contract/topic.ts'
import type { Trashed } from '../../contract/trash.ts'
import type { Put } from '../store/document.ts'
import { recordKey } from '../store/forget.ts'
import { type LibraryRecords, newId, put, removal } from './library.ts'

/** How long a deleted thing is kept. */
const trashDays = 30

/** The removals with what is needed to bring their records back: one thing in the trash. */
export function intoTrash(
  library: Library,
  kind: Trashed['kind'],
  name: string,
  removals: Put<Library>[],
): Put<Library>[] {
  const records = removals.flatMap(({ table, id }) => {
    const record = library[table][id]
    return record ? [{ table, record }] : []
  })
  if (records.length === 0) return removals
  return [...removals, put('trash', { id: newId(), deletedAt: new Date().toISOString(), kind, name, records })]
}

/** The records of things in the trash, as `erase` names them, but for those that stand in the tables again. */
export const namesIn = (trashed: readonly Trashed[], tables: Record<string, Record<string, unknown>>): string[] =>
  trashed.flatMap(({ records }) =>
    records.flatMap(({ table, record }) =>
      Object.hasOwn(tables[table] ?? {}, record.id) ? [] : recordKey(table, record.id),
    ),
  )

/** Removes things in the trash for good; only dated backups still hold them. */
export const eraseTrashed = (library: LibraryRecords, trashed: readonly Trashed[]): Promise<void> =>
  library.erase(
    { key: 'trash-empty' },
    trashed.map(({ id }) => removal('trash', id)),
    namesIn(trashed, library.data),
  )

/** What has lain in the trash for too long. */
export const expired = (trash: Record<string, Trashed>, now = Date.now()): Trashed[] =>
  Object.values(trash).filter(({ deletedAt }) => now - Date.parse(deletedAt) > trashDays * 86_400_000)

/**
 * Brings a deleted thing back as it was: records that are there again stay as they are, a topic whose parent is gone goes
 * to the top, and a place whose topic is gone goes to the topic that `fallback` makes.
 */
export function restored(library: Library, trashed: Trashed, fallback: () => Topic): Put<Library>[] {
  const back = new Map(trashed.records.map(({ table, record }) => [`${table}/${record.id}`, record]))
  const isThere = (table: keyof Library, id: string): boolean =>
    Object.hasOwn(library[table], id) || back.has(`${table}/${id}`)
  const puts: Put<Library>[] = [removal('trash', trashed.id)]
  let refuge: Topic | null = null
  for (const { table, record } of trashed.records) {
    if (Object.hasOwn(library[table as keyof Library], record.id)) continue
    if (table === 'topics') {
      const topic = record as unknown as Topic
      const parentId = topic.parentId !== null && isThere('topics', topic.parentId) ? topic.parentId : null
      puts.push(put('topics', { ...topic, parentId }))
    } else if (table === 'entries') {
      const entry = record as unknown as Entry
      if (entry.kind === 'item' && !isThere('items', entry.itemId)) continue
      const topicId = isThere('topics', entry.topicId) ? entry.topicId : (refuge ??= fallback()).id
      puts.push(put('entries', { ...entry, topicId }))
    } else puts.push({ table: table as keyof Library, id: record.id, record })
  }
  return refuge ? [put('topics', refuge), ...puts] : puts
}
