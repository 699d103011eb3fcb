import { deflateSync } from 'node:zlib'
import type { KnownAnnotation } from '../../contract/annotation.ts'
import type { PaletteColor } from '../../contract/choices.ts'
import type { FilledField } from '../../contract/form.ts'
import { Addition } from './append.ts'
import type { Drawing } from './drawings.ts'
import { drawAll, type Drawn, hasPopup, privateOf } from './drawn.ts'
import { unlike } from './fields.ts'
import type { PageEntry, PdfFile } from './file.ts'
import { Filling } from './filling.ts'
import { type Dict, dict, name, type PdfObject, PdfString, Ref, Stream } from './objects.ts'
import { lookKept } from './kept-look.ts'
import { privateKey, readAnnotation } from './read.ts'
import { serialized } from './serialize.ts'
import { signingOf } from './signing.ts'
import { dateFrom, stringFrom, textFrom } from './text.ts'
import { Faces, type Typeface } from './typeface.ts'

/** What a writing did, in annotations of the PDF (a mark over three pages is three). */
export interface Written {
  readonly bytes: Uint8Array
  readonly added: number
  readonly changed: number
  readonly unchanged: number
  /** Ours that the library has no longer. */
  readonly removed: number
  /** Annotations whose page the file does not have; they are left out. */
  readonly misplaced: readonly string[]
  /** How many fields of its form were filled. */
  readonly filled: number
  /** Fields that the file does not have. */
  readonly unfilled: readonly string[]
  /** Somebody has signed the file: the signature stays valid, and says that something was added since. */
  readonly signed: boolean
  /** Whoever signed it does not allow what was added: readers will say that the signature does not hold. */
  readonly forbidden: boolean
  /** The file's cross-reference was lost; the addition holds a whole new one. */
  readonly rebuilt: boolean
}

/**
 * Writes annotations into a PDF by adding to its end (ISO 32000-2, 7.5.6 and 12.5). An annotation that is there by its
 * name (NM), or from which ours was taken over, is changed in its place; nothing stands twice. The bytes of `file` stay
 * as they are, and an encrypted file stays encrypted. Fields of its form that say something else than `fields` are filled.
 * Throws PdfError.
 */
export async function writeAnnotations(
  file: PdfFile,
  annotations: readonly KnownAnnotation[],
  palette: readonly PaletteColor[],
  fields: readonly FilledField[] = [],
): Promise<Written> {
  const pages = file.pages()
  const addition = new Addition(file)
  const faces = new Faces(addition)
  const drawn = await drawAll(faces, annotations, palette, pages)
  const writing = new Writing(file, addition)
  const names = new Set(drawn.map(({ nm }) => nm))
  const misplaced = new Set<string>()
  for (const each of drawn) if (!pages[each.drawing.page - 1]) misplaced.add(each.annotation.id)
  for (const [index, page] of pages.entries())
    await writing.page(
      page,
      drawn.filter(({ drawing }) => drawing.page === index + 1),
      names,
    )
  const filling = new Filling(file, addition, faces)
  await filling.fill(unlike(file, fields))
  await writing.finish()
  await filling.finish()
  const { added, changed, unchanged, removed } = writing.counts
  const { signed, allows } = signingOf(file)
  return {
    bytes: addition.isEmpty ? file.bytes : addition.bytes(),
    added,
    changed,
    unchanged,
    removed,
    misplaced: [...misplaced],
    filled: filling.filled,
    unfilled: filling.unfilled,
    signed,
    forbidden: allows !== null && ((allows < 3 && added + changed + removed > 0) || (allows < 2 && filling.filled > 0)),
    rebuilt: file.crossReference.rebuilt === true,
  }
}

/** Entries that would contradict new words, and those of another kind or another appearance. */
const staleWords = ['RC', 'DS']
const staleLook = 'AS RD Border IC BE L LE LL LLE LLO Cap IT CL CO CP Measure Vertices Path Sy Q'.split(' ')

class Writing {
  readonly counts = { added: 0, changed: 0, unchanged: 0, removed: 0 }
  private readonly file: PdfFile
  private readonly addition: Addition
  /** Shared resources of the appearances, by what they hold. */
  private readonly states = new Map<string, Ref>()
  /** What draws in a font waits until every letter is known. */
  private readonly later: { ref: Ref; drawing: Drawing; font: Typeface }[] = []

