import { emptyLibrary } from '../../../../electron/contract/empty-library.ts'
import { type Library, library as libraryRecord, type Source } from '../../../../electron/contract/library.ts'
import { markdownFrom } from '../../../../electron/host/exchange/markdown.ts'
import { planImport } from '../../../../electron/host/exchange/merge.ts'
import type { ImportPlan } from '../../../../electron/host/exchange/plan.ts'
import { readingListFrom } from '../../../../electron/host/exchange/reading-list.ts'
import { hashOf } from '../../../../electron/host/papers/papers.ts'

/** The library after the plan's changes, as the host would keep it; every record is checked against the contract. */
export function changed(library: Library, { changes }: Pick<ImportPlan, 'changes'>): Library {
  const after = structuredClone(library)
  for (const { table, id, record } of changes) {
    const records = after[table] as Record<string, unknown>
    if (record) records[id] = record
    else delete records[id]
  }
  return libraryRecord.parse(after)
}

export const sourceOf = (text: string, id = 'source-1', name = 'my list.md'): Source => ({
  id,
  name,
  hash: hashOf(new TextEncoder().encode(text)),
  importedAt: '2026-11-23T12:00:00.000Z',
})

export interface TakenIn {
  library: Library
  plan: ImportPlan
}

/** Imports a list into a library. */
export function takenIn(text: string, into: Library = emptyLibrary(), source: Source = sourceOf(text)): TakenIn {
  const plan = planImport(into, readingListFrom(text, source.name), source)
  const library = changed(into, plan)
  if (plan.changes.length > 0) library.sources[source.id] = source
  return { library, plan }
}

/** The same list imported again. */
export const again = (library: Library, text: string): ImportPlan => takenIn(text, library).plan

export const exported = (library: Library, sourceId?: string): string => markdownFrom(library, sourceId)

export function topicNamed(library: Library, title: string) {
  const topic = Object.values(library.topics).find(topic => topic.title === title)
  if (!topic) throw new Error(`no topic ${title}`)
  return topic
}

export function itemNamed(library: Library, title: string) {
  const item = Object.values(library.items).find(item => item.title === title)
  const entry = Object.values(library.entries).find(entry => entry.kind === 'item' && entry.itemId === item?.id)
  if (!item || entry?.kind !== 'item') throw new Error(`no item ${title}`)
  return { item, entry }
}

/** A pace that never pauses. */
export const noPause = { step: () => undefined }
