// As much of the Compact Font Format as embedding needs (Adobe Technical Note 5176).

/** The operators of a Top DICT that are looked for: ROS makes a font CID-keyed, charset says which CID a glyph has. */
const ros = 0x0c1e
const charset = 15

/**
 * From a glyph's number to its CID, for a CID-keyed font: that is how a PDF names its glyphs, whatever numbers they get
 * when the font is cut down. Null for a font that is not CID-keyed, where a glyph is named by its number (ISO 32000-2, 9.7.4.2).
 */
export function cidsOf(cff: Uint8Array): ((glyph: number) => number) | null {
  const view = new DataView(cff.buffer, cff.byteOffset, cff.byteLength)
  const afterNames = indexAt(view, view.getUint8(2)).end
  const top = indexAt(view, afterNames)
  const operators = dictAt(view, top.data, top.dataEnd)
  if (!operators.has(ros)) return null
  const at = operators.get(charset) ?? 0
  // Charsets 0 to 2 are of fonts with names, not CIDs.
  return at <= 2 ? glyph => glyph : charsetAt(view, at)
}

/** An INDEX (5): where the data of its first entry lies, and where all of it ends. */
function indexAt(view: DataView, at: number): { data: number; dataEnd: number; end: number } {
  const count = view.getUint16(at)
  if (count === 0) return { data: at + 2, dataEnd: at + 2, end: at + 2 }
  const size = view.getUint8(at + 2)
  const offset = (index: number): number => {
    let value = 0
    for (let byte = 0; byte < size; byte++) value = value * 256 + view.getUint8(at + 3 + index * size + byte)
    return value
  }
  const base = at + 3 + (count + 1) * size - 1
  return { data: base + offset(0), dataEnd: base + offset(1), end: base + offset(count) }
}

/** The last operand of each operator of a DICT (4). */
function dictAt(view: DataView, from: number, to: number): Map<number, number> {
  const operators = new Map<number, number>()
  let operand = 0
  for (let at = from; at < to;) {
    const byte = view.getUint8(at++)
    if (byte <= 21) {
      operators.set(byte === 12 ? 0x0c00 + view.getUint8(at++) : byte, operand)
    } else if (byte === 28) {
      operand = view.getInt16(at)
      at += 2
    } else if (byte === 29) {
      operand = view.getInt32(at)
      at += 4
    } else if (byte === 30) {
      // A real number: half bytes up to one that ends it.
      while (at < to && (view.getUint8(at) & 15) !== 15 && view.getUint8(at) >> 4 !== 15) at++
      at++
    } else if (byte <= 246) operand = byte - 139
    else if (byte <= 250) operand = (byte - 247) * 256 + view.getUint8(at++) + 108
    else operand = -(byte - 251) * 256 - view.getUint8(at++) - 108
  }
  return operators
}

/** A charset (13): one CID after the other, or runs of them. */
function charsetAt(view: DataView, at: number): (glyph: number) => number {
  const format = view.getUint8(at)
  if (format === 0) return glyph => (glyph === 0 ? 0 : view.getUint16(at + 1 + 2 * (glyph - 1)))
  const width = format === 1 ? 3 : 4
  return glyph => {
    let first = 1
    for (let run = at + 1; glyph >= first; run += width) {
      const more = format === 1 ? view.getUint8(run + 2) : view.getUint16(run + 2)
      if (glyph <= first + more) return view.getUint16(run) + glyph - first
      first += more + 1
    }
    return 0
  }
}
