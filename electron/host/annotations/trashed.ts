import type { Annotation, AnnotationFile } from '../../contract/annotation.ts'
import { Refusal } from '../../contract/result.ts'
import type { Trashed } from '../../contract/trash.ts'
import { newId } from '../library/library.ts'
import { namesIn } from '../library/trash.ts'
import type { Document } from '../store/document.ts'

/** Takes things out of a paper's trash for good, out of its journal and undo too. */
export async function erase(document: Document<AnnotationFile>, trashed: readonly Trashed[]): Promise<void> {
  const removals = trashed.map(({ id }) => ({ table: 'trash' as const, id, record: null }))
  if (removals.length > 0) await document.erase({ key: 'trash-empty' }, removals, namesIn(trashed, document.data))
}

/** An annotation as a thing in the trash, called by its words. */
export function trashedFrom(annotation: Annotation | undefined): Trashed {
  if (!annotation) throw new Refusal('not-found', { name: '' })
  const { comment = '', quote } = annotation as { comment?: string; quote?: { exact: string } }
  const name = (quote?.exact || comment).replaceAll(/\s+/g, ' ').trim().slice(0, 200)
  const records = [{ table: 'annotations', record: annotation as Trashed['records'][number]['record'] }]
  return { id: newId(), deletedAt: new Date().toISOString(), kind: 'annotation', name, records }
}
