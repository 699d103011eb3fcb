import { type FileHandle, open, readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { crc32 } from 'node:zlib'
import type { EditLabel } from '../../contract/library.ts'
import { isMissing, readRegular, syncDirectory } from './files.ts'

/** One record before and after an edit; `null` where there is none. */
export interface Change {
  table: string
  id: string
  before: unknown
  after: unknown
}

/** One edit, whole: it happened or it did not. */
export interface Transaction {
  sequence: number
  /** Version of the schema that the records are of; 1 where none is said. */
  version?: number
  at: string
  label: EditLabel
  changes: Change[]
  /** The edit takes back, or does again, the one before it on the stack of edits; `none` keeps it off the stack. */
  role?: 'undo' | 'redo' | 'none'
}

/** A line of the journal: CRC-32 of the JSON in eight hexadecimal digits, a space, the JSON, a line feed. */
const lineFrom = (transaction: Transaction): string => {
  const json = JSON.stringify(transaction)
  return `${crc32(json).toString(16).padStart(8, '0')} ${json}\n`
}

function transactionFrom(line: string): Transaction | null {
  const json = line.slice(9)
  if (line[8] !== ' ' || crc32(json) !== Number.parseInt(line.slice(0, 8), 16)) return null
  return JSON.parse(json) as Transaction
}

export interface Segment {
  file: string
  /** Sequence number of its first edit. */
  first: number
}

/** The journal's files in order. `NAME.42.jsonl` starts with edit 42. */
export async function segmentsOf(directory: string, name: string): Promise<Segment[]> {
  const files = await readdir(directory).catch(error => {
    if (isMissing(error)) return []
    throw error
  })
  return files
    .flatMap(file => {
      const match = file.startsWith(`${name}.`) ? /^(\d+)\.jsonl$/.exec(file.slice(name.length + 1)) : null
      return match ? [{ file: path.join(directory, file), first: Number(match[1]) }] : []
    })
    .sort((a, b) => a.first - b.first)
}

/** Reads a segment up to its first broken line. `goodBytes` is where that line starts; it equals the file's length when all is well. */
export async function readSegment(
  file: string,
): Promise<{ transactions: Transaction[]; bytes: Buffer; goodBytes: number }> {
  const bytes = (await readRegular(file)) ?? Buffer.alloc(0)
  const transactions: Transaction[] = []
  let at = 0
  while (at < bytes.length) {
    const end = bytes.indexOf(10, at)
    const transaction = end < 0 ? null : transactionFrom(bytes.toString('utf8', at, end))
    if (!transaction) break
    transactions.push(transaction)
    at = end + 1
  }
  return { transactions, bytes, goodBytes: at }
}

interface Waiting {
  line: string
  done(): void
  failed(error: unknown): void
}

/**
 * The open end of the journal. `append` resolves when the edit is on the disk (fdatasync returned); edits that wait
 * at the same time share one sync. After a failure the journal takes nothing more: the caller starts a new one.
 */
export class JournalWriter {
  /** Length of what is known to be on the disk. */
  bytes: number
  private readonly handle: FileHandle
  private waiting: Waiting[] = []
  private flushing: Promise<void> | null = null
  private broken: unknown = null
  private readonly onBroken: () => void

  private constructor(handle: FileHandle, bytes: number, onBroken: () => void) {
    this.handle = handle
    this.bytes = bytes
    this.onBroken = onBroken
  }

  /** Opens or makes the file; `onBroken` runs once, before the edits that failed are told. */
  static async open(file: string, onBroken: () => void): Promise<JournalWriter> {
    const handle = await open(file, 'a')
    const { size } = await handle.stat()
    await syncDirectory(path.dirname(file))
    return new JournalWriter(handle, size, onBroken)
  }

  get isBroken(): boolean {
    return this.broken !== null
  }

  append(transaction: Transaction): Promise<void> {
    return new Promise((done, failed) => {
      this.waiting.push({ line: lineFrom(transaction), done, failed })
      this.flushing ??= this.flush().finally(() => (this.flushing = null))
    })
  }

  private async flush(): Promise<void> {
    while (this.waiting.length > 0) {
      const group = this.waiting.splice(0)
      try {
        if (this.broken) throw this.broken
        const content = Buffer.from(group.map(waiting => waiting.line).join(''))
        await this.handle.appendFile(content)
        await this.handle.datasync()
        this.bytes += content.length
        for (const waiting of group) waiting.done()
      } catch (error) {
        // A failed sync is final: what reached the disk is unknown, so no later line may follow this one.
        if (!this.broken) {
          this.broken = error
          this.onBroken()
          await this.handle.truncate(this.bytes).catch(() => undefined)
        }
        for (const waiting of group) waiting.failed(error)
      }
    }
  }

  /** Resolves when nothing waits for the disk. */
  async idle(): Promise<void> {
    while (this.flushing) await this.flushing
  }

  async close(): Promise<void> {
    await this.idle()
    await this.handle.close()
  }
}

export const removeSegments = (segments: Segment[]): Promise<unknown> =>
  Promise.all(segments.map(segment => rm(segment.file, { force: true })))
