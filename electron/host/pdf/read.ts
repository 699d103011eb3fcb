import type { RectPt } from '../../contract/annotation.ts'
import { endingsOf } from '../../contract/line-ending.ts'
import { kindOfPdfMark } from '../../contract/pdf-mark.ts'
import type { PdfFile } from './file.ts'
import { type Dict, isName, Name, type PdfObject, PdfString, Ref } from './objects.ts'
import { instantFrom, textFrom } from './text.ts'

/** The private key under which ours are known again, with what the standard has no place for. */
export const privateKey = 'Folium'

/** An annotation as it stands in a PDF (ISO 32000-2, 12.5), every standard markup kind alike. Lengths in PDF points. */
export interface PdfAnnotation {
  /** 1-based. */
  readonly page: number
  /** The number of its object, "12R"; empty where it lies in the page itself. */
  readonly id: string
  /** /Subtype: Highlight, Underline, StrikeOut, Squiggly, Text, FreeText, Ink, Square, Circle, Line, Polygon, PolyLine, Stamp, Caret … */
  readonly subtype: string
  readonly rectPt: RectPt
  /** One rectangle a quadrilateral, in the file's order. */
  readonly quadsPt: readonly RectPt[]
  /** `#rrggbb`, or null where it has none. */
  readonly color: string | null
  /** 0 to 1. */
  readonly opacity: number
  readonly contents: string
  readonly author: string
  /** /NM. */
  readonly name: string
  readonly createdAt: string | null
  readonly modifiedAt: string | null
  /** Of an Ink, Line, Polygon or PolyLine: x and y by turns, with what stands at the ends of a line. */
  readonly strokes: readonly (readonly number[])[]
  /** They are lines from point to point, no curves of ours. */
  readonly straight: boolean
  readonly widthPt: number
  /** It has an appearance of its own. */
  readonly isDrawn: boolean
  /** It is filled inside (/IC), or a line that stands off what it measures (/LL): ours have neither. */
  readonly saysMore: boolean
  /** Of a FreeText. */
  readonly sizePt: number | null
  readonly tags: readonly string[]
  /** Folium wrote it. */
  readonly ours: boolean
  /** "12R" of the annotation that it answers; one that is only grouped with another (/RT /Group) answers nothing. */
  readonly inReplyTo: string | null
}

/** Every annotation that somebody made, page by page. A damaged one is left out. */
export function readAnnotations(file: PdfFile): PdfAnnotation[] {
  return file.pages().flatMap(({ dict }, index) =>
    file.listOf(dict.get('Annots')).flatMap(value => {
      const found = readAnnotation(file, value, index + 1)
      return found ? [found] : []
    }),
  )
}

/** An annotation of a page (1-based); null where it is damaged, or nothing that somebody made. */
export function readAnnotation(file: PdfFile, value: PdfObject, page: number): PdfAnnotation | null {
  const entries = file.dictOf(value)
  const subtype = file.resolve(entries.get('Subtype'))
  if (!(subtype instanceof Name) || kindOfPdfMark(subtype.name) === null) return null
  const read = new Entries(file, entries)
  const rectPt = read.rect('Rect')
  return rectPt ? annotationFrom(read, value, page, subtype.name, rectPt) : null
}

function annotationFrom(read: Entries, value: PdfObject, page: number, subtype: string, rectPt: RectPt): PdfAnnotation {
  return {
    page,
    id: value instanceof Ref ? `${value.num}R` : '',
    subtype,
    rectPt,
    quadsPt: rectsFrom(read.numbers('QuadPoints')),
    color: read.color(subtype === 'FreeText'),
    opacity: read.number('CA') ?? 1,
    contents: read.text('Contents').replace(/\r\n?/g, '\n'),
    author: read.text('T'),
    name: read.text('NM'),
    createdAt: instantFrom(read.text('CreationDate')),
    modifiedAt: instantFrom(read.text('M')),
    strokes: read.strokes(subtype),
    straight: !read.has(privateKey) || read.kept()['straight'] === true,
    widthPt: read.width(),
    isDrawn: read.has('AP'),
    saysMore: read.numbers('IC').length > 0 || (read.number('LL') ?? 0) !== 0,
    sizePt: read.size(),
    tags: read.tags(),
    ours: read.has(privateKey),
    inReplyTo: read.isName('RT', 'Group') ? null : read.reference('IRT'),
  }
}

