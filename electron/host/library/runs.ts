import type { Library } from '../../contract/library.ts'
import type { HandlersOf } from '../handlers.ts'
import type { Put } from '../store/document.ts'
import { type LibraryRecords, newId, put, removal } from './library.ts'

/** Removals of the runs that belong to topics or items which are going. */
export const runsOf = (library: Library, owners: ReadonlySet<string>): Put<Library>[] =>
  Object.values(library.runs)
    .filter(({ topicId, itemId }) => owners.has(topicId ?? itemId ?? ''))
    .map(({ id }) => removal('runs', id))

/** What a run belongs to is called. */
function ownerTitle(library: LibraryRecords, { topicId, itemId }: { topicId: string | null; itemId: string | null }) {
  return topicId === null ? library.get('items', itemId ?? '').title : library.get('topics', topicId).title
}

export const runHandlers = (library: LibraryRecords, version: string): HandlersOf<'run'> => ({
  'run:keep': async ({ run }) => {
    const name = ownerTitle(library, run)
    const id = newId()
    await library.commit({ key: 'run-keep', name }, [
      put('runs', { ...run, id, keptAt: new Date().toISOString(), version }),
    ])
    return id
  },
  'run:delete': async ({ id }) => {
    const run = library.get('runs', id)
    await library.commit({ key: 'run-delete', name: ownerTitle(library, run) }, [removal('runs', id)])
  },
})
