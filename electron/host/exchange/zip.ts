// Archives are read with distrust: nothing of one is written under a name that it gives, and no entry may be larger than
// it says. Entries that are stored or deflated, without encryption, up to 4 GiB (PKWARE APPNOTE 6.3.10).
import { crc32, inflateRawSync } from 'node:zlib'
import { Refusal } from '../../contract/result.ts'

/** A file in an archive. `read` throws Refusal 'file-unreadable' where it is damaged. */
export interface ZipEntry {
  /** Its path in the archive, as it stands there. */
  name: string
  read(): Uint8Array
}

const [endMark, entryMark, headMark] = [0x06054b50, 0x02014b50, 0x04034b50]
const [mostEntries, largestEntry] = [100_000, 512 << 20]

export const isZip = (bytes: Uint8Array): boolean =>
  Buffer.from(bytes.subarray(0, 4)).toString('latin1') === 'PK\x03\x04'

/** The files of an archive. Throws Refusal 'file-unreadable' where it is none, damaged, or of a kind that is not read. */
export function readZip(bytes: Uint8Array, fileName: string): ZipEntry[] {
  const refuse = (reason: string): never => {
    throw new Refusal('file-unreadable', { name: fileName, reason })
  }
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  // A comment of up to 65,535 bytes may stand behind the end record of 22.
  const end = all.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
  if (end < 0 || end + 22 > all.length || all.readUInt32LE(end) !== endMark) refuse('zip: no directory')
  const count = all.readUInt16LE(end + 10)
  if (count > mostEntries) refuse(`zip: ${count} files`)
  const entries: ZipEntry[] = []
  for (let at = all.readUInt32LE(end + 16), index = 0; index < count; index++) {
    if (at + 46 > all.length || all.readUInt32LE(at) !== entryMark) refuse('zip: directory')
    const [flags, method] = [all.readUInt16LE(at + 8), all.readUInt16LE(at + 10)]
    const sum = all.readUInt32LE(at + 16)
    const [packed, size] = [all.readUInt32LE(at + 20), all.readUInt32LE(at + 24)]
    const lengths = [28, 30, 32].map(offset => all.readUInt16LE(at + offset))
    const [nameLength = 0, extraLength = 0, commentLength = 0] = lengths
    const head = all.readUInt32LE(at + 42)
    const name = all.toString('utf8', at + 46, at + 46 + nameLength)
    at += 46 + nameLength + extraLength + commentLength
    if (name.endsWith('/')) continue
    const read = (): Uint8Array => {
      if (flags & 1 || (method !== 0 && method !== 8) || size > largestEntry) refuse(`zip: ${name}`)
      if (head + 30 > all.length || all.readUInt32LE(head) !== headMark) refuse(`zip: ${name}`)
      const start = head + 30 + all.readUInt16LE(head + 26) + all.readUInt16LE(head + 28)
      const content = all.subarray(start, start + packed)
      try {
        const plain = method === 0 ? content : inflateRawSync(content, { maxOutputLength: Math.max(1, size) })
        if (plain.length === size && crc32(plain) === sum) return plain
      } catch {
        // Broken, or longer than it says.
      }
      return refuse(`zip: ${name}`)
    }
    entries.push({ name, read })
  }
  return entries
}
