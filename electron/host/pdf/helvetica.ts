// Helvetica, one of the fourteen fonts that every reader has (ISO 32000-2, 9.6.2.2), in WinAnsiEncoding: no file is embedded.

/** Widths of the letters from space to tilde, thousandths of the size (Adobe's metrics of Helvetica). */
const widths =
  '278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 278 278 584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 667 944 667 667 611 278 278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 278 556 500 722 500 500 500 334 260 334 584'
    .split(' ')
    .map(Number)

/** WinAnsiEncoding beyond Latin-1 (Annex D.2), from byte 0x80; a space stands for a byte that means nothing. */
const beyond = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ'

/** The byte of a letter, or null where the encoding lacks it. */
function byteOf(letter: string): number | null {
  const code = letter.codePointAt(0) ?? 0
  if ((code >= 0x20 && code <= 0x7e) || (code >= 0xa0 && code <= 0xff)) return code
  const at = letter === ' ' ? -1 : beyond.indexOf(letter)
  return at < 0 ? null : 0x80 + at
}

/** A line in WinAnsiEncoding, or null where a letter is missing from it. */
export function winAnsiFrom(line: string): Uint8Array | null {
  const bytes = Array.from(line, byteOf)
  return bytes.every(byte => byte !== null) ? Uint8Array.from(bytes) : null
}

/** Width of a line at size 1. An accented letter is as wide as its base. */
export const helveticaWidth = (line: string): number =>
  Array.from(line.normalize('NFD').replace(/\p{M}/gu, '')).reduce(
    (sum, letter) => sum + (widths[(letter.codePointAt(0) ?? 0) - 0x20] ?? 556) / 1000,
    0,
  )
