import { decoded } from './filters.ts'
import { type Dict, PdfError, type PdfObject, Ref, Stream } from './objects.ts'
import { Parser } from './parser.ts'

/** Where an object lies: at a byte of the file, or as the `index`-th object of an object stream. */
export type Place =
  | { readonly in: 'file'; readonly offset: number; readonly gen: number }
  | { readonly in: 'stream'; readonly stream: number; readonly index: number }
  | { readonly in: 'nothing' }

export interface CrossReference {
  readonly places: ReadonlyMap<number, Place>
  /** Of the newest section. */
  readonly trailer: Dict
  /** Of which kind the newest section is: an appended one must be the same (7.5.8). */
  readonly kind: 'table' | 'stream'
  /** Where the newest section begins, counted as the file counts. */
  readonly startxref: number
  /** The byte from which the file counts its offsets: junk may stand before the header. */
  readonly origin: number
  /** It was made by reading the whole file (rebuild.ts): the file's own is lost. */
  readonly rebuilt?: true
}

const damaged = (detail: string): PdfError => new PdfError('damaged', detail)
const ascii = (text: string): Buffer => Buffer.from(text, 'latin1')
const bufferOf = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)

/** Reads the sections from the newest to the oldest (ISO 32000-2, 7.5.4 to 7.5.8). Throws PdfError 'damaged'. */
export function readCrossReference(bytes: Uint8Array): CrossReference {
  const buffer = bufferOf(bytes)
  const header = bufferOf(bytes.subarray(0, 1024 + 5)).indexOf(ascii('%PDF-'))
  if (header < 0) throw damaged('no header within the first 1,024 bytes')
  const mark = buffer.lastIndexOf('startxref')
  if (mark < 0) throw damaged('no startxref')
  const startxref = new Parser(bytes, mark + 9).integer()
  // The standard counts from the header; many writers count from the first byte all the same.
  const origin = [header, 0].find(from => beginsSection(bytes, from + startxref))
  if (origin === undefined) throw damaged(`no cross-reference at byte ${startxref}`)
  const reader = new SectionReader(bytes, origin)
  const newest = reader.read(startxref)
  return { places: reader.places, trailer: newest.trailer, kind: newest.kind, startxref, origin }
}

function beginsSection(bytes: Uint8Array, at: number): boolean {
  if (at >= bytes.length) return false
  const parser = new Parser(bytes, at)
  if (parser.keyword('xref')) return true
  try {
    parser.integer()
    parser.integer()
    return parser.keyword('obj')
  } catch {
    return false
  }
}

interface Section {
  trailer: Dict
  kind: 'table' | 'stream'
}

class SectionReader {
  readonly places = new Map<number, Place>()
  private readonly seen = new Set<number>()
  private readonly bytes: Uint8Array
  private readonly origin: number

  constructor(bytes: Uint8Array, origin: number) {
    this.bytes = bytes
    this.origin = origin
  }

  /** Reads the section at `start` and all before it; what a newer one says of an object holds. */
  read(start: number): Section {
    let newest: Section | null = null
    for (let next: PdfObject | undefined = start; typeof next === 'number';) {
      if (this.seen.has(next)) break // sections that point at each other
      this.seen.add(next)
      const section = this.section(next)
      newest ??= section
      next = section.trailer.get('Prev')
    }
    if (!newest) throw damaged('an empty cross-reference')
    return newest
  }

  private section(start: number): Section {
    const parser = new Parser(this.bytes, this.origin + start)
    if (!parser.keyword('xref')) return { kind: 'stream', trailer: this.stream(this.origin + start) }
    const trailer = this.table(parser)
    // A hybrid file keeps its compressed objects in a stream beside the table (7.5.8.4).
    const beside = trailer.get('XRefStm')
    if (typeof beside === 'number' && !this.seen.has(beside)) {
      this.seen.add(beside)
      this.stream(this.origin + beside)
    }
    return { kind: 'table', trailer }
  }

  private note(num: number, place: Place): void {
    if (!this.places.has(num)) this.places.set(num, place)
  }

  private table(parser: Parser): Dict {
    while (!parser.keyword('trailer')) {
      const first = parser.integer()
      const count = parser.integer()
      if (count > this.bytes.length / 10) throw damaged(`a table of ${count} objects in a file that cannot hold them`)
      for (let index = 0; index < count; index++) {
        const offset = parser.integer()
        const gen = parser.integer()
        const used = parser.keyword('n')
        if (!used && !parser.keyword('f')) throw damaged(`n or f expected at byte ${parser.at}`)
        this.note(first + index, used ? { in: 'file', offset: this.origin + offset, gen } : { in: 'nothing' })
      }
    }
    const trailer = parser.object()
    if (!(trailer instanceof Map)) throw damaged('a trailer that is no dictionary')
    return trailer
  }

  private stream(at: number): Dict {
    const parser = new Parser(this.bytes, at)
    parser.integer()
    parser.integer()
    const found = parser.keyword('obj') ? parser.body(length => (typeof length === 'number' ? length : null)) : null
    if (!(found instanceof Stream)) throw damaged(`no cross-reference stream at byte ${at}`)
    this.entries(found)
    return found.dict
  }

  private entries(stream: Stream): void {
    const numbers = (value: PdfObject | undefined): number[] =>
      Array.isArray(value) ? value.filter(item => typeof item === 'number') : []
    const widths = numbers(stream.dict.get('W'))
    const size = stream.dict.get('Size')
    const index = stream.dict.has('Index')
      ? numbers(stream.dict.get('Index'))
      : [0, typeof size === 'number' ? size : 0]
    const [first = 0, second = 0, third = 0] = widths
    const row = first + second + third
    if (widths.length < 3 || row === 0) throw damaged('a cross-reference stream without widths')
    const bytes = decoded(stream, value => value ?? null)
    let at = 0
    const field = (width: number, otherwise: number): number => {
      let value = 0
      for (let taken = 0; taken < width; taken++) value = value * 256 + (bytes[at++] ?? 0)
      return width === 0 ? otherwise : value
    }
    for (let part = 0; part + 1 < index.length; part += 2)
      for (let n = 0; n < (index[part + 1] ?? 0) && at + row <= bytes.length; n++)
        this.entry((index[part] ?? 0) + n, field(first, 1), field(second, 0), field(third, 0))
  }

  private entry(num: number, type: number, second: number, third: number): void {
    if (type === 1) this.note(num, { in: 'file', offset: this.origin + second, gen: third })
    else if (type === 2) this.note(num, { in: 'stream', stream: second, index: third })
    else this.note(num, { in: 'nothing' })
  }
}

/** The number that a new object may take: above every one that is known. */
export const nextNumber = ({ places, trailer }: CrossReference): number => {
  const size = trailer.get('Size')
  let most = typeof size === 'number' ? size : 0
  for (const num of places.keys()) most = Math.max(most, num + 1)
  return most
}

export const isRef = (value: PdfObject | undefined): value is Ref => value instanceof Ref
