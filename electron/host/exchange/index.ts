import type { FormatName } from '../../contract/choices.ts'
import type { Library } from '../../contract/library.ts'
import { isBibtex, readBibtex } from './bibtex/index.ts'
import { writeBibtex } from './bibtex/write.ts'
import { readBookmarks, writeBookmarks } from './bookmarks.ts'
import { readCslJson, writeCslJson } from './csl-json.ts'
import { readCsv, writeCsv } from './csv.ts'
import { isFolium, readFolium, writeFolium } from './folium.ts'
import { markdownFrom } from './markdown.ts'
import { isPaperNote, readObsidian, writeObsidian } from './obsidian.ts'
import type { NotedMark } from './marks.ts'
import { readOpml, writeOpml } from './opml.ts'
import { isPasted, readPasted } from './pasted.ts'
import { readRis, writeRis } from './ris.ts'
import { readingListFrom } from './reading-list.ts'
import type { Pace, ReadFiles, TextFile } from './reading.ts'

export { addressKey, identitiesOf, identityOf, itemFrom } from './identity.ts'
export { peopleFromNames } from './people.ts'
export { readdressedEntry, retitledEntry, tickedPiece } from './retouch.ts'

/** A kind of file that libraries are read from and written to. */
export interface Format {
  /** Lower case, with the dot; the first one names what is written. */
  extensions: readonly string[]
  /** Whether a text without one of the extensions looks like this kind of file. */
  recognises?(text: string): boolean
  read?(files: readonly TextFile[], pace: Pace): ReadFiles | Promise<ReadFiles>
  /** A library, or a part of it, as a file. */
  write?(library: Library, sourceId?: string): string
  /** The same as a folder of files; with the annotations that its notes lead to. */
  writeFolder?(library: Library, marks?: readonly NotedMark[]): { path: string; text: string }[]
}

/** Every format: one file and one line each. */
export const formats: Record<FormatName, Format> = {
  folium: { extensions: ['.folium.json'], recognises: isFolium, read: readFolium, write: writeFolium },
  bibtex: {
    extensions: ['.bib', '.bibtex'],
    recognises: isBibtex,
    read: readBibtex,
    write: library => writeBibtex(library, 'bibtex'),
  },
  biblatex: { extensions: ['.bib'], read: readBibtex, write: library => writeBibtex(library, 'biblatex') },
  ris: { extensions: ['.ris'], recognises: text => /^TY {1,2}- /m.test(text), read: readRis, write: writeRis },
  'csl-json': {
    extensions: ['.json'],
    recognises: text => /^\s*\[\s*\{/.test(text),
    read: readCslJson,
    write: writeCslJson,
  },
  bookmarks: {
    extensions: ['.html', '.htm'],
    recognises: text => /<!DOCTYPE NETSCAPE-Bookmark/i.test(text),
    read: readBookmarks,
    write: writeBookmarks,
  },
  opml: {
    extensions: ['.opml', '.xml'],
    recognises: text => /<opml[\s>]/i.test(text),
    read: readOpml,
    write: writeOpml,
  },
  csv: { extensions: ['.csv', '.tsv'], read: readCsv, write: writeCsv },
  markdown: {
    extensions: ['.md', '.markdown', '.txt'],
    read: ([file]) => readingListFrom(file?.text ?? '', file?.name ?? ''),
    write: markdownFrom,
  },
  obsidian: { extensions: ['.md'], recognises: isPaperNote, read: readObsidian, writeFolder: writeObsidian },
  pasted: { extensions: [], recognises: isPasted, read: readPasted },
}

const names = Object.keys(formats) as FormatName[]

/** The format of files by their names, else by how they begin; several notes are a folder of them, any other text is a list. */
export function formatOf(files: readonly TextFile[]): FormatName {
  const [{ name, text } = { name: '', text: '' }, ...more] = files
  if (more.length > 0) return 'obsidian'
  const extension = /\.[^./\\]+$/.exec(name.toLowerCase())?.[0] ?? ''
  const beginning = text.slice(0, 20_000).replace(/^\u{feff}/u, '')
  const named = names.filter(format => formats[format].extensions.includes(extension))
  const byWords = (those: readonly FormatName[]): FormatName | undefined =>
    those.find(format => formats[format].recognises?.(beginning))
  const isPlain = extension === '.txt' || extension === '.json' || named.length === 0
  return byWords(named) ?? (isPlain ? byWords(names) : undefined) ?? named[0] ?? 'markdown'
}
