/** Where a line may end: after white space or a hyphen, and on either side of a letter of a script without spaces. */
const pieces =
  /\s+|[^\s\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}-]+-?|-|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu
/** Never at the beginning of a line: such a letter hangs over the edge instead. */
const closing = /^[，。、；：？！）》」』”’…]/u

/** Breaks a text into lines no wider than `width`; a word that is wider alone is broken between letters. */
export function linesOf(text: string, width: number, widthOf: (line: string) => number): string[] {
  return text
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .flatMap(paragraph => broken(paragraph, width, widthOf))
}

function broken(paragraph: string, width: number, widthOf: (line: string) => number): string[] {
  const lines: string[] = []
  let line = ''
  const fits = (next: string): boolean => widthOf(next.trimEnd()) <= width + 1e-9
  const take = (piece: string): void => {
    if (fits(line + piece) || (line !== '' && closing.test(piece))) {
      line += piece
      return
    }
    if (line.trim() !== '') {
      lines.push(line.trimEnd())
      line = ''
      if (/^\s+$/.test(piece)) return
      take(piece)
      return
    }
    const letters = [...piece]
    if (letters.length <= 1) {
      line = piece
      return
    }
    for (const letter of letters) take(letter)
  }
  for (const [piece] of paragraph.matchAll(pieces)) take(piece)
  return [...lines, line.trimEnd()]
}
