import { type Cipher, cipherFrom } from './crypt.ts'
import { type CrossReference, isRef, nextNumber, readCrossReference } from './cross-reference.ts'
import { decoded } from './filters.ts'
import { type Dict, PdfError, type PdfObject, PdfString, Ref, Stream } from './objects.ts'
import { rebuildCrossReference } from './rebuild.ts'
import { type Decipher, Parser } from './parser.ts'

/** A page: where its dictionary is, and what it says with what it inherits. */
export interface PageEntry {
  readonly ref: Ref
  readonly dict: Dict
}

/** Deepest page tree, and longest chain of references, that is followed. */
const depthLimit = 64
const pageLimit = 100_000

/** A PDF's objects, fetched when they are asked for. */
export class PdfFile {
  readonly bytes: Uint8Array
  readonly crossReference: CrossReference
  readonly cipher: Cipher | null
  private readonly fetched = new Map<number, PdfObject>()
  private readonly packed = new Map<number, Map<number, PdfObject>>()

  private constructor(bytes: Uint8Array, crossReference: CrossReference, password: string) {
    this.bytes = bytes
    this.crossReference = crossReference
    this.cipher = this.openCipher(password)
    this.fetched.clear() // what was read to open the cipher, was read without it
  }

  /**
   * Opens a file; one whose cross-reference is damaged is read through for its objects (`crossReference.rebuilt`).
   * Throws PdfError 'damaged', 'password' (also where one is needed and '' given), 'encryption-unknown'.
   */
  static open(bytes: Uint8Array, password = ''): PdfFile {
    try {
      const file = new PdfFile(bytes, readCrossReference(bytes), password)
      file.pages() // a cross-reference that leads nowhere shows here
      return file
    } catch (error) {
      if (!(error instanceof PdfError) || error.fault !== 'damaged') throw error
      return new PdfFile(bytes, rebuildCrossReference(bytes), password)
    }
  }

  get trailer(): Dict {
    return this.crossReference.trailer
  }

  /** The first number that no object has. */
  get nextNumber(): number {
    return nextNumber(this.crossReference)
  }

  private openCipher(password: string): Cipher | null {
    const given = this.resolve(this.trailer.get('Encrypt'))
    if (!(given instanceof Map)) return null
    const whole: Dict = new Map([...given].map(([key, value]) => [key, this.resolve(value)]))
    const id = this.resolve(this.trailer.get('ID'))
    const first = Array.isArray(id) ? this.resolve(id[0]) : null
    return cipherFrom(whole, first instanceof PdfString ? first.bytes : new Uint8Array(), password)
  }

  /** The object itself: what a reference names, null where it names nothing (7.3.10). */
  resolve(value: PdfObject | undefined): PdfObject {
    let found: PdfObject = value ?? null
    for (let depth = 0; found instanceof Ref; depth++) {
      if (depth > depthLimit) throw new PdfError('damaged', `references that never end, from ${found.num}`)
      found = this.object(found)
    }
    return found
  }

  /** A dictionary's entry, resolved and of the dictionary type; empty where it is not. */
  dictOf(value: PdfObject | undefined): Dict {
    const found = this.resolve(value)
    return found instanceof Map ? found : found instanceof Stream ? found.dict : new Map()
  }

  listOf(value: PdfObject | undefined): PdfObject[] {
    const found = this.resolve(value)
    return Array.isArray(found) ? found : []
  }

  numberOf(value: PdfObject | undefined): number | null {
    const found = this.resolve(value)
    return typeof found === 'number' && Number.isFinite(found) ? found : null
  }

  private object({ num, gen }: Ref): PdfObject {
    const known = this.fetched.get(num)
    if (known !== undefined) return known
    this.fetched.set(num, null) // an object whose length is itself must not hang
    const place = this.crossReference.places.get(num) ?? { in: 'nothing' as const }
    const found =
      place.in === 'file'
        ? this.objectAt(place.offset, num)
        : place.in === 'stream'
          ? (this.objectsOf(place.stream).get(num) ?? null)
          : null
    if (place.in === 'file' && place.gen !== gen && gen !== 0) return null
    this.fetched.set(num, found)
    return found
  }

  private objectAt(offset: number, num: number): PdfObject {
    const decipher: Decipher | undefined = this.cipher?.decipherFor(num, this.genOf(num))
    const parser = new Parser(this.bytes, offset, decipher)
    const found = parser.integer()
    parser.integer()
    if (found !== num || !parser.keyword('obj'))
      throw new PdfError('damaged', `object ${num} is not where the cross-reference says (byte ${offset})`)
    return parser.body(length => this.numberOf(length))
  }

  /** The generation under which an object is known. */
  genOf(num: number): number {
    const place = this.crossReference.places.get(num)
    return place?.in === 'file' ? place.gen : 0
  }

  /** The objects packed in an object stream (7.5.7), by number. */
  private objectsOf(stream: number): Map<number, PdfObject> {
    const known = this.packed.get(stream)
    if (known) return known
    const objects = this.unpack(stream)
    this.packed.set(stream, objects)
    return objects
  }

  private unpack(number: number): Map<number, PdfObject> {
    const stream = this.object(new Ref(number))
    if (!(stream instanceof Stream)) throw new PdfError('damaged', `object stream ${number} is not there`)
    const bytes = decoded(stream, value => this.resolve(value))
    const first = this.numberOf(stream.dict.get('First')) ?? 0
    const count = this.numberOf(stream.dict.get('N')) ?? 0
    const heads = new Parser(bytes)
    const objects = new Map<number, PdfObject>()
    for (let index = 0; index < Math.min(count, bytes.length); index++) {
      const num = heads.integer()
      objects.set(num, new Parser(bytes, first + heads.integer()).object())
    }
    return objects
  }

  get catalog(): Dict {
    return this.dictOf(this.trailer.get('Root'))
  }

  /** Every page in order, 1-based page n at index n - 1. Throws PdfError 'damaged' where the tree leads nowhere. */
  pages(): PageEntry[] {
    const found: PageEntry[] = []
    const walk = (value: PdfObject | undefined, inherited: Dict, depth: number, above: ReadonlySet<number>): void => {
      if (depth > depthLimit || found.length > pageLimit) throw new PdfError('damaged', 'a page tree that never ends')
      if (!isRef(value) || above.has(value.num)) return
      const node = this.resolve(value)
      if (!(node instanceof Map)) return
      const own = inherit(node, inherited)
      const kids = this.resolve(node.get('Kids'))
      if (!Array.isArray(kids)) found.push({ ref: value, dict: own })
      else for (const kid of kids) walk(kid, own, depth + 1, new Set([...above, value.num]))
    }
    walk(this.catalog.get('Pages'), new Map(), 0, new Set())
    if (found.length === 0) throw new PdfError('damaged', 'no page is found')
    return found
  }
}

/** What a page takes from the nodes above it (7.7.3.4). */
function inherit(node: Dict, above: Dict): Dict {
  const own: Dict = new Map(node)
  for (const key of ['MediaBox', 'CropBox', 'Rotate', 'Resources'])
    if (!own.has(key) && above.has(key)) own.set(key, above.get(key) ?? null)
  return own
}
