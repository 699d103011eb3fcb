import { startPalette } from '../../../../electron/contract/choices.ts'
import { foreignFromPdf } from '../../../../electron/host/annotations/from-pdf.ts'
import { Form } from '../../../../electron/host/pdf/fields.ts'
import { PdfError } from '../../../../electron/host/pdf/objects.ts'
import { PdfFile } from '../../../../electron/host/pdf/file.ts'
import { readAnnotations } from '../../../../electron/host/pdf/read.ts'
import { writeAnnotations } from '../../../../electron/host/pdf/writer.ts'
import { everyKind } from './marks.ts'

/**
 * Reads the annotations of a file that may be anything, and writes ours into it. Throws for whatever is no refusal of the
 * file: a bug's error, bytes that were changed, an addition that cannot be read again. Every field of its form is filled.
 */
export async function takenAndWritten(bytes: Uint8Array): Promise<'written' | 'refused'> {
  try {
    const file = PdfFile.open(bytes)
    foreignFromPdf(readAnnotations(file))
    const pages = file.pages().length
    const form = new Form(file)
    const fields = form.widgets.map(({ id, node }) => ({ id, value: form.isButton(node) ? true : 'words' }))
    for (const { node } of form.widgets) form.nameOf(node)
    const { bytes: out, misplaced } = await writeAnnotations(file, everyKind(), startPalette, fields)
    if (Buffer.compare(out.subarray(0, bytes.length), bytes) !== 0)
      throw new Error('the bytes of the file were changed')
    const again = PdfFile.open(out)
    const names = new Set(readAnnotations(again).map(({ name }) => name))
    const lost = everyKind().find(({ id }) => !names.has(id) && !misplaced.includes(id))
    if (lost && pages > 0) throw new Error(`${lost.kind} ${lost.id} is not found again`)
    return 'written'
  } catch (error) {
    if (error instanceof PdfError) return 'refused'
    throw error
  }
}
