import type { Pace, ReadFiles, Refused, Statement, TextFile } from '../reading.ts'
import { lineCounter } from '../reading.ts'
import type { ListedItem } from '../listed.ts'
import { titleFromName } from '../names.ts'
import { parseBibtex } from './parse.ts'
import { listedEntry, readEntries } from './read.ts'

/** Reads BibTeX and BibLaTeX: one topic named after the file, one item an entry. */
export async function readBibtex([file]: readonly TextFile[], pace: Pace): Promise<ReadFiles> {
  const { name, text } = file as TextFile
  const parser = parseBibtex(text)
  let step = parser.next()
  for (; !step.done; step = parser.next()) await pace.step(step.value / 2, text.length)
  const parsed = step.value
  const lineOf = lineCounter(text)
  const entryLine = lineCounter(text)
  const refused: Refused[] = []
  const entries: ListedItem[] = []
  const problems = parsed.problems.map(({ offset, code, name }) => ({ offset, reason: code, name }))
  for (const read of readEntries(parsed)) {
    const listed = listedEntry(text, read, parsed)
    const line = entryLine(read.entry.start)
    if (listed && 'kind' in listed)
      entries.push(listed.files ? { ...listed, files: { ...listed.files, line } } : listed)
    else if (listed) problems.push({ offset: read.entry.start, ...listed } as (typeof problems)[number])
    await pace.step((text.length + read.entry.end) / 2, text.length)
  }
  for (const { offset, reason, name } of problems.sort((a, b) => a.offset - b.offset))
    refused.push({ line: lineOf(offset), reason, name })
  const said: Statement[] =
    parsed.rest.length > 0 ? [{ key: 'kept-apart', params: { name, count: parsed.rest.length } }] : []
  const topics = [{ title: titleFromName(name), markdown: '', entries, topics: [] }]
  return {
    topics,
    refused,
    said,
    places: 'stay',
    ...(parsed.rest.length > 0 ? { rest: parsed.rest.join('\n\n') } : {}),
  }
}

export const isBibtex = (text: string): boolean => /^\s*@\w+\s*[{(]/m.test(text)
