import { isDeepStrictEqual } from 'node:util'
import type { FieldValue, FilledField } from '../../contract/form.ts'
import type { Addition } from './append.ts'
import { Changes } from './changes.ts'
import { boxContent, buttonContent, type FieldLook, lookOf, textContent } from './field-looks.ts'
import { type FieldNode, Form } from './fields.ts'
import type { PdfFile } from './file.ts'
import { type Dict, dict, isName, name, Name, type PdfObject, PdfString, Ref, Stream } from './objects.ts'
import { stringFrom, textFrom } from './text.ts'
import type { Faces, Typeface } from './typeface.ts'

/** Bits of a field (ISO 32000-2, tables 229 and 233): a choice that drops down; buttons of one state that are chosen together. */
const dropsDown = 1 << 17
const inUnison = 1 << 25

/** Fills the fields of a form (12.7.5): their values, and how each of their widgets then looks. */
export class Filling {
  /** How many were filled. */
  filled = 0
  /** Those that the file does not have. */
  readonly unfilled: string[] = []
  private readonly file: PdfFile
  private readonly addition: Addition
  private readonly faces: Faces
  private readonly form: Form
  private readonly changes: Changes
  /** What lay in another dictionary and is now an object of its own. */
  private readonly raised = new Map<Dict, Ref>()
  /** Which widgets were given which words, or a button's looks: two of one field are often filled together. */
  private readonly shown = new Map<FieldNode, string>()
  /** What draws in a font waits until every letter is known. */
  private readonly later: { ref: Ref; look: FieldLook; content: string; font: Typeface }[] = []

  constructor(file: PdfFile, addition: Addition, faces: Faces) {
    this.file = file
    this.addition = addition
    this.faces = faces
    this.form = new Form(file)
    this.changes = new Changes(file, addition)
  }

  async fill(fields: readonly FilledField[]): Promise<void> {
    for (const { id, value } of fields) {
      const widget = this.form.widget(id)
      if (!widget) this.unfilled.push(id)
      else {
        if (typeof value === 'boolean') this.choose(widget, value)
        else await this.write(widget, value)
        this.filled++
      }
    }
    if (this.filled > 0) await this.showRest()
    this.changes.write()
  }

  /** Where readers are told to draw the fields themselves, they would also do so with ours, and in fonts that lack letters. */
  private async showRest(): Promise<void> {
    if (this.file.resolve(this.form.defaults.get('NeedAppearances')) !== true) return
    for (const { node } of this.form.widgets) {
      const value = this.form.value(node)
      if (this.shown.has(node) || typeof value === 'boolean' || value === null) continue
      if (['Tx', 'Ch'].some(type => isName(this.form.entry(node, 'FT'), type)))
        await this.show(node, typeof value === 'string' ? [value] : value)
    }
    this.changedForm().set('NeedAppearances', false)
  }

  /** Draws what had to wait for its font. */
  async finish(): Promise<void> {
    for (const { ref, look, content, font } of this.later)
      this.addition.put(ref, appearance(look, content, dict({ Font: dict({ F: await font.ref() }) })))
  }

  private change(node: FieldNode): Dict {
    return this.changes.dict(node instanceof Ref ? node : this.raise(node))
  }

  /** Makes an object of a field or widget that lies in another dictionary, as the standard wants it of both (12.7.4.1). */
  private raise(node: Dict): Ref {
    const known = this.raised.get(node)
    if (known) return known
    const ref = this.changes.add(node)
    this.raised.set(node, ref)
    const put = (list: PdfObject[]): void => {
      for (const [index, each] of list.entries()) if (this.isTwin(each, node)) list[index] = ref
    }
    for (const { ref: page, dict: shown } of this.file.pages())
      if (this.file.listOf(shown.get('Annots')).includes(node))
        put(this.changes.list(this.changes.dict(page), 'Annots'))
    const entries = this.changes.dict(ref)
    for (const below of new Set(this.form.widgets.flatMap(widget => this.form.lineage(widget.node)))) {
      if (this.file.dictOf(below).get('Parent') !== node) continue
      this.change(below).set('Parent', ref)
      // A field that lies in what it stands above cannot have named it.
      if (!node.has('Kids')) entries.set('Kids', [below instanceof Ref ? below : this.raise(below)])
    }
    const [, above] = this.form.lineage(node)
    const isIn = (list: PdfObject | undefined) => this.file.listOf(list).some(each => this.isTwin(each, node))
    if (above) {
      if (isIn(this.file.dictOf(above).get('Kids'))) put(this.changes.list(this.change(above), 'Kids'))
      return ref
    }
    const fields = this.changes.list(this.changedForm(), 'Fields')
    if (isIn(this.form.defaults.get('Fields'))) put(fields)
    else fields.push(ref)
    return ref
  }

