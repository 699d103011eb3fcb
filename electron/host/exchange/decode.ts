import { isUtf8 } from 'node:buffer'
import { Refusal } from '../../contract/result.ts'

/** Largest list that is read, bytes: some 100,000 links. A larger file is refused at once, before it is decoded. */
export const listLimit = 10 << 20

/** The 1-based number of the first line that is no UTF-8. A line feed is never part of a longer character. */
function brokenLine(bytes: Uint8Array): number {
  let line = 1
  for (let start = 0; ; line++) {
    const end = bytes.indexOf(0x0a, start)
    if (end < 0 || !isUtf8(bytes.subarray(start, end))) return line
    start = end + 1
  }
}

/**
 * The text of a list's bytes; a byte order mark stays its first character.
 * Refusals: 'empty-file' {name}, 'file-too-large' {name, limit}, 'not-utf8' {name, line}.
 */
export function decodeText(bytes: Uint8Array, name: string): string {
  if (bytes.length === 0) throw new Refusal('empty-file', { name })
  if (bytes.length > listLimit) throw new Refusal('file-too-large', { name, limit: `${listLimit >> 20} MB` })
  if (!isUtf8(bytes)) throw new Refusal('not-utf8', { name, line: brokenLine(bytes) })
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
}
