import { PdfString } from './objects.ts'

/** PDFDocEncoding (ISO 32000-2, Annex D.3) where it differs from Latin-1. */
const special = new Map(
  [...'\u02d8\u02c7\u02c6\u02d9\u02dd\u02db\u02da\u02dc'].map((letter, index): [number, string] => [
    0x18 + index,
    letter,
  ]),
)
for (const [index, letter] of [
  ...'\u2022\u2020\u2021\u2026\u2014\u2013\u0192\u2044\u2039\u203a\u2212\u2030\u201e\u201c\u201d\u2018\u2019\u201a\u2122\ufb01\ufb02\u0141\u0152\u0160\u0178\u017d\u0131\u0142\u0153\u0161\u017e',
].entries())
  special.set(0x80 + index, letter)
special.set(0xa0, '\u20ac')

/** The text of a string: UTF-16 or UTF-8 where a mark says so, else PDFDocEncoding (7.9.2.2). */
export function textFrom({ bytes }: PdfString): string {
  const [first, second, third] = bytes
  if (first === 0xfe && second === 0xff) return utf16(bytes.subarray(2), true)
  if (first === 0xff && second === 0xfe) return utf16(bytes.subarray(2), false)
  if (first === 0xef && second === 0xbb && third === 0xbf) return Buffer.from(bytes.subarray(3)).toString('utf8')
  return Array.from(bytes, byte => special.get(byte) ?? String.fromCharCode(byte)).join('')
}

const escapeCharacter = String.fromCharCode(0x1b)

function utf16(bytes: Uint8Array, bigEndian: boolean): string {
  const copy = Buffer.from(bytes.subarray(0, bytes.length & ~1))
  // A language mark stands between two escape characters (7.9.2.2.2); it is no part of the text.
  const pieces = (bigEndian ? copy.swap16() : copy).toString('utf16le').split(escapeCharacter)
  return pieces.filter((_, index) => index % 2 === 0 || pieces.length % 2 === 0).join('')
}

/** A text string: plain ASCII as it is, anything else in UTF-16BE with its mark. */
export function stringFrom(text: string): PdfString {
  return new PdfString(
    /^[\n\r\t\x20-\x7e]*$/.test(text)
      ? Buffer.from(text, 'latin1')
      : Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(text, 'utf16le').swap16()]),
  )
}

/** A date as the standard writes it (7.9.4), from an instant such as `2026-11-25T18:30:00.000Z`; always in UTC. */
export const dateFrom = (instant: string): PdfString =>
  stringFrom(`D:${new Date(instant).toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`)

/** The instant of a date string, or null where it is none. Parts that are left out are their least. */
export function instantFrom(text: string): string | null {
  const match = /^\s*(?:D:)?(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:([Zz+-])(?:(\d\d)'?(?:(\d\d))?)?)?/.exec(text)
  if (!match) return null
  const [, year, month = '01', day = '01', hour = '00', minute = '00', second = '00', sign, overHours, overMinutes] =
    match
  const zone = sign === '+' || sign === '-' ? `${sign}${overHours ?? '00'}:${overMinutes ?? '00'}` : 'Z'
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`)
  return Number.isNaN(time) ? null : new Date(time).toISOString()
}
