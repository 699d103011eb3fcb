import { isDeepStrictEqual } from 'node:util'
import { fieldAt } from '../../contract/field-place.ts'
import type { FieldValue, FilledField } from '../../contract/form.ts'
import type { PdfFile } from './file.ts'
import { type Dict, isName, Name, type PdfObject, PdfString, Ref, Stream } from './objects.ts'
import { textFrom } from './text.ts'

/** How many fields may lie in one another. */
const depthLimit = 16
/** The bit of a button of which one is chosen (ISO 32000-2, table 229). */
const isOneOf = 1 << 15

/** A field or a widget: the object that it is, or its dictionary where it lies in another's. */
export type FieldNode = Ref | Dict

export interface Widget {
  node: FieldNode
  /** 1-based. */
  page: number
  /** As the window names it. */
  id: string
}

const keyOf = (node: FieldNode): number | Dict => (node instanceof Ref ? node.num : node)
const isNode = (value: PdfObject | undefined): value is FieldNode => value instanceof Ref || value instanceof Map

/** The fields of a file's form and the widgets that show them (ISO 32000-2, 12.7). */
export class Form {
  readonly file: PdfFile
  /** Every widget of every page, in order. */
  readonly widgets: readonly Widget[]
  private readonly byId: ReadonlyMap<string, FieldNode>
  private readonly groups = new Map<number | Dict, FieldNode[]>()
  private found: Map<number | Dict, FieldNode> | null = null

  constructor(file: PdfFile) {
    this.file = file
    this.widgets = file.pages().flatMap(({ dict }, index) =>
      file.listOf(dict.get('Annots')).flatMap(node => {
        if (!isNode(node) || !isName(file.resolve(file.dictOf(node).get('Subtype')), 'Widget')) return []
        return { node, page: index + 1, id: node instanceof Ref ? idOf(node) : fieldAt(index + 1, this.rectOf(node)) }
      }),
    )
    this.byId = new Map(this.widgets.toReversed().map(({ id, node }) => [id, node]))
  }

  /** Null where the file has no such widget. */
  widget(id: string): FieldNode | null {
    return this.byId.get(id) ?? this.byPlace(id)
  }

  /** A field named by its place may have become an object of its own in a copy. */
  private byPlace(id: string): FieldNode | null {
    if (!id.startsWith('at')) return null
    for (const [index, { dict }] of this.file.pages().entries())
      for (const node of this.file.listOf(dict.get('Annots')))
        if (isNode(node) && fieldAt(index + 1, this.rectOf(node)) === id) return node
    return null
  }

