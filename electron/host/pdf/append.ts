import { createHash } from 'node:crypto'
import { deflateSync } from 'node:zlib'
import type { Place } from './cross-reference.ts'
import type { PdfFile } from './file.ts'
import { type Dict, dict, name, type PdfObject, PdfString, Ref, Stream } from './objects.ts'
import { serialized } from './serialize.ts'

/**
 * What is added at the end of a file (ISO 32000-2, 7.5.6): new and changed objects, and a cross-reference section of the
 * kind that the newest one has. The bytes before it stay as they are, so that a signature over them holds.
 */
export class Addition {
  private readonly objects = new Map<number, PdfObject>()
  private readonly file: PdfFile
  private next: number

  constructor(file: PdfFile) {
    this.file = file
    this.next = file.nextNumber
  }

  /** A reference to an object yet to be put. */
  reserve(): Ref {
    return new Ref(this.next++)
  }

  /** Adds a new object. */
  add(value: PdfObject): Ref {
    return this.put(this.reserve(), value)
  }

  /** Gives an object a new value; its number and generation stay. */
  put(ref: Ref, value: PdfObject): Ref {
    this.objects.set(ref.num, value)
    return ref
  }

  /** What an object has been given so far; undefined where it is as the file has it. */
  of({ num }: Ref): PdfObject | undefined {
    return this.objects.get(num)
  }

  get isEmpty(): boolean {
    return this.objects.size === 0
  }

  /** The whole new file: the old bytes, and behind them the addition. */
  bytes(): Buffer {
    const { file } = this
    const old = Buffer.from(file.bytes.buffer, file.bytes.byteOffset, file.bytes.length)
    const parts: Buffer[] = [old]
    let length = old.length
    const push = (part: Buffer): void => {
      parts.push(part)
      length += part.length
    }
    if (old.at(-1) !== 10) push(latin('\n'))
    const { origin } = file.crossReference
    const rows = new Map<number, Row>(file.crossReference.rebuilt ? oldRows(file) : [])
    for (const [num, value] of [...this.objects].toSorted(([a], [b]) => a - b)) {
      const gen = file.genOf(num)
      rows.set(num, { type: 1, second: length - origin, third: gen })
      push(latin(`${num} ${gen} obj\n`))
      push(serialized(value, { cipher: file.cipher, num, gen }))
      push(latin('\nendobj\n'))
    }
    const start = length - origin
    const trailer = this.trailer(parts)
    push(file.crossReference.kind === 'table' ? table(rows, trailer) : this.stream(rows, trailer, start))
    push(latin(`startxref\n${start}\n%%EOF\n`))
    return Buffer.concat(parts)
  }

  private trailer(parts: readonly Buffer[]): Dict {
    const { trailer, startxref, rebuilt } = this.file.crossReference
    const id = this.file.listOf(trailer.get('ID'))
    // The second identifier changes with each change (14.4); the first is the file's for good, and part of its key.
    const hash = createHash('md5')
    for (const part of parts.slice(1)) hash.update(part)
    const changed = new PdfString(hash.digest())
    return dict({
      Size: this.next,
      Root: trailer.get('Root'),
      Info: trailer.get('Info'),
      Encrypt: trailer.get('Encrypt'),
      ID: [id[0] ?? changed, changed],
      Prev: rebuilt ? undefined : startxref,
    })
  }

  /** A cross-reference stream (7.5.8); it is an object itself, and names itself. */
  private stream(rows: Map<number, Row>, trailer: Dict, start: number): Buffer {
    const own = this.next++
    rows.set(own, { type: 1, second: start, third: 0 })
    const sections = sectionsOf(rows)
    const data = sections.flatMap(section => section.flatMap(([, row]) => packed(row)))
    const entries = dict({
      Type: name('XRef'),
      W: [1, 5, 2],
      Index: sections.flatMap(section => [section[0]?.[0] ?? 0, section.length]),
      Filter: name('FlateDecode'),
    })
    const whole = new Map([...entries, ...trailer, ['Size', this.next]] as [string, PdfObject][])
    const stream = new Stream(whole, deflateSync(Uint8Array.from(data)))
    // Never enciphered (7.5.8.2).
    const body = serialized(stream, { cipher: null, num: own, gen: 0 })
    return Buffer.concat([latin(`${own} 0 obj\n`), body, latin('\nendobj\n')])
  }
}

/** A row of the cross-reference: type 0, 1 or 2 with its two fields (7.5.8.3). */
interface Row {
  type: number
  second: number
  third: number
}

const latin = (text: string): Buffer => Buffer.from(text, 'latin1')

/** Five bytes hold a terabyte. */
const packed = ({ type, second, third }: Row): number[] => [
  type,
  Math.floor(second / 2 ** 32) & 255,
  (second >>> 24) & 255,
  (second >>> 16) & 255,
  (second >>> 8) & 255,
  second & 255,
  (third >> 8) & 255,
  third & 255,
]

const rowOf = (place: Place, origin: number): Row =>
  place.in === 'file'
    ? { type: 1, second: place.offset - origin, third: place.gen }
    : place.in === 'stream'
      ? { type: 2, second: place.stream, third: place.index }
      : { type: 0, second: 0, third: 65535 }

/** Every object of a file whose own cross-reference is lost: the new section stands for all that was. */
const oldRows = ({ crossReference: { places, origin } }: PdfFile): [number, Row][] => [
  [0, { type: 0, second: 0, third: 65535 }],
  ...[...places].map(([num, place]): [number, Row] => [num, rowOf(place, origin)]),
]

/** Runs of numbers that follow each other. */
function sectionsOf(rows: ReadonlyMap<number, Row>): [number, Row][][] {
  const sections: [number, Row][][] = []
  for (const entry of [...rows].toSorted(([a], [b]) => a - b)) {
    const last = sections.at(-1)
    if (last && last.at(-1)?.[0] === entry[0] - 1) last.push(entry)
    else sections.push([entry])
  }
  return sections
}

function table(rows: ReadonlyMap<number, Row>, trailer: Dict): Buffer {
  const lines = sectionsOf(rows).flatMap(section => [
    `${section[0]?.[0] ?? 0} ${section.length}\n`,
    ...section.map(
      ([, { type, second, third }]) =>
        `${String(second).padStart(10, '0')} ${String(third).padStart(5, '0')} ${type === 1 ? 'n' : 'f'} \n`,
    ),
  ])
  // A trailer's strings are never enciphered, and need no object.
  const end = serialized(trailer, { cipher: null, num: 0, gen: 0 })
  return Buffer.concat([latin(`xref\n${lines.join('')}trailer\n`), end, latin('\n')])
}
