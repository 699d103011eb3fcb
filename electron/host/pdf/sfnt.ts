/** The tables of face `face` of a font file (OpenType 1.9, "Organization of an OpenType Font"), by tag. */
export function tablesOf(font: Uint8Array, face = 0): ReadonlyMap<string, Uint8Array> {
  const view = new DataView(font.buffer, font.byteOffset, font.byteLength)
  const tables = new Map<string, Uint8Array>()
  const isCollection = view.getUint32(0) === 0x74746366 // 'ttcf'
  const start = isCollection ? view.getUint32(12 + 4 * face) : 0
  for (let index = 0, at = start + 12; index < view.getUint16(start + 4); index++, at += 16) {
    const tag = String.fromCharCode(...font.subarray(at, at + 4))
    const offset = view.getUint32(at + 8)
    tables.set(tag, font.subarray(offset, offset + view.getUint32(at + 12)))
  }
  return tables
}

/** A TrueType file of these tables alone. */
export function sfntFrom(tables: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const tags = [...tables.keys()].toSorted()
  const padded = (length: number): number => (length + 3) & ~3
  const head = 12 + 16 * tags.length
  const out = new Uint8Array(tags.reduce((sum, tag) => sum + padded(tables.get(tag)?.length ?? 0), head))
  const view = new DataView(out.buffer)
  const power = 2 ** Math.floor(Math.log2(Math.max(1, tags.length)))
  view.setUint32(0, 0x00010000)
  view.setUint16(4, tags.length)
  view.setUint16(6, power * 16)
  view.setUint16(8, Math.log2(power))
  view.setUint16(10, (tags.length - power) * 16)
  let at = head
  for (const [index, tag] of tags.entries()) {
    const table = tables.get(tag) ?? new Uint8Array()
    out.set(Buffer.from(tag, 'latin1'), 12 + 16 * index)
    view.setUint32(12 + 16 * index + 8, at)
    view.setUint32(12 + 16 * index + 12, table.length)
    out.set(table, at)
    view.setUint32(12 + 16 * index + 4, sumOf(out.subarray(at, at + padded(table.length))))
    at += padded(table.length)
  }
  return out
}

function sumOf(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let sum = 0
  for (let at = 0; at + 4 <= bytes.length; at += 4) sum = (sum + view.getUint32(at)) >>> 0
  return sum
}
