import type { CrossReference, Place } from './cross-reference.ts'
import { decoded } from './filters.ts'
import { type Dict, isName, PdfError, type PdfObject, Ref, Stream } from './objects.ts'
import { Parser } from './parser.ts'

const direct = (value: PdfObject | undefined): PdfObject => value ?? null

/**
 * Looks for `num gen obj` and `trailer` through the file; of two objects with one number the later holds, as in a file
 * that was appended to. Throws PdfError 'damaged' where no catalog is found, and for an encrypted file: what is packed
 * in its streams cannot be seen from here.
 */
export function rebuildCrossReference(bytes: Uint8Array): CrossReference {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
  const places = new Map<number, Place>()
  const trailer: Dict = new Map()
  let packs = false
  for (const match of text.matchAll(
    /(?<![0-9])(\d{1,10})\s+(\d{1,5})\s+obj(?![a-z])|(?<=^|[\r\n\s])trailer(?=[\s<])/g,
  )) {
    if (match[1] === undefined) {
      take(trailer, objectAt(bytes, match.index + 7))
      continue
    }
    const num = Number(match[1])
    places.set(num, { in: 'file', offset: match.index, gen: Number(match[2]) })
    const head = text.slice(match.index, match.index + 300)
    if (/\/Type\s*\/Catalog/.test(head)) trailer.set('Root', new Ref(num, Number(match[2])))
    if (/\/Type\s*\/(ObjStm|XRef)/.test(head)) packs = openPack(bytes, match.index, num, places, trailer) || packs
  }
  if (!trailer.has('Root')) throw new PdfError('damaged', 'no catalog is found in the file')
  if (trailer.has('Encrypt') && packs) throw new PdfError('damaged', 'an encrypted file without its cross-reference')
  return { places, trailer, kind: packs ? 'stream' : 'table', startxref: 0, origin: 0, rebuilt: true }
}

function objectAt(bytes: Uint8Array, at: number): PdfObject {
  try {
    return new Parser(bytes, at).object()
  } catch {
    return null
  }
}

/** What an appended section needs of a trailer, from any dictionary that has it. */
function take(trailer: Dict, found: PdfObject): void {
  if (!(found instanceof Map)) return
  for (const key of ['Root', 'Info', 'ID', 'Encrypt']) if (found.has(key)) trailer.set(key, direct(found.get(key)))
}

/** Notes what an object stream holds, or what a cross-reference stream says as a trailer; whether it could be read. */
function openPack(bytes: Uint8Array, at: number, num: number, places: Map<number, Place>, trailer: Dict): boolean {
  try {
    const parser = new Parser(bytes, at)
    parser.integer()
    parser.integer()
    parser.keyword('obj')
    const stream = parser.body(length => (typeof length === 'number' ? length : null))
    if (!(stream instanceof Stream)) return false
    if (isName(stream.dict.get('Type'), 'XRef')) take(trailer, stream.dict)
    if (!isName(stream.dict.get('Type'), 'ObjStm')) return true
    const heads = new Parser(decoded(stream, direct))
    const count = stream.dict.get('N')
    for (let index = 0; index < Math.min(typeof count === 'number' ? count : 0, heads.bytes.length); index++) {
      const inner = heads.integer()
      heads.integer()
      if (places.get(inner)?.in !== 'file') places.set(inner, { in: 'stream', stream: num, index })
    }
    return true
  } catch {
    return false
  }
}
