import { Refusal } from '../../electron/contract/result.ts'

/** A file to be put into an archive. */
export interface ArchiveEntry {
  name: string
  bytes: Uint8Array
}

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  return value
})
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) crc = (crc >>> 8) ^ (table[(crc ^ byte) & 255] ?? 0)
  return ~crc >>> 0
}

/** Bit 11: names are UTF-8. */
const utf8Names = 0x0800
/** 1 January 1980, midnight: the first time that the format has, since files made in one go need no other. */
const time = 0x00210000

/** Largest archive of this kind, bytes. */
const zipLimit = 0xffffffff

/** A zip archive of files kept as they are (PKWARE APPNOTE 6.3.10, 4.3): texts are small, and PDFs are packed already. Throws Refusal 'file-too-large' beyond 4 GiB. */
export const zipFrom = (entries: readonly ArchiveEntry[]): Uint8Array => joined(zipParts(entries))

/** The same in pieces, so that large ones need not be copied together. */
export function zipParts(entries: readonly ArchiveEntry[]): Uint8Array[] {
  const encoder = new TextEncoder()
  const parts: Uint8Array[] = []
  const directory: Uint8Array[] = []
  let offset = 0
  for (const { name, bytes } of entries) {
    const title = encoder.encode(name)
    const shared = [20, utf8Names, 0, time, crc32(bytes), bytes.length, bytes.length, title.length, 0] as const
    const head = packed([0x04034b50, ...shared], [4, 2, 2, 2, 4, 4, 4, 4, 2, 2])
    directory.push(
      packed([0x02014b50, 20, ...shared, 0, 0, 0, 0, offset], [4, 2, 2, 2, 2, 4, 4, 4, 4, 2, 2, 2, 2, 2, 4, 4]),
      title,
    )
    parts.push(head, title, bytes)
    offset += head.length + title.length + bytes.length
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0)
  const end = packed([0x06054b50, 0, 0, entries.length, entries.length, size, offset, 0], [4, 2, 2, 2, 2, 4, 4, 2])
  if (offset + size > zipLimit) throw new Refusal('file-too-large', { name: 'zip', limit: '4 GB' })
  return [...parts, ...directory, end]
}

function packed(values: readonly number[], widths: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(widths.reduce((sum, width) => sum + width, 0))
  const view = new DataView(bytes.buffer)
  let at = 0
  for (const [index, width] of widths.entries()) {
    if (width === 2) view.setUint16(at, values[index] ?? 0, true)
    else view.setUint32(at, values[index] ?? 0, true)
    at += width
  }
  return bytes
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