  constructor(file: PdfFile, addition: Addition) {
    this.file = file
    this.addition = addition
  }

  /** Writes the annotations of one page. `names` are all that the library still has, on any page. */
  async page(page: PageEntry, drawn: readonly Drawn[], names: ReadonlySet<string>): Promise<void> {
    const before = this.file.listOf(page.dict.get('Annots'))
    const gone = this.gone(before, names)
    const kept = before.filter(value => !(value instanceof Ref && gone.has(value.num)))
    const fresh: Ref[] = []
    for (const each of drawn) {
      const old = this.find(kept, each)
      if (old) this.change(old, each, page, fresh)
      else this.add(each, page, fresh)
    }
    this.counts.removed +=
      gone.size === 0
        ? 0
        : before.filter(value => value instanceof Ref && gone.has(value.num) && this.isOurs(value)).length
    if (fresh.length > 0 || gone.size > 0) this.setAnnots(page, [...kept, ...fresh])
  }

  private isOurs(value: PdfObject): boolean {
    return this.file.dictOf(value).has(privateKey)
  }

  private nameOf(value: PdfObject): string | null {
    const nm = this.file.resolve(this.file.dictOf(value).get('NM'))
    return nm instanceof PdfString ? textFrom(nm) : null
  }

  /** Numbers of our annotations that the library has no longer, and of their popups. */
  private gone(before: readonly PdfObject[], names: ReadonlySet<string>): Set<number> {
    const gone = new Set<number>()
    for (const value of before) {
      if (!(value instanceof Ref) || !this.isOurs(value) || names.has(this.nameOf(value) ?? '')) continue
      gone.add(value.num)
      const popup = this.file.dictOf(value).get('Popup')
      if (popup instanceof Ref) gone.add(popup.num)
    }
    return gone
  }

  /** The annotation of the file that this one is: by its name, or the one that it was taken over from. */
  private find(before: readonly PdfObject[], { nm, annotation }: Drawn): Ref | null {
    const refs = before.filter(value => value instanceof Ref)
    const named = refs.find(ref => this.nameOf(ref) === nm)
    if (named || annotation.anchoring || annotation.origin?.program !== 'pdf') return named ?? null
    return refs.find(({ num }) => annotation.origin?.id === `${num}R`) ?? null
  }

  private add(each: Drawn, page: PageEntry, fresh: Ref[]): void {
    const ref = this.addition.reserve()
    const entries = this.entriesOf(each, page)
    fresh.push(ref)
    if (hasPopup(each)) entries.set('Popup', this.popup(ref, each, page, fresh))
    this.addition.put(ref, entries)
    this.counts.added++
  }

  private change(ref: Ref, each: Drawn, page: PageEntry, fresh: Ref[]): void {
    const old = this.file.dictOf(ref)
    const look = lookKept(readAnnotation(this.file, ref, each.drawing.page), each)
    const words = look && new Map([...this.wordsOf(each), ...look])
    const entries = words ? (this.isSame(old, words) ? null : words) : this.entriesOf(each, page, old)
    if (!entries) {
      this.counts.unchanged++
      return
    }
    const popup = old.get('Popup')
    if (popup instanceof Ref) entries.set('Popup', popup)
    else if (hasPopup(each)) entries.set('Popup', this.popup(ref, each, page, fresh))
    // What another program added stays; its rich text would contradict the new words.
    const stale = words ? staleWords : [...staleWords, ...staleLook]
    const others = [...old].filter(([key]) => !entries.has(key) && !stale.includes(key))
    this.addition.put(ref, new Map([...others, ...entries]))
    this.counts.changed++
  }

