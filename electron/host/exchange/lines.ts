/** A line inside its containers (lists): offsets into the file, and columns with tab stops of four. */
export interface Line {
  /** Where the whole line begins, containers and all. */
  start: number
  /** Its first character that is no space or tab; equal to `to` on a blank line. */
  first: number
  /** Its end, without the line break. */
  to: number
  /** The column of `first`. */
  column: number
  /** `column` counted from the container's edge. */
  indent: number
}

/** The line whose words are looked for from the offset `from`, which stands in `column`, in a container at the column `edge`. */
export function lineAt(text: string, start: number, from: number, to: number, column: number, edge: number): Line {
  let first = from
  for (; first < to; first++) {
    const code = text.charCodeAt(first)
    if (code === 0x20) column++
    else if (code === 0x09) column += 4 - (column % 4)
    else break
  }
  return { start, first, to, column, indent: column - edge }
}

/** The lines of a file, with its three kinds of line break; a byte order mark belongs to no line's words. */
export function linesOf(text: string): Line[] {
  const lines: Line[] = []
  let start = 0
  const add = (to: number): void => {
    const from = start === 0 && text.charCodeAt(0) === 0xfeff ? 1 : start
    lines.push(lineAt(text, start, from, to, 0, 0))
  }
  for (const { index, 0: end } of text.matchAll(/\r\n|\n|\r/g)) {
    add(index)
    start = index + end.length
  }
  if (start < text.length) add(text.length)
  return lines
}

export const isBlank = (line: Line): boolean => line.first === line.to

/** What stands on the line. */
export const wordsOf = (text: string, line: Line): string => text.slice(line.first, line.to)
