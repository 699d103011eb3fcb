import { type FormatName, formatNames } from '../../../../electron/contract/choices.ts'
import { refusedReasons } from '../../../../electron/contract/import.ts'
import { emptyLibrary } from '../../../../electron/contract/empty-library.ts'
import { library as libraryRecord } from '../../../../electron/contract/library.ts'
import { Refusal } from '../../../../electron/contract/result.ts'
import { decodeText } from '../../../../electron/host/exchange/decode.ts'
import { formats } from '../../../../electron/host/exchange/index.ts'
import { planImport } from '../../../../electron/host/exchange/merge.ts'
import { beginnings } from './samples.ts'
import { changed, noPause, sourceOf } from './taken-in.ts'

/** Mulberry32: the same seed gives the same numbers everywhere. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed >>> 0
  return below => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

const hostile = [
  '__proto__',
  'constructor',
  '<script>alert(1)</script>',
  '{',
  '}',
  '{{{{',
  '}}}}',
  '"',
  "'",
  '\\',
  '\\"{',
  '$',
  '$$',
  '@',
  '@article{',
  '@string{',
  ',',
  '=',
  '#',
  '%',
  '\0',
  '\u{feff}',
  '\r',
  '\r\n',
  '\n\n',
  '---',
  '- ',
  '[',
  '](',
  '<',
  '>',
  '&amp;',
  '&#x110000;',
  '<![CDATA[',
  '<!--',
  '</outline>',
  '<DL>',
  '</DL>',
  'TY  - JOUR',
  'ER  - ',
  'null',
  '1e999',
  '[[[[',
  '\ud800',
  '凸',
  '👩‍🔬',
  'javascript:alert(1)',
  '../../etc/passwd',
  '{'.repeat(3000),
  '['.repeat(3000),
  '<outline>'.repeat(500),
  '> '.repeat(500),
  'a'.repeat(20_000),
  '\\emph{'.repeat(800),
  ' and '.repeat(2000),
]

/** A text with up to twelve changes: pieces dropped, doubled, moved, or replaced by something hostile. */
export function mutated(format: FormatName, seed: number): Uint8Array {
  const random = randomFrom(seed * formatNames.length + formatNames.indexOf(format))
  let text = beginnings[format]
  for (let left = 1 + random(12); left > 0; left--) {
    const from = random(text.length + 1)
    const to = Math.min(text.length, from + random(40))
    const kind = random(5)
    const piece =
      kind === 0
        ? ''
        : kind === 1
          ? text.slice(from, to).repeat(2)
          : kind === 2
            ? text.slice(random(text.length + 1))
            : (hostile[random(hostile.length)] ?? '')
    text = (text.slice(0, from) + piece + text.slice(kind === 3 ? from : to)).slice(0, 60_000)
  }
  const bytes = new TextEncoder().encode(text)
  // One in four is damaged as bytes: cut off, or with a byte that is no text.
  if (random(4) === 0 && bytes.length > 0) {
    bytes[random(bytes.length)] = random(256)
    return bytes.subarray(0, 1 + random(bytes.length))
  }
  return bytes
}

/** Takes a file in as the app does and writes it again; throws where anything but a sentence comes of it. */
export async function taken(format: FormatName, bytes: Uint8Array): Promise<void> {
  const { read } = formats[format]
  try {
    const { text } = decodeText(bytes, 'file')
    const found = await read?.([{ name: 'file', text }], noPause)
    if (!found) return
    for (const { line, reason } of found.refused)
      if (!(line >= 1) || !refusedReasons.includes(reason)) throw new Error(`no place or reason: ${line} ${reason}`)
    const plan = planImport(emptyLibrary(), found, { ...sourceOf(text), format })
    const library = libraryRecord.parse(changed(emptyLibrary(), plan))
    for (const one of Object.values(formats)) {
      one.write?.(library)
      one.writeFolder?.(library)
    }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
  }
}
