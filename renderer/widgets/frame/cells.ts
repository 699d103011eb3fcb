const quotedPart = /"(?:[^"]|"")*"/g

/** What stands between cells: the first of these that the text has outside of quotes; null for blanks alone. */
const separators = ['\t', ',', ';', '，', '；'] as const

/** Splits pasted text into rows of cells: tabs, commas, semicolons or spaces between, quotes (RFC 4180) around what holds them. */
export function cellsFrom(text: string): string[][] {
  const bare = text.replaceAll(quotedPart, '')
  const separator = separators.find(sign => bare.includes(sign))
  if (separator) return splitRecords(text, separator) ?? linesOf(text).flatMap(line => splitLine(line, separator))
  return linesOf(text).map(line => line.trim().split(/\s+/))
}

const linesOf = (text: string): string[] => text.split(/\r?\n/).filter(line => line.trim())
/** A line by itself, for text in which a quote is opened and never closed. */
const splitLine = (line: string, separator: string): string[][] => [line.split(separator).map(cell => cell.trim())]

/** A quote opens a cell that holds separators and ends of lines; null where it does not end. */
function splitRecords(text: string, separator: string): string[][] | null {
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let isQuoted = false
  const endCell = () => {
    row.push(cell.trim())
    cell = ''
  }
  const endRow = () => {
    endCell()
    // A row of nothing but gaps is one; a line of nothing but blanks is none.
    if (row.some(Boolean) || (row.length > 1 && separator !== '\t')) rows.push(row)
    row = []
  }
  for (let i = 0; i < text.length; i++) {
    const letter = text[i]!
    if (letter === '"' && isQuoted && text[i + 1] === '"') cell += text[++i]!
    else if (letter === '"' && (isQuoted || !cell.trim())) isQuoted = !isQuoted
    else if (isQuoted) cell += letter
    else if (letter === separator) endCell()
    else if (letter === '\n') endRow()
    else cell += letter
  }
  if (isQuoted) return null
  endRow()
  return rows
}
