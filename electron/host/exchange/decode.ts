import { isUtf8 } from 'node:buffer'
import { Refusal } from '../../contract/result.ts'
import type { Statement } from './reading.ts'

/** Largest file that is read, bytes. A larger one is refused at once, before it is decoded. */
export const fileLimit = 64 << 20

/** The 1-based number of the first line that is no UTF-8. A line feed is never part of a longer character. */
function brokenLine(bytes: Uint8Array): number {
  let line = 1
  for (let start = 0; ; line++) {
    const end = bytes.indexOf(0x0a, start)
    if (end < 0 || !isUtf8(bytes.subarray(start, end))) return line
    start = end + 1
  }
}

/** UTF-16 by its byte order mark, or by the zero bytes that half of plain text then has. */
function utf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  const zeros = [0, 0]
  const length = Math.min(bytes.length & ~1, 4096)
  for (let at = 0; at < length; at++) if (bytes[at] === 0) zeros[at & 1] = (zeros[at & 1] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  if (odd > length / 8 && even < odd / 10) return 'utf-16le'
  return even > length / 8 && odd < even / 10 ? 'utf-16be' : null
}

/** How many of the bytes over 127 stand in pairs: in a Chinese text nearly all, in a Western one nearly none. */
function pairedShare(bytes: Uint8Array): number {
  let paired = 0
  let alone = 0
  for (let at = 0; at < bytes.length; at++) {
    if ((bytes[at] as number) < 0x80) continue
    if ((bytes[at + 1] ?? 0) >= 0x80) {
      paired += 2
      at++
    } else alone++
  }
  return paired / Math.max(1, paired + alone)
}

/** The text in an encoding, or null where the bytes are none of it or this system does not know it. */
function decoded(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/** Whether bytes are UTF-8 but for a few that were damaged: with marks for those, and nothing else strange. */
function mended(bytes: Uint8Array): string | null {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
  let marks = 0
  let wide = 0
  for (const letter of text) {
    if (letter === '\u{fffd}') marks++
    else if (letter > '\u{7f}') wide++
  }
  return wide > 4 * marks ? text : null
}

export interface Decoded {
  text: string
  said: Statement[]
}

/**
 * The text of a file's bytes. UTF-8 keeps its byte order mark as the first character; UTF-16, GB18030 and Windows-1252
 * are recognised and said, and so are single bytes that had to be replaced.
 * Refusals: 'empty-file' {name}, 'file-too-large' {name, limit}, 'not-utf8' {name, line} for what is no text.
 */
export function decodeText(bytes: Uint8Array, name: string): Decoded {
  if (bytes.length === 0) throw new Refusal('empty-file', { name })
  if (bytes.length > fileLimit) throw new Refusal('file-too-large', { name, limit: `${fileLimit >> 20} MB` })
  const wide = utf16(bytes)
  if (!wide && isUtf8(bytes) && !bytes.subarray(0, 4096).includes(0))
    return { text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes), said: [] }
  const readAs = (text: string, encoding: string): Decoded => ({
    text,
    said: [{ key: 'read-as', params: { name, encoding } }],
  })
  if (wide) {
    const text = decoded(bytes, wide)
    if (text !== null) return readAs(text, wide.toUpperCase())
  }
  const line = brokenLine(bytes)
  // Text has no zero byte: pictures and archives are not guessed at.
  if (bytes.subarray(0, 65_536).includes(0)) throw new Refusal('not-utf8', { name, line })
  const whole = mended(bytes)
  if (whole !== null) return { text: whole, said: [{ key: 'replaced-bytes', params: { name, line } }] }
  const isChinese = pairedShare(bytes) > 0.8
  const chinese = isChinese ? decoded(bytes, 'gb18030') : null
  if (chinese !== null) return readAs(chinese, 'GB18030')
  const western = decoded(bytes, 'windows-1252')
  if (western === null || isChinese) throw new Refusal('not-utf8', { name, line })
  return readAs(western, 'Windows-1252')
}
