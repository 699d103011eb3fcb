// Folium's own dump: every record of the library as it is.
import { library as librarySchema, type Library, type RecordChange, type TableName } from '../../contract/library.ts'
import { clipped } from './plain.ts'
import type { ReadFiles, TextFile } from './reading.ts'

const version = 1

export const isFolium = (text: string): boolean => /^\s*\{\s*"folium"\s*:/.test(text)

/** What belongs to one machine or was thrown away is no part of a dump. */
const tables = [
  'topics',
  'tags',
  'items',
  'entries',
  'sources',
  'papers',
  'filters',
  'runs',
] as const satisfies TableName[]

/** Content hashes of the PDFs of a library's items, earlier versions too. */
export const papersOf = ({ items }: Library): Set<string> =>
  new Set(Object.values(items).flatMap(({ paper, versions = [] }) => [...(paper ? [paper] : []), ...versions]))

export function writeFolium(library: Library): string {
  const { topics, items } = library
  const owned = Object.entries(library.runs).filter(
    ([, { topicId, itemId }]) => (topicId ?? '') in topics || (itemId ?? '') in items,
  )
  const papers = papersOf(library)
  const part = {
    ...library,
    runs: Object.fromEntries(owned),
    papers: Object.fromEntries(Object.entries(library.papers).filter(([hash]) => papers.has(hash))),
  }
  const records = Object.fromEntries(tables.map(table => [table, part[table]]))
  return `${JSON.stringify({ folium: version, ...records }, null, 2)}\n`
}

export function readFolium([file]: readonly TextFile[]): ReadFiles {
  const { text } = file as TextFile
  const refuse = (reason: 'bad-json' | 'newer' | 'not-an-entry', line: number, name: string): ReadFiles => ({
    topics: [],
    refused: [{ line, reason, name: clipped(name, 80) }],
  })
  let raw: unknown
  try {
    raw = JSON.parse(text.replace(/^\u{feff}/u, ''))
  } catch (error) {
    const reason = error instanceof Error ? error.message : ''
    const at = Number(/position (\d+)/.exec(reason)?.[1] ?? 0)
    return refuse('bad-json', text.slice(0, at).split('\n').length, reason)
  }
  const { folium, ...records } = (raw ?? {}) as Record<string, unknown>
  if (typeof folium === 'number' && folium > version) return refuse('newer', 1, String(folium))
  const whole = librarySchema.partial().safeParse(records)
  if (!whole.success) {
    const [issue] = whole.error.issues
    return refuse('not-an-entry', 1, `${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`)
  }
  const changes = tables.flatMap(table =>
    Object.values(whole.data[table] ?? {}).map(record => ({ table, id: record.id, record }) as RecordChange),
  )
  return { topics: [], refused: [], records: changes }
}
