/** The elements of a JSON array, by their places, found without understanding them: so one bad element spoils no other. */
export function* arrayElements(text: string): Generator<{ start: number; end: number }> {
  let at = text.indexOf('[') + 1
  if (at === 0) return
  let depth = 0
  let start = -1
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 0x22) {
      if (start < 0) start = at
      at = stringEnd(text, at)
    } else if (code === 0x7b || code === 0x5b) {
      if (start < 0) start = at
      depth++
    } else if (code === 0x7d || (code === 0x5d && depth > 0)) depth = Math.max(0, depth - 1)
    else if ((code === 0x2c || code === 0x5d) && depth === 0) {
      if (start >= 0) yield { start, end: at }
      start = -1
      if (code === 0x5d) return
    } else if (start < 0 && code > 0x20) start = at
  }
  if (start >= 0) yield { start, end: text.length }
}

/** The offset of the quote that closes the string begun at `at`. */
function stringEnd(text: string, at: number): number {
  for (at++; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 0x5c) at++
    else if (code === 0x22) return at
  }
  return text.length
}
