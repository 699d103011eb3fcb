import type { Notice } from '../../contract/answers.ts'
import type { RecordChange } from '../../contract/library.ts'
import { Refusal } from '../../contract/result.ts'
import type { LibraryRecords } from '../library/library.ts'
import { writeNote } from '../library/notes.ts'
import { NoteFiles } from './note-files.ts'

/** How long after a change the files follow, milliseconds. */
const followMs = 10_000
/** Longest note, as the schema has it. */
const noteLimit = 2_000_000

/** Keeps the Markdown files of `notes/` and the library together: at the start the library takes in what was changed outside, then the files follow. */
export class NoteMirror {
  private readonly files: NoteFiles
  private readonly library: LibraryRecords
  private timer: NodeJS.Timeout | null = null
  private isBehind = true
  private writing: Promise<void> = Promise.resolve()

  constructor(libraryPath: string, library: LibraryRecords) {
    this.files = new NoteFiles(libraryPath)
    this.library = library
  }

  /** Takes in the notes that another program changed; tells of them, and of those that were changed here as well. */
  async start(): Promise<Notice[]> {
    const outside = await this.files.changedOutside(this.library.data)
    const taken = outside.filter(({ conflict, text }) => !conflict && text.length <= noteLimit)
    for (const note of taken) await writeNote(this.library, 'note-outside', note)
    const kept = outside.length - taken.length
    this.follow()
    return [
      ...(taken.length > 0 ? [{ key: 'notes-taken-in' as const, params: { count: String(taken.length) } }] : []),
      ...(kept > 0 ? [{ key: 'notes-set-aside' as const, params: { count: String(kept) } }] : []),
    ]
  }

  /** Hears of every change of the library. */
  changed(changes: readonly RecordChange[]): void {
    const isNote = ({ table, record }: RecordChange): boolean =>
      table === 'topics' || (table === 'entries' && (record === null || ('kind' in record && record.kind === 'text')))
    if (!changes.some(isNote)) return
    this.isBehind = true
    this.follow()
  }

  private follow(): void {
    this.timer ??= setTimeout(() => void this.write(), followMs).unref()
  }

  private write(): Promise<void> {
    if (this.timer) clearTimeout(this.timer)
    this.timer = null
    this.writing = this.writing
      .then(async () => {
        if (!this.isBehind) return
        this.isBehind = false
        await this.files.write(this.library.data)
      })
      .catch((error: unknown) => {
        // The journal has every note; the files follow when there is room again.
        this.isBehind = true
        if (!(error instanceof Refusal)) console.error('the notes could not be written to their files:', error)
      })
    return this.writing
  }

  /** Leaves the files as the library is. */
  stop(): Promise<void> {
    return this.write()
  }
}
