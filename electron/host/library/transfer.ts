import type { ExportedFile } from '../../contract/answers.ts'
import type { FormatName } from '../../contract/choices.ts'
import { Refusal } from '../../contract/result.ts'
import { citeKeys } from '../exchange/cite-key.ts'
import { formats } from '../exchange/index.ts'
import { itemsInOrder, type Scope, scoped } from '../exchange/outline.ts'
import type { HandlersOf } from '../handlers.ts'
import { dumpName } from './bundle.ts'
import type { Companions } from './companions.ts'
import { type LibraryRecords, put } from './library.ts'
import { windowHandlers } from './window-view.ts'

/** Formats in which others refer to an item by its cite key. */
const cited = new Set<FormatName>(['bibtex', 'biblatex', 'csl-json'])

/** Cite keys that others may now use stay as they are. Not part of undo: nothing that the user wrote was changed. */
export async function pinKeys(library: LibraryRecords, itemIds: readonly string[], formula: string): Promise<void> {
  const keys = citeKeys(library.data, formula)
  const puts = itemIds.flatMap(id => {
    const item = library.data.items[id]
    const citeKey = keys.get(id)
    if (!item || !citeKey || item.reference?.citeKey) return []
    return [put('items', { ...item, reference: { ...(item.reference ?? { type: 'webpage' as const }), citeKey } })]
  })
  if (puts.length === 0 || !library.mayChange) return
  await library.commit({ key: 'pin-keys', count: puts.length }, puts, 'none')
}

/** A library, or a part of it, as a file or as the files of a folder. Refusal 'bad-option' for a format that is only read. */
async function exported(
  library: LibraryRecords,
  format: FormatName,
  scope: Scope,
  { formula, companions }: Ways,
): Promise<ExportedFile[]> {
  const { write, writeFolder, extensions } = formats[format]
  const known = Object.entries(formats).flatMap(([name, one]) => (one.write || one.writeFolder ? [name] : []))
  const encoder = new TextEncoder()
  if (writeFolder) {
    const part = scoped(library.data, scope)
    return writeFolder(part, await companions.marksIn(part)).map(({ path, text }) => ({
      fileName: path,
      bytes: encoder.encode(text),
    }))
  }
  if (!write) throw new Refusal('bad-option', { name: format, known: known.join(', ') })
  const topic = scope.topicId === undefined ? undefined : library.get('topics', scope.topicId)
  const source = scope.sourceId === undefined ? undefined : library.get('sources', scope.sourceId)
  const isOwn = source && (source.format ?? 'markdown') === format
  const part = (): ReturnType<typeof scoped> =>
    format === 'markdown' && isOwn ? library.data : scoped(library.data, scope)
  if (cited.has(format))
    await pinKeys(
      library,
      itemsInOrder(part()).map(({ id }) => id),
      formula(),
    )
  const text = write(part(), format === 'markdown' && isOwn ? scope.sourceId : undefined)
  if (format === 'folium')
    return [{ fileName: dumpName, bytes: encoder.encode(text) }, ...(await companions.filesOf(part()))]
  const name =
    topic?.title
      .replace(/[\\/:*?"<>|\p{Cc}]+/gu, ' ')
      .trim()
      .slice(0, 100) || 'folium'
  return [{ fileName: isOwn ? source.name : `${name}${extensions[0] ?? '.txt'}`, bytes: encoder.encode(text) }]
}

/** What an export needs beside the records: what cite keys are made of now, and what goes with our own dump. */
interface Ways {
  formula(): string
  companions: Companions
}

export const transferHandlers = (library: LibraryRecords, ways: Ways): HandlersOf<'library'> => ({
  ...windowHandlers(library),
  'library:past': () => library.past,
  'library:undo': () => library.undo(),
  'library:redo': () => library.redo(),
  'library:export': ({ format, topicId, sourceId }) => exported(library, format, { topicId, sourceId }, ways),
})
