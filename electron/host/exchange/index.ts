import type { Library, Source } from '../../contract/library.ts'
import { decodeText } from './decode.ts'
import { markdownFrom } from './markdown.ts'
import { type ImportPlan, planImport } from './merge.ts'
import { readingListFrom } from './reading-list.ts'

export { addressKey, identitiesOf, identityOf, itemFrom } from './identity.ts'
export { retitledEntry } from './retouch.ts'

/** A kind of file that libraries are read from and written to. */
interface Format {
  extensions: readonly string[]
  /** What importing the file changes; a file that is no such list is a Refusal. */
  read(library: Library, bytes: Uint8Array, source: Source): ImportPlan
  /** The whole library as a file, or what came from one source. */
  write(library: Library, sourceId?: string): Uint8Array
}

/** Every format: one file and one line each. */
export const formats = {
  markdown: {
    extensions: ['.md', '.markdown', '.txt'],
    read: (library, bytes, source) =>
      planImport(library, readingListFrom(decodeText(bytes, source.name), source.name), source),
    write: (library, sourceId) => new TextEncoder().encode(markdownFrom(library, sourceId)),
  },
} satisfies Record<string, Format>