  private entriesOf(each: Drawn, page: PageEntry): Dict
  private entriesOf(each: Drawn, page: PageEntry, old: Dict): Dict | null
  private entriesOf(each: Drawn, page: PageEntry, old?: Dict): Dict | null {
    const { drawing, color } = each
    const look = dict({
      Type: name('Annot'),
      Subtype: name(drawing.subtype),
      Rect: [...drawing.rectPt],
      C: drawing.subtype === 'FreeText' ? undefined : [...color],
      CA: drawing.opacity ?? 1,
      F: 4,
      ...drawing.entries,
    })
    const entries: Dict = new Map([...look, ...this.wordsOf(each)])
    if (old && this.isSame(old, entries)) return null
    entries.set('P', page.ref)
    const appearance = this.addition.reserve()
    entries.set('AP', dict({ N: appearance }))
    if (drawing.font) this.later.push({ ref: appearance, drawing, font: drawing.font })
    else this.addition.put(appearance, this.appearance(drawing, this.resources(drawing)))
    return entries
  }

  private wordsOf({ annotation, nm }: Drawn): Dict {
    return dict({
      NM: stringFrom(nm),
      T: annotation.author ? stringFrom(annotation.author) : undefined,
      Contents: stringFrom(annotation.comment),
      CreationDate: dateFrom(annotation.createdAt),
      M: dateFrom(annotation.modifiedAt),
      [privateKey]: stringFrom(JSON.stringify(privateOf(annotation))),
    })
  }

  private isSame(old: Dict, entries: Dict): boolean {
    const text = (value: PdfObject | undefined): string =>
      serialized(this.direct(value), { cipher: null, num: 0, gen: 0 }).toString('latin1')
    return [...entries].every(([key, value]) => old.has(key) && text(old.get(key)) === text(value))
  }

  private direct(value: PdfObject | undefined): PdfObject {
    const found = this.file.resolve(value)
    if (Array.isArray(found)) return found.map(item => this.direct(item))
    return found
  }

  /** The window beside the page in which readers show the comment (12.5.6.14). */
  private popup(parent: Ref, { drawing }: Drawn, page: PageEntry, fresh: Ref[]): Ref {
    const box = this.file
      .listOf(page.dict.get('CropBox') ?? page.dict.get('MediaBox'))
      .filter(value => typeof value === 'number')
    const right = Math.max(box[0] ?? 0, box[2] ?? 612)
    const top = drawing.rectPt[3]
    const ref = this.addition.add(
      dict({
        Type: name('Annot'),
        Subtype: name('Popup'),
        Rect: [right, top - 100, right + 180, top],
        Parent: parent,
        F: 4,
      }),
    )
    fresh.push(ref)
    return ref
  }

  private resources({ opacity, multiply }: Drawing): Ref | Dict {
    if (opacity === undefined && !multiply) return new Map()
    const key = `${opacity} ${multiply}`
    const known = this.states.get(key)
    if (known) return known
    const state = dict({ ca: opacity, CA: opacity, BM: multiply ? name('Multiply') : undefined })
    const ref = this.addition.add(dict({ ExtGState: dict({ G: state }) }))
    this.states.set(key, ref)
    return ref
  }

  private appearance(drawing: Drawing, resources: Ref | Dict): Stream {
    const content = Buffer.from(
      `${resources instanceof Ref && !drawing.font ? '/G gs ' : ''}${drawing.content}`,
      'latin1',
    )
    const packed = deflateSync(content, { level: 9 })
    const isSmaller = packed.length + 20 < content.length
    const entries = dict({
      Type: name('XObject'),
      Subtype: name('Form'),
      BBox: [...drawing.rectPt],
      Resources: resources,
      Filter: isSmaller ? name('FlateDecode') : undefined,
    })
    return new Stream(entries, isSmaller ? packed : content)
  }

  /** Draws what had to wait for its font. */
  async finish(): Promise<void> {
    for (const { ref, drawing, font } of this.later) {
      const resources = dict({ Font: dict({ F: await font.ref() }) })
      this.addition.put(ref, this.appearance(drawing, resources))
    }
  }

  /** Gives the page its list of annotations: where it lies apart, the list alone is written anew. */
  private setAnnots({ ref }: PageEntry, annots: PdfObject[]): void {
    const own = this.file.resolve(ref)
    if (!(own instanceof Map)) return
    const apart = own.get('Annots')
    if (apart instanceof Ref) this.addition.put(apart, annots)
    else this.addition.put(ref, new Map([...own, ['Annots', annots]] as [string, PdfObject][]))
  }
}
