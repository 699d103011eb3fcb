import type { FormatName } from '../../../../electron/contract/choices.ts'
import { emptyLibrary } from '../../../../electron/contract/empty-library.ts'
import type { Library } from '../../../../electron/contract/library.ts'
import { formats } from '../../../../electron/host/exchange/index.ts'
import { planImport } from '../../../../electron/host/exchange/merge.ts'
import { itemsInOrder } from '../../../../electron/host/exchange/outline.ts'
import { changed, noPause, sourceOf } from './taken-in.ts'

/** Imports a text in some format into a library. */
export async function takenIn(format: FormatName, text: string, into: Library = emptyLibrary(), name = 'refs') {
  const read = await formats[format].read?.([{ name, text }], noPause)
  if (!read) throw new Error(`${format} is not read`)
  const source = { ...sourceOf(text, 'source-1', name), ...(format === 'markdown' ? {} : { format }) }
  const plan = planImport(into, read, source)
  const library = changed(into, plan)
  if (plan.changes.length > 0) library.sources[source.id] = { ...source, ...(read.rest ? { rest: read.rest } : {}) }
  return { library, plan, refused: read.refused }
}
/** A library in some format. */
export const written = (format: FormatName, library: Library): string => formats[format].write?.(library) ?? ''
/** What an item says, without what only one library knows of it. */
export const said = (library: Library) =>
  itemsInOrder(library).map(({ id: _, addedAt: _at, tags: _tags, reference, ...item }) => {
    const { written: _text, ...rest } = reference ?? {}
    return { ...item, reference: rest }
  })
