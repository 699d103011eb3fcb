import type { KnownAnnotation } from '../../contract/annotation.ts'
import type { FilledField } from '../../contract/form.ts'
import { unlike } from '../pdf/fields.ts'
import { PdfFile } from '../pdf/file.ts'
import { PdfError } from '../pdf/objects.ts'
import { readAnnotations } from '../pdf/read.ts'
import type { Written } from '../pdf/writer.ts'

/** Our own reader must find every annotation and every filled field again. Throws PdfError. */
export async function readAgain(
  { bytes, misplaced, unfilled }: Written,
  annotations: readonly KnownAnnotation[],
  fields: readonly FilledField[],
  password: string | undefined,
): Promise<void> {
  // The other reader's thread begins meanwhile.
  await new Promise(resolve => setImmediate(resolve))
  const file = PdfFile.open(bytes, password)
  const names = new Set(readAnnotations(file).map(({ name }) => name))
  const lost = annotations.find(({ id }) => !names.has(id) && !misplaced.includes(id))
  if (lost) throw new PdfError('damaged', `annotation ${lost.id} is not found again`)
  const empty = unlike(file, fields).find(({ id }) => !unfilled.includes(id))
  if (empty) throw new PdfError('damaged', `field ${empty.id} is not filled`)
}
