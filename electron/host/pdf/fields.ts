import { isDeepStrictEqual } from 'node:util'
import type { FieldValue, FilledField } from '../../contract/form.ts'
import type { PdfFile } from './file.ts'
import { isName, Name, type PdfObject, PdfString, Ref, Stream } from './objects.ts'
import { textFrom } from './text.ts'

/** How many fields may lie in one another. */
const depthLimit = 16

/** The widget of a field as pdf.js names it ("12R", or "12R3" of a generation); null where the file has no object of that name. */
export function widgetOf(file: PdfFile, id: string): Ref | null {
  const [, num, gen] = /^(\d+)R(\d*)$/.exec(id) ?? []
  if (num === undefined) return null
  const ref = new Ref(Number(num), Number(gen ?? 0))
  return isName(file.resolve(file.dictOf(ref).get('Subtype')), 'Widget') ? ref : null
}

/** The widget, and the fields above it that it has entries from (ISO 32000-2, 12.7.4.1). */
export function lineage(file: PdfFile, widget: Ref): Ref[] {
  const found = [widget]
  for (let above = file.dictOf(widget).get('Parent'); above instanceof Ref && found.length < depthLimit;) {
    found.push(above)
    above = file.dictOf(above).get('Parent')
  }
  return found
}

/** An entry of a field, its own or from the fields above it. */
export function entryOf(file: PdfFile, widget: Ref, key: string): PdfObject {
  const holder = lineage(file, widget).find(ref => file.dictOf(ref).has(key))
  return holder ? file.resolve(file.dictOf(holder).get(key)) : null
}

/** The words of a value, null where they are kept as a stream. */
const wordsOf = (value: PdfObject): string | null =>
  value instanceof PdfString ? textFrom(value) : value instanceof Stream ? null : ''

/** What stands in a field; null where it cannot be told. */
function valueIn(file: PdfFile, widget: Ref): FieldValue | null {
  if (isName(entryOf(file, widget, 'FT'), 'Btn')) {
    const state = file.resolve(file.dictOf(widget).get('AS'))
    return state instanceof Name && state.name !== 'Off'
  }
  const value = entryOf(file, widget, 'V')
  return Array.isArray(value) ? value.map(each => wordsOf(file.resolve(each)) ?? '') : wordsOf(value)
}

/** One choice is the same alone and in a list; line ends are the same in every system. */
const plain = (value: FieldValue | null): FieldValue | null => {
  if (Array.isArray(value)) return value.length > 1 ? value : (value[0] ?? '')
  return typeof value === 'string' ? value.replace(/\r\n?/g, '\n') : value
}

/** Those of the fields in which the file has something else. */
export const unlike = (file: PdfFile, fields: readonly FilledField[]): FilledField[] =>
  fields.filter(({ id, value }) => {
    const widget = widgetOf(file, id)
    return !widget || !isDeepStrictEqual(plain(valueIn(file, widget)), plain(value))
  })