  /** Left, bottom, right and top, PDF points. */
  rectOf(node: FieldNode): [number, number, number, number] {
    const [a = 0, b = 0, c = 0, d = 0] = this.file
      .listOf(this.file.dictOf(node).get('Rect'))
      .map(each => this.file.numberOf(each) ?? 0)
    return [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)]
  }

  /** The widget, and the fields above it that it has entries from (12.7.4.1). */
  lineage(widget: FieldNode): FieldNode[] {
    const line = [widget]
    for (let above = this.above(widget); above && line.length < depthLimit; above = this.above(above)) line.push(above)
    return line
  }

  private above(node: FieldNode): FieldNode | null {
    const parent = this.file.dictOf(node).get('Parent')
    return isNode(parent) ? parent : (this.parents().get(keyOf(node)) ?? null)
  }

  /** By the fields below, for those that do not say what is above them. */
  private parents(): Map<number | Dict, FieldNode> {
    if (this.found) return this.found
    const found = new Map<number | Dict, FieldNode>()
    const walk = (node: FieldNode, depth: number): void => {
      if (depth > depthLimit) return
      for (const kid of this.file.listOf(this.file.dictOf(node).get('Kids'))) {
        if (!isNode(kid) || found.has(keyOf(kid))) continue
        found.set(keyOf(kid), node)
        walk(kid, depth + 1)
      }
    }
    for (const node of this.file.listOf(this.defaults.get('Fields'))) if (isNode(node)) walk(node, 0)
    return (this.found = found)
  }

  /** The dictionary of the whole form, with what it says for every field that says nothing (table 224). */
  get defaults(): Dict {
    return this.file.dictOf(this.file.catalog.get('AcroForm'))
  }

  /** An entry of a field, its own or from the fields above it. */
  entry(widget: FieldNode, key: string): PdfObject {
    const holder = this.lineage(widget).find(node => this.file.dictOf(node).has(key))
    return holder ? this.file.resolve(this.file.dictOf(holder).get(key)) : null
  }

  flags(widget: FieldNode): number {
    return this.file.numberOf(this.entry(widget, 'Ff')) ?? 0
  }

  /** The field that a widget shows: the nearest that has a name of its own. */
  fieldOf(widget: FieldNode): FieldNode {
    return this.lineage(widget).find(node => this.file.dictOf(node).has('T')) ?? widget
  }

  /** The full name of a widget's field (12.7.4.2). */
  nameOf(widget: FieldNode): string {
    const parts = this.lineage(widget).flatMap(
      node => wordsOf(this.file.resolve(this.file.dictOf(node).get('T'))) || [],
    )
    return parts.toReversed().join('.')
  }

  isButton(widget: FieldNode): boolean {
    return isName(this.entry(widget, 'FT'), 'Btn')
  }

  /** Every widget that shows a field. */
  group(field: FieldNode): readonly FieldNode[] {
    if (this.groups.size === 0)
      for (const { node } of this.widgets) {
        const key = keyOf(this.fieldOf(node))
        this.groups.set(key, [...(this.groups.get(key) ?? []), node])
      }
    return this.groups.get(keyOf(field)) ?? []
  }

  /** The widgets, as the window names them, that show the same field as this one. */
  sharing(id: string): string[] {
    const widget = this.widget(id)
    const group = widget ? this.group(this.fieldOf(widget)) : []
    return this.widgets.flatMap(each => (group.includes(each.node) ? each.id : []))
  }

  /** The name of a button's state when it is chosen, as its looks have it (12.7.5.2.3). */
  stateOf(widget: FieldNode): string {
    const names = [...this.looksOf(widget).keys()].filter(key => key !== 'Off')
    const said = this.file.resolve(this.file.dictOf(widget).get('AS') ?? this.entry(widget, 'V'))
    const isSaid = said instanceof Name && said.name !== 'Off'
    if (isSaid && (names.length === 0 || names.includes(said.name)) && !this.isOneOfSeveral(widget)) return said.name
    // Buttons of one field that bring no looks along must be told apart.
    const index = this.isOneOfSeveral(widget) ? this.group(this.fieldOf(widget)).indexOf(widget) : -1
    return names[0] ?? (index >= 0 ? String(index) : 'Yes')
  }

  isOneOfSeveral(widget: FieldNode): boolean {
    return (this.flags(widget) & isOneOf) !== 0
  }

  /** How a button looks in each of its states; empty where it brings no looks along. */
  looksOf(widget: FieldNode): Dict {
    const normal = this.file.resolve(this.file.dictOf(this.file.dictOf(widget).get('AP')).get('N'))
    return normal instanceof Map ? normal : new Map()
  }

  /** What stands in a field; null where it cannot be told. */
  value(widget: FieldNode): FieldValue | null {
    if (this.isButton(widget)) {
      const state = this.file.resolve(this.file.dictOf(widget).get('AS') ?? this.entry(widget, 'V'))
      return (
        state instanceof Name &&
        state.name !== 'Off' &&
        (this.file.dictOf(widget).has('AS') || state.name === this.stateOf(widget))
      )
    }
    const value = this.entry(widget, 'V')
    return Array.isArray(value) ? value.map(each => wordsOf(this.file.resolve(each)) ?? '') : wordsOf(value)
  }
}

/** As pdf.js has it: "12R", or "12R3" of a generation. */
const idOf = ({ num, gen }: Ref): string => `${num}R${gen || ''}`

/** The words of a value, null where they are kept as a stream. */
const wordsOf = (value: PdfObject): string | null =>
  value instanceof PdfString ? textFrom(value) : value instanceof Stream ? null : ''

/** One choice is the same alone and in a list; line ends are the same in every system. */
const plain = (value: FieldValue | null): FieldValue | null => {
  if (Array.isArray(value)) return value.length > 1 ? value : (value[0] ?? '')
  return typeof value === 'string' ? value.replace(/\r\n?/g, '\n') : value
}

/**
 * The fields without those that contradict a later one: two buttons chosen of which one can be, two texts in one field. Such
 * come together when what was filled into two files is.
 */
export function settled(file: PdfFile, fields: readonly FilledField[]): FilledField[] {
  if (fields.length === 0) return []
  const form = new Form(file)
  const said = new Map<number | Dict, { value: FieldValue; state: string }>()
  const meant = fields.map(field => {
    const widget = form.widget(field.id)
    const state = widget && typeof field.value === 'boolean' ? form.stateOf(widget) : ''
    const key = widget && keyOf(form.fieldOf(widget))
    if (key !== null && field.value !== false) said.set(key, { value: field.value, state })
    return { field, key, state }
  })
  return meant.flatMap(({ field, key, state }) => {
    const last = key === null ? undefined : said.get(key)
    const isSame = last?.state === state && isDeepStrictEqual(last.value, field.value)
    return !last || isSame || (field.value === false && last.state !== state) ? field : []
  })
}

/** Those of the fields in which the file has something else. */
export function unlike(file: PdfFile, fields: readonly FilledField[]): FilledField[] {
  if (fields.length === 0) return []
  const form = new Form(file)
  return fields.filter(({ id, value }) => {
    const widget = form.widget(id)
    return !widget || !isDeepStrictEqual(plain(form.value(widget)), plain(value))
  })
}
