import type { FieldValue, FilledField } from '../../contract/form.ts'
import type { Addition } from './append.ts'
import { boxContent, buttonContent, type FieldLook, lookOf, textContent } from './field-looks.ts'
import { entryOf, lineage, widgetOf } from './fields.ts'
import type { PdfFile } from './file.ts'
import { type Dict, dict, isName, name, Name, type PdfObject, PdfString, type Ref, Stream } from './objects.ts'
import { stringFrom, textFrom } from './text.ts'
import type { Faces, Typeface } from './typeface.ts'

/** The bit of a choice that drops down (ISO 32000-2, table 233). */
const dropsDown = 1 << 17

/** Fills the fields of a form (12.7.5): their values, and how each of their widgets then looks. */
export class Filling {
  /** How many were filled. */
  filled = 0
  /** Those that the file does not have. */
  readonly unfilled: string[] = []
  private readonly file: PdfFile
  private readonly addition: Addition
  private readonly faces: Faces
  /** The fields and widgets that are changed: two buttons share the field above them. */
  private readonly changed = new Map<number, { ref: Ref; entries: Dict }>()
  /** What draws in a font waits until every letter is known. */
  private readonly later: { ref: Ref; look: FieldLook; content: string; font: Typeface }[] = []

  constructor(file: PdfFile, addition: Addition, faces: Faces) {
    this.file = file
    this.addition = addition
    this.faces = faces
  }

  async fill(fields: readonly FilledField[]): Promise<void> {
    for (const { id, value } of fields) {
      const widget = widgetOf(this.file, id)
      if (!widget) this.unfilled.push(id)
      else {
        if (typeof value === 'boolean') this.choose(widget, value)
        else await this.write(widget, value)
        this.filled++
      }
    }
    for (const { ref, entries } of this.changed.values()) this.addition.put(ref, entries)
  }

  /** Draws what had to wait for its font. */
  async finish(): Promise<void> {
    for (const { ref, look, content, font } of this.later)
      this.addition.put(ref, form(look, content, dict({ Font: dict({ F: await font.ref() }) })))
  }

  private change(ref: Ref): Dict {
    const known = this.changed.get(ref.num)
    if (known) return known.entries
    const entries: Dict = new Map(this.file.dictOf(ref))
    this.changed.set(ref.num, { ref, entries })
    return entries
  }

  /** The field that a widget belongs to: what has the value, or else the name. */
  private holder(widget: Ref): Ref {
    const line = lineage(this.file, widget)
    const has = (key: string) => line.find(ref => this.file.dictOf(ref).has(key))
    return has('V') ?? has('T') ?? widget
  }

  /** Ticks a box or chooses a button, or takes that back. */
  private choose(widget: Ref, on: boolean): void {
    const looks = this.file.dictOf(this.file.dictOf(this.file.dictOf(widget).get('AP')).get('N'))
    const state = [...looks.keys()].find(key => key !== 'Off') ?? 'Yes'
    const entries = this.change(widget)
    entries.set('AS', name(on ? state : 'Off'))
    const field = this.change(this.holder(widget))
    const held = this.file.resolve(field.get('V'))
    if (on) field.set('V', name(state))
    // A button that is left must not take away what another of its field says.
    else if (!(held instanceof Name) || held.name === state) field.set('V', name('Off'))
    if (looks.size > 0) return
    const look = lookOf(this.file, widget)
    const drawn = [buttonContent(look), boxContent(look)].map(content =>
      this.addition.add(form(look, content, dict({}))),
    )
    entries.set('AP', dict({ N: dict({ [state]: drawn[0], Off: drawn[1] }) }))
  }

  /** Writes words into a field, or chooses of a list. */
  private async write(widget: Ref, value: Exclude<FieldValue, boolean>): Promise<void> {
    const field = this.change(this.holder(widget))
    const values = typeof value === 'string' ? [value] : value
    const only = values.length === 1 ? values[0] : undefined
    field.set('V', only === undefined ? values.map(stringFrom) : stringFrom(only))
    // Rich text and indices would contradict the new value.
    for (const key of ['RV', 'I']) field.delete(key)
    const look = lookOf(this.file, widget)
    const isChoice = isName(entryOf(this.file, widget, 'FT'), 'Ch')
    const options = isChoice ? this.options(widget) : []
    const isList = isChoice && (look.flags & dropsDown) === 0
    const shown = values.map(each => options.find(option => option.value === each)?.label ?? each)
    const lines = isList ? options.map(({ label }) => label) : shown
    const font = await this.faces.for(lines.join('\n'))
    const content = textContent(look, { text: lines.join('\n'), font, ...(isList ? { chosen: new Set(shown) } : {}) })
    const ref = this.addition.reserve()
    this.later.push({ ref, look, content, font })
    this.change(widget).set('AP', dict({ N: ref }))
  }

  private options(widget: Ref): { value: string; label: string }[] {
    const listed = this.file.listOf(entryOf(this.file, widget, 'Opt'))
    const words = (value: PdfObject | undefined): string => {
      const found = this.file.resolve(value)
      return found instanceof PdfString ? textFrom(found) : ''
    }
    return listed.map(each => {
      const pair = this.file.listOf(each)
      return pair.length > 0
        ? { value: words(pair[0]), label: words(pair[1]) }
        : { value: words(each), label: words(each) }
    })
  }
}

/** An appearance in the widget's own coordinates (12.5.5). */
const form = ({ width, height }: FieldLook, content: string, resources: Dict): Stream =>
  new Stream(
    dict({ Type: name('XObject'), Subtype: name('Form'), BBox: [0, 0, width, height], Resources: resources }),
    Buffer.from(content, 'latin1'),
  )
