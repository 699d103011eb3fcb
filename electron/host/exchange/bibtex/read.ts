import type { WrittenEntry } from '../../../contract/reference.ts'
import type { Refused } from '../reading.ts'
import { describedEntry } from './described.ts'
import { type Entry, type ParsedBibtex, parseBibtex } from './parse.ts'
import { inherit, stringsIn, valueOf, type Values } from './values.ts'
import type { ListedItem } from '../listed.ts'

export interface ReadEntry {
  entry: Entry
  values: Values
}

/** The entries of a parsed file with their values, inherited ones as well. */
export function readEntries({ entries, strings }: ParsedBibtex): ReadEntry[] {
  // A definition may use those before it.
  const known = new Map<string, string>()
  for (const [name, raw] of strings) known.set(name, definition(raw, known))
  const read = entries.map(entry => {
    const values: Values = new Map()
    for (const [name, field] of entry.fields) values.set(name, valueOf(field, known))
    return { entry, values }
  })
  inherit(read.map(({ entry, values }) => ({ key: entry.key, values })))
  return read
}

/** What a `@string`'s value stands for. */
function definition(raw: string, known: ReadonlyMap<string, string>): string {
  const field = parsedBibtex(`@x{y,z=${raw}}`).entries[0]?.fields.get('z')
  return field ? valueOf(field, known) : ''
}

function writtenFrom(text: string, entry: Entry, parsed: ParsedBibtex): WrittenEntry {
  const strings = stringsIn(entry).flatMap(name => {
    const raw = parsed.strings.get(name)
    return raw === undefined || name === '__proto__' ? [] : [[name, raw] as const]
  })
  const slice = text.slice(entry.start, entry.end)
  return { format: 'bibtex', text: slice, ...(strings.length > 0 ? { strings: Object.fromEntries(strings) } : {}) }
}

/** The paths in a `file` field: "Title:path.pdf:application/pdf;…" (JabRef, Zotero, Mendeley) or bare paths. */
export const filesIn = (raw: string): string[] =>
  raw
    .split(/(?<!\\);/)
    .flatMap(one => {
      const parts = one.split(/(?<!\\):(?![\\/]{1,2}[^:]*:)/).map(part => part.replace(/\\([:;\\_&%#$])/g, '$1').trim())
      const path =
        parts.length >= 3 ? parts.slice(1, -1).join(':') : parts.length === 2 && parts[0] === '' ? parts[1] : one.trim()
      return path ? [path] : []
    })
    .filter(path => /\.pdf$/i.test(path))

/** Entries that are no thing to read: data for others. */
const silent = new Set(['xdata', 'set'])

/** An entry as an item, or why it is none. `text` is the file. */
export function listedEntry(
  text: string,
  { entry, values }: ReadEntry,
  parsed: ParsedBibtex,
): ListedItem | Pick<Refused, 'reason' | 'name'> | null {
  if (silent.has(entry.type)) return null
  const item = describedEntry(entry.type, entry.key, values)
  const title = item.title || item.url || item.doi || (item.arxivId ? `arXiv:${item.arxivId}` : '')
  if (!title) return { reason: 'no-title', name: `@${entry.type}{${entry.key}` }
  const files = filesIn(values.get('file') ?? '')
  const reference = item.reference && { ...item.reference, written: writtenFrom(text, entry, parsed) }
  return {
    kind: 'item',
    markdown: '',
    item: { ...item, title, ...(reference ? { reference } : {}) },
    ...(files.length > 0 ? { files: { line: 0, paths: files } } : {}),
  }
}

/** All of a text at once. */
export function parsedBibtex(text: string): ParsedBibtex {
  const parser = parseBibtex(text)
  for (;;) {
    const step = parser.next()
    if (step.done) return step.value
  }
}

/** The `@string` definitions that an entry kept word for word needs. */
export const stringsText = (strings: Readonly<Record<string, string>>): string =>
  Object.entries(strings)
    .map(([name, raw]) => `@string{${name} = ${raw}}\n`)
    .join('')

export function describedBibtex({ text, strings = {} }: WrittenEntry): ListedItem['item'] | null {
  const parsed = parsedBibtex(stringsText(strings) + text)
  const [read] = readEntries(parsed)
  return read ? describedEntry(read.entry.type, read.entry.key, read.values) : null
}
