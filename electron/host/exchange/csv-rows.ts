// The rows and cells of tables by RFC 4180, whatever stands in them.

interface Row {
  line: number
  cells: string[]
}

/** The rows of a table. A quoted cell may hold line breaks; one that is never closed ends with its line. */
export function* rowsIn(text: string, mark: string): Generator<Row> {
  const bare = new RegExp(`[^${mark === '\t' ? '\\t' : mark}\\r\\n]*`, 'y')
  let line = 1
  let at = 0
  while (at < text.length) {
    const row: Row = { line, cells: [] }
    for (;;) {
      let cell: string
      const quoted = text[at] === '"' ? quotedCell(text, at, mark) : null
      if (quoted) {
        cell = quoted.cell
        line += cell.split('\n').length - 1
        at = quoted.end
      } else {
        bare.lastIndex = at
        cell = bare.exec(text)?.[0] ?? ''
        at += cell.length
      }
      row.cells.push(cell)
      if (text[at] !== mark) break
      at++
    }
    if (text[at] === '\r') at++
    if (text[at] === '\n') at++
    line++
    if (row.cells.some(cell => cell.trim() !== '')) yield row
  }
}

function quotedCell(text: string, at: number, mark: string): { cell: string; end: number } | null {
  for (let end = text.indexOf('"', at + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    if (text[end + 1] === '"') {
      end++
      continue
    }
    const after = text[end + 1]
    if (after === undefined || after === mark || after === '\n' || after === '\r')
      return end - at > 200_000 ? null : { cell: text.slice(at + 1, end).replaceAll('""', '"'), end: end + 1 }
    if (end - at > 200_000) return null
  }
  return null
}

/** The mark between cells: the one that the first line has most of. */
export function markOf(text: string): string {
  const [line = ''] = /^[^\r\n]*/.exec(text) ?? []
  const count = (mark: string): number => line.split(mark).length
  return [',', ';', '\t', '|'].toSorted((a, b) => count(b) - count(a))[0] as string
}

/** A cell as it is written; one that a spreadsheet would take for a formula gets an apostrophe before it. */
export const quoted = (text: string): string => {
  const safe = /^[=+\-@\t]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe
}
