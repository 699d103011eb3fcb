import { createHash } from 'node:crypto'
import type { Note } from '../../contract/annotation.ts'
import type { FieldValue, FilledField } from '../../contract/form.ts'
import { Form, type Widget } from '../pdf/fields.ts'
import { PdfFile } from '../pdf/file.ts'
import { PdfError } from '../pdf/objects.ts'

/** The form of a file; null where it cannot be read (also where it has a password). */
export function formIn(bytes: Uint8Array): Form | null {
  try {
    return new Form(PdfFile.open(bytes))
  } catch (error) {
    if (error instanceof PdfError) return null
    throw error
  }
}

/** What is the same field in every file of a paper: its full name, and which button of several it is (ISO 32000-2, 12.7.4.2). */
function keyOf(form: Form, { node }: Widget): string {
  const name = form.nameOf(node)
  if (!form.isButton(node)) return name
  const states = new Set(form.group(form.fieldOf(node)).map(each => form.stateOf(each)))
  return states.size > 1 ? `${name} = ${form.stateOf(node)}` : name
}

const isSaying = (value: FieldValue): boolean => value === true || (value !== false && value.length > 0)

/**
 * What was filled into an earlier file's form, in the form of the file that took its place: fields of the same full name.
 * What has no field there becomes a note without a place, so that it is listed and not lost.
 */
export function carriedFields(
  filled: readonly FilledField[],
  [earlier, later]: readonly [Form | null, Form | null],
  { paper, from, at }: { paper: string; from: string; at: string },
): { fields: FilledField[]; notes: Note[] } {
  const byKey = new Map(later?.widgets.toReversed().map(widget => [keyOf(later, widget), widget]) ?? [])
  const fields: FilledField[] = []
  const notes: Note[] = []
  for (const { id, value } of filled) {
    const widget = earlier?.widgets.find(each => each.id === id)
    const key = earlier && widget ? keyOf(earlier, widget) : id
    const found = byKey.get(key)
    if (found && later?.isButton(found.node) === (typeof value === 'boolean')) fields.push({ id: found.id, value })
    else if (isSaying(value)) {
      const [left, , , top] = earlier && widget ? earlier.rectOf(widget.node) : [72, 0, 0, 720]
      const words = value === true ? '✓' : typeof value === 'string' ? value : [value].flat().join(', ')
      notes.push({
        id: `field-${createHash('sha256').update(`${from} ${key}`).digest('hex').slice(0, 32)}`,
        kind: 'note',
        paper,
        page: widget?.page ?? 1,
        pointPt: [left, top],
        color: 'gray',
        comment: `**${key}**\n\n${words}`,
        author: '',
        createdAt: at,
        modifiedAt: at,
        anchoring: { from, state: 'orphan', confidence: 0 },
      })
    }
  }
  return { fields, notes }
}
