import { createHash } from 'node:crypto'
import path from 'node:path'
import type { ImportReport } from '../../contract/calls.ts'
import type { Source } from '../../contract/library.ts'
import { Refusal } from '../../contract/result.ts'
import { formats } from '../exchange/index.ts'
import type { HandlersOf } from '../handlers.ts'
import { type LibraryRecords, newId, put } from './library.ts'

/** Takes a file in as one undoable edit. */
async function importFile(library: LibraryRecords, fileName: string, bytes: Uint8Array): Promise<ImportReport> {
  const name = path.basename(fileName)
  const hash = createHash('sha256').update(bytes).digest('hex')
  const sources = Object.values(library.data.sources)
  const known = sources.find(source => source.hash === hash) ?? sources.find(source => source.name === name)
  const source: Source = { id: known?.id ?? newId(), name, hash, importedAt: new Date().toISOString() }
  const { changes, report } = formats.markdown.read(library.data, bytes, source)
  const puts = changes.map(({ table, id, record }) => ({ table, id, record }))
  if (puts.length > 0) await library.commit({ key: 'import', name }, [put('sources', source), ...puts])
  return { sourceId: source.id, ...report, unchanged: puts.length === 0 }
}

export const transferHandlers = (library: LibraryRecords): HandlersOf<'library'> => ({
  'library:get': () => ({ data: library.data, history: library.history }),
  'library:undo': () => library.undo(),
  'library:redo': () => library.redo(),
  'library:import': ({ fileName, bytes }) => importFile(library, fileName, bytes),
  'library:export': ({ format, sourceId }) => {
    const source = sourceId === undefined ? undefined : library.data.sources[sourceId]
    if (sourceId !== undefined && !source) throw new Refusal('not-found', { name: sourceId })
    return { fileName: source?.name ?? 'folium.md', bytes: formats[format].write(library.data, sourceId) }
  },
})
