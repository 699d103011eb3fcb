import { type FormatName, formatNames } from '../../contract/choices.ts'
import type { Library } from '../../contract/library.ts'
import { readBibtex } from './bibtex/index.ts'
import { markdownFrom } from './markdown.ts'
import { readingListFrom } from './reading-list.ts'
import type { Pace, ReadFiles, TextFile } from './reading.ts'

export { addressKey, identitiesOf, identityOf, itemFrom } from './identity.ts'
export { retitledEntry } from './retouch.ts'

/** A kind of file that libraries are read from and written to. */
export interface Format {
  /** Lower case, with the dot; the first one names what is written. */
  extensions: readonly string[]
  /** Whether a text without one of the extensions looks like this kind of file. */
  recognises?(text: string): boolean
  read?(files: readonly TextFile[], pace: Pace): ReadFiles | Promise<ReadFiles>
  /** The whole library as a file, or what came from one source. */
  write?(library: Library, sourceId?: string): string
}

/** Every format: one file and one line each. */
export const formats: Partial<Record<FormatName, Format>> = {
  bibtex: { extensions: ['.bib', '.bibtex'], recognises: text => /^\s*@\w+\s*[{(]/m.test(text), read: readBibtex },
  markdown: {
    extensions: ['.md', '.markdown', '.txt'],
    read: ([file]) => readingListFrom(file?.text ?? '', file?.name ?? ''),
    write: markdownFrom,
  },
}

/** The format of a file by its name, else by how it begins; a Markdown list is any text. */
export function formatOf({ name, text }: TextFile): FormatName {
  const extension = /\.[^./\\]+$/.exec(name.toLowerCase())?.[0] ?? ''
  const named = formatNames.filter(format => formats[format]?.extensions.includes(extension))
  const beginning = text.slice(0, 20_000).replace(/^\u{feff}/u, '')
  const byWords = (names: readonly FormatName[]): FormatName | undefined =>
    names.find(format => formats[format]?.recognises?.(beginning))
  return (
    byWords(named) ??
    (extension === '.txt' ? byWords(formatNames) : undefined) ??
    named[0] ??
    byWords(formatNames) ??
    'markdown'
  )
}