  /** The dictionary of the whole form: an object of its own, or a part of the catalogue. */
  private changedForm(): Dict {
    const { catalog, trailer } = this.file
    const place = catalog.get('AcroForm')
    if (place instanceof Ref) return this.changes.dict(place)
    const root = this.changes.dict(trailer.get('Root') as Ref)
    const known = root.get('AcroForm')
    const own: Dict = known !== place && known instanceof Map ? known : new Map(this.form.defaults)
    root.set('AcroForm', own)
    return own
  }

  /** Whether it is the very dictionary, or the copy that some programs leave of a page's widget among the fields. */
  private isTwin(each: PdfObject, node: Dict): boolean {
    if (each === node) return true
    if (!(each instanceof Map) || !node.has('Rect') || !each.has('Rect')) return false
    const name = (of: Dict) => {
      const said = this.file.resolve(of.get('T'))
      return said instanceof PdfString ? textFrom(said) : ''
    }
    return isDeepStrictEqual(this.form.rectOf(each), this.form.rectOf(node)) && name(each) === name(node)
  }

  /** Takes a value away from what lies between the widget and its field, where another one would hide the field's. */
  private fieldOf(widget: FieldNode): Dict {
    const field = this.form.fieldOf(widget)
    for (const below of this.form.lineage(widget)) {
      if (below === field) break
      if (this.file.dictOf(below).has('V')) this.change(below).delete('V')
    }
    return this.change(field)
  }

  /** Ticks a box or chooses a button, or takes that back; the others of its field follow (12.7.5.2.4). */
  private choose(widget: FieldNode, on: boolean): void {
    const state = this.form.stateOf(widget)
    const field = this.fieldOf(widget)
    const held = this.file.resolve(field.get('V'))
    const others = this.form.group(this.form.fieldOf(widget)).filter(other => other !== widget)
    const alike = others.filter(other => this.form.stateOf(other) === state)
    this.turn(widget, on)
    // A button that is left must not take away what another of its field says.
    if (!on && held instanceof Name && held.name !== state && held.name !== 'Off') return
    field.set('V', name(on ? state : 'Off'))
    const follow = !this.form.isOneOfSeveral(widget) || (this.form.flags(widget) & inUnison) !== 0
    for (const other of others) this.turn(other, on && follow && alike.includes(other))
  }

  /** Gives a button its state, and looks where it has none. */
  private turn(widget: FieldNode, on: boolean): void {
    const looks = this.form.looksOf(widget)
    const state = this.form.stateOf(widget)
    const entries = this.change(widget)
    entries.set('AS', name(on ? state : 'Off'))
    if (looks.size > 0 || !this.isNews(widget, state)) return
    const look = lookOf(this.form, widget)
    const drawn = [buttonContent(look), boxContent(look)].map(content =>
      this.addition.add(appearance(look, content, dict({}))),
    )
    entries.set('AP', dict({ N: dict({ [state]: drawn[0], Off: drawn[1] }) }))
  }

  /** Writes words into a field, or chooses of a list. */
  private async write(widget: FieldNode, value: Exclude<FieldValue, boolean>): Promise<void> {
    const field = this.fieldOf(widget)
    const values = typeof value === 'string' ? [value] : value
    const only = values.length === 1 ? values[0] : undefined
    field.set('V', only === undefined ? values.map(stringFrom) : stringFrom(only))
    // Rich text and indices would contradict the new value.
    for (const key of ['RV', 'I']) field.delete(key)
    for (const each of this.form.group(this.form.fieldOf(widget)))
      if (this.isNews(each, values.join('\n'))) await this.show(each, values)
  }

  /** Draws a widget with these words in it: one field may stand in several places. */
  private async show(widget: FieldNode, values: readonly string[]): Promise<void> {
    const look = lookOf(this.form, widget)
    const isChoice = isName(this.form.entry(widget, 'FT'), 'Ch')
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

  private isNews(widget: FieldNode, words: string): boolean {
    if (this.shown.get(widget) === words) return false
    this.shown.set(widget, words)
    return true
  }

  private options(widget: FieldNode): { value: string; label: string }[] {
    const listed = this.file.listOf(this.form.entry(widget, 'Opt'))
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
const appearance = ({ width, height }: FieldLook, content: string, resources: Dict): Stream =>
  new Stream(
    dict({ Type: name('XObject'), Subtype: name('Form'), BBox: [0, 0, width, height], Resources: resources }),
    Buffer.from(content, 'latin1'),
  )