/** The rectangles round quadrilaterals, eight numbers each, whatever the order of their corners. */
export function rectsFrom(numbers: readonly number[]): RectPt[] {
  const rects: RectPt[] = []
  for (let at = 0; at + 8 <= numbers.length; at += 8) {
    const quad = numbers.slice(at, at + 8)
    const xs = quad.filter((_, index) => index % 2 === 0)
    const ys = quad.filter((_, index) => index % 2 === 1)
    rects.push([Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)])
  }
  return rects
}

const hexFrom = (parts: readonly number[]): string =>
  `#${parts
    .map(part =>
      Math.round(Math.min(1, Math.max(0, part)) * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`

/** Gray, RGB or CMYK by how many numbers there are (12.5.2, /C). */
function rgbHex(parts: readonly number[]): string | null {
  const [a = 0, b = 0, c = 0, d = 0] = parts
  if (parts.length === 1) return hexFrom([a, a, a])
  if (parts.length === 3) return hexFrom([a, b, c])
  if (parts.length === 4) return hexFrom([(1 - a) * (1 - d), (1 - b) * (1 - d), (1 - c) * (1 - d)])
  return null
}

/** The entries of one annotation, each in the form that it should have or none. */
class Entries {
  private readonly file: PdfFile
  private readonly entries: Dict

  constructor(file: PdfFile, entries: Dict) {
    this.file = file
    this.entries = entries
  }

  has(key: string): boolean {
    return this.entries.has(key)
  }

  isName(key: string, name: string): boolean {
    return isName(this.file.resolve(this.entries.get(key)), name)
  }

  text(key: string): string {
    const value = this.file.resolve(this.entries.get(key))
    return value instanceof PdfString ? textFrom(value) : ''
  }

  number(key: string): number | null {
    return this.file.numberOf(this.entries.get(key))
  }

  private list(value: PdfObject | undefined): number[] {
    return this.file.listOf(value).flatMap(item => this.file.numberOf(item) ?? [])
  }

  numbers(key: string): number[] {
    return this.list(this.entries.get(key))
  }

  rect(key: string): RectPt | null {
    const [a, b, c, d] = this.numbers(key)
    if (a === undefined || b === undefined || c === undefined || d === undefined) return null
    return [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)]
  }

  reference(key: string): string | null {
    const value = this.entries.get(key)
    return value instanceof Ref ? `${value.num}R` : null
  }

  /** A free text's own colour is that of its letters, in the last colour operator of /DA. */
  color(ofLetters: boolean): string | null {
    if (!ofLetters) return rgbHex(this.numbers('C'))
    const found = [...this.text('DA').matchAll(/((?:-?[\d.]+\s+){1,4})(?:rg|g|k)\b/g)].at(-1)
    return found ? rgbHex((found[1] ?? '').trim().split(/\s+/).map(Number)) : null
  }

  size(): number | null {
    const size = /([\d.]+)\s+Tf\b/.exec(this.text('DA'))
    return size && Number(size[1]) > 0 ? Number(size[1]) : null
  }

  width(): number {
    const style = this.file.dictOf(this.entries.get('BS'))
    return this.file.numberOf(style.get('W')) ?? this.numbers('Border')[2] ?? 1
  }

  strokes(subtype: string): number[][] {
    if (subtype === 'Ink') {
      const strokes = this.file.listOf(this.entries.get('InkList')).map(stroke => this.list(stroke))
      return strokes.filter(stroke => stroke.length >= 2)
    }
    const line = this.numbers(subtype === 'Line' ? 'L' : 'Vertices')
    if (line.length < 2) return []
    if (subtype === 'Polygon') return [[...line, ...line.slice(0, 2)]]
    return [line, ...endingsOf(line, this.names('LE'), this.width()).map(ending => ending.flat())]
  }

  private names(key: string): string[] {
    return this.file.listOf(this.entries.get(key)).map(value => (value instanceof Name ? value.name : ''))
  }

  /** What we keep under our own key; nothing of somebody else's words there. */
  kept(): Record<string, unknown> {
    try {
      const kept: unknown = JSON.parse(this.text(privateKey) || '{}')
      return typeof kept === 'object' && kept !== null ? { ...kept } : {}
    } catch {
      return {}
    }
  }

  tags(): string[] {
    const { tags } = this.kept()
    return Array.isArray(tags) ? tags.filter(tag => typeof tag === 'string') : []
  }
}
