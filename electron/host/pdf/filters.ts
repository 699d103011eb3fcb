import { inflateSync, constants } from 'node:zlib'
import { type Dict, isName, Name, PdfError, type PdfObject, type Stream } from './objects.ts'

/** Largest stream that is unpacked, bytes: those read here are cross-references and objects, never pictures. */
const unpackedLimit = 256 << 20

/** The bytes of a stream behind /FlateDecode with or without a predictor (ISO 32000-2, 7.4.4). Throws PdfError for others. */
export function decoded(stream: Stream, resolve: (value: PdfObject | undefined) => PdfObject): Uint8Array {
  const listed = (value: PdfObject): PdfObject[] => (Array.isArray(value) ? value : value === null ? [] : [value])
  const filters = listed(resolve(stream.dict.get('Filter')))
  const parameters = listed(resolve(stream.dict.get('DecodeParms')))
  return filters.reduce<Uint8Array>((bytes, filter, index) => {
    // A crypt filter is the cipher's affair (crypt.ts), which has done it.
    if (isName(filter, 'Crypt')) return bytes
    if (!isName(filter, 'FlateDecode') && !isName(filter, 'Fl'))
      throw new PdfError('damaged', `a filter that objects do not use: ${filter instanceof Name ? filter.name : '?'}`)
    const given = resolve(parameters[index])
    return unpredicted(inflated(bytes), given instanceof Map ? given : new Map())
  }, stream.bytes)
}

function inflated(bytes: Uint8Array): Uint8Array {
  try {
    // Writers forget the checksum; what was unpacked before it counts.
    return inflateSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: unpackedLimit })
  } catch (error) {
    throw new PdfError('damaged', `a stream cannot be unpacked: ${String(error)}`)
  }
}

function unpredicted(bytes: Uint8Array, parameters: Dict): Uint8Array {
  const number = (key: string, otherwise: number): number => {
    const value = parameters.get(key)
    return typeof value === 'number' ? value : otherwise
  }
  const predictor = number('Predictor', 1)
  if (predictor < 2) return bytes
  if (predictor === 2) throw new PdfError('damaged', 'a TIFF predictor, which objects do not use')
  const bytesPerPixel = Math.max(1, Math.ceil((number('Colors', 1) * number('BitsPerComponent', 8)) / 8))
  const columns = number('Columns', 1)
  const row = Math.max(1, Math.ceil((number('Colors', 1) * number('BitsPerComponent', 8) * columns) / 8))
  return unfiltered(bytes, row, bytesPerPixel)
}

/** The PNG filters (RFC 2083, 6): each row of `row` bytes follows a byte that names its filter. */
function unfiltered(bytes: Uint8Array, row: number, step: number): Uint8Array {
  const rows = Math.floor(bytes.length / (row + 1))
  const out = new Uint8Array(rows * row)
  for (let y = 0; y < rows; y++) {
    const filter = bytes[y * (row + 1)]
    const at = y * row
    for (let x = 0; x < row; x++) {
      const left = x >= step ? (out[at + x - step] ?? 0) : 0
      const up = y > 0 ? (out[at + x - row] ?? 0) : 0
      const corner = x >= step && y > 0 ? (out[at + x - row - step] ?? 0) : 0
      const raw = bytes[y * (row + 1) + 1 + x] ?? 0
      out[at + x] = raw + predicted(filter, left, up, corner)
    }
  }
  return out
}

function predicted(filter: number | undefined, left: number, up: number, corner: number): number {
  if (filter === 1) return left
  if (filter === 2) return up
  if (filter === 3) return (left + up) >> 1
  if (filter !== 4) return 0
  const estimate = left + up - corner
  const [a, b, c] = [Math.abs(estimate - left), Math.abs(estimate - up), Math.abs(estimate - corner)]
  return a <= b && a <= c ? left : b <= c ? up : corner
}
