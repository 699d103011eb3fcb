import { Refusal } from '../../contract/result.ts'
import { formats } from '../exchange/index.ts'
import type { HandlersOf } from '../handlers.ts'
import type { LibraryRecords } from './library.ts'

export const transferHandlers = (library: LibraryRecords): HandlersOf<'library'> => ({
  'library:get': async () => {
    if (!library.mayChange) await library.refresh()
    return { data: library.data, history: library.history }
  },
  'library:undo': () => library.undo(),
  'library:redo': () => library.redo(),
  'library:export': ({ format, sourceId }) => {
    const source = sourceId === undefined ? undefined : library.data.sources[sourceId]
    if (sourceId !== undefined && !source) throw new Refusal('not-found', { name: sourceId })
    const text = formats[format]?.write?.(library.data, sourceId) ?? ''
    return { fileName: source?.name ?? 'folium.md', bytes: new TextEncoder().encode(text) }
  },
})
