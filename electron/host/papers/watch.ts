import { type FSWatcher, watch } from 'node:fs'
import { rename, stat } from 'node:fs/promises'
import type { PaperFileState } from '../../contract/answers.ts'
import { Refusal } from '../../contract/result.ts'
import type { Emit, HandlersOf } from '../handlers.ts'
import { ensureDirectory, readRegular, writeDurably, writeRefusal } from '../store/files.ts'
import { hashOf, type PaperStore } from './papers.ts'

/** How much of a file's end is looked through for its end mark, bytes (ISO 32000-2, 7.5.5). */
const tailBytes = 2048

/** Files of papers that another program removes, replaces or cuts short while they are read. */
export class PaperWatch {
  private readonly papers: PaperStore
  private readonly emit: Emit
  private watcher: FSWatcher | null = null
  /** Files that were found to be what their names say, by size and time of the last change. */
  private readonly sound = new Map<string, string>()

  constructor(papers: PaperStore, emit: Emit) {
    this.papers = papers
    this.emit = emit
  }

  /** Whether the file of a paper is still what its name says. From then on the windows are told when it is touched. */
  async state(hash: string): Promise<PaperFileState> {
    this.begin()
    const file = this.papers.fileOf(hash)
    const facts = await stat(file).catch(() => null)
    if (!facts?.isFile()) return 'missing'
    const stamp = `${facts.size} ${facts.mtimeMs}`
    if (this.sound.get(hash) === stamp) return 'sound'
    const bytes = await readRegular(file)
    if (!bytes) return 'missing'
    if (hashOf(bytes) !== hash) return isWhole(bytes) ? 'changed' : 'cut-short'
    this.sound.set(hash, stamp)
    return 'sound'
  }

  /**
   * Puts a paper's own bytes back; what stands in their place is set aside, unless the library has it as a paper of its own.
   * Throws Refusal 'not-this-paper' for other bytes, 'disk-full', 'write-failed'.
   */
  async putBack(hash: string, bytes: Uint8Array): Promise<void> {
    const file = this.papers.fileOf(hash)
    if (hashOf(bytes) !== hash) throw new Refusal('not-this-paper', { name: `papers/${hash.slice(0, 12)}….pdf` })
    try {
      await ensureDirectory(this.papers.directory)
      await this.setAside(hash)
      await writeDurably(file, bytes)
    } catch (error) {
      throw writeRefusal(error, file)
    }
  }

  private async setAside(hash: string): Promise<void> {
    const file = this.papers.fileOf(hash)
    const there = await readRegular(file)
    if (!there || there.length === 0) return
    const actual = hashOf(there)
    if (actual === hash || (await readRegular(this.papers.fileOf(actual)))) return
    const stamp = new Date().toISOString().replaceAll(':', '-').slice(0, 19)
    await rename(file, file.replace(/pdf$/, `changed-${stamp}.pdf`))
  }

  private begin(): void {
    if (this.watcher) return
    try {
      this.watcher = watch(this.papers.directory, { persistent: false }, (_, name) => {
        const hash = /^([0-9a-f]{64})\.pdf$/.exec(name ?? '')?.[1]
        if (hash) this.emit('paper:touched', { hash })
      })
      this.watcher.on('error', () => void this.close())
    } catch {
      // A file system that cannot be watched: the windows ask when they are looked at again.
    }
  }

  close(): Promise<void> {
    this.watcher?.close()
    this.watcher = null
    return Promise.resolve()
  }
}

/** Whether a file ends as a PDF does. */
const isWhole = (bytes: Buffer): boolean => bytes.subarray(-tailBytes).includes('%%EOF')

export const paperFileHandlers = (
  watching: PaperWatch,
  refusal: Refusal | null,
): Pick<HandlersOf<'paper'>, 'paper:check' | 'paper:put-back'> => ({
  'paper:check': ({ hash }) => watching.state(hash),
  'paper:put-back': async ({ hash, bytes }) => {
    if (refusal) throw refusal
    await watching.putBack(hash, bytes)
  },
})
