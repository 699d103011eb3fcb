import { type FileHandle, open, readdir, rm, stat } from 'node:fs/promises'
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
  /** The edit goes on with the one before it on the stack: both are taken back together. */
  joins?: true
}

/** Plays an edit's changes into tables of records, or takes them back. */
export function apply(
  data: Record<string, Record<string, unknown>>,
  changes: Change[],
  side: 'before' | 'after',
): void {
  for (const change of side === 'after' ? changes : changes.toReversed()) {
    const table = (data[change.table] ??= {})
    if (change[side] === null) delete table[change.id]
    else table[change.id] = change[side]
  }
}

/** A line of the journal: CRC-32 of the JSON in eight hexadecimal digits, a space, the JSON, a line feed. */
export const lineFrom = (transaction: Transaction): string => {
  const json = JSON.stringify(transaction)
  return `${crc32(json).toString(16).padStart(8, '0')} ${json}\n`
}

function transactionFrom(line: string): Transaction | null {
  const json = line.slice(9)
  // The length guards a line cut to nothing: the checksum of "" is 0.
  if (line.length < 10 || line[8] !== ' ' || crc32(json) !== Number.parseInt(line.slice(0, 8), 16)) return null
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

export interface SegmentContent {
  /** The edits; `afterGap` where a line before it was broken, so that edits may be missing. */
  transactions: { transaction: Transaction; afterGap: boolean }[]
  bytes: Buffer
  /** Where the last good line ends; what stands behind it was never acknowledged. */
  goodBytes: number
}

/**
 * Reads a segment, up to the edit with which the next segment begins: what stands behind it was refused. Broken lines
 * at its end are the trace of an interruption; one between good lines is damage, and costs that line alone.
 */
export async function readSegment(file: string, end = Infinity): Promise<SegmentContent> {
  const bytes = (await readRegular(file)) ?? Buffer.alloc(0)
  const transactions: SegmentContent['transactions'] = []
  let goodBytes = 0
  let afterGap = false
  for (let at = 0; at < bytes.length;) {
    const lineEnd = bytes.indexOf(10, at)
    if (lineEnd < 0) break
    const transaction = transactionFrom(bytes.toString('utf8', at, lineEnd))
    if (transaction && transaction.sequence >= end) break
    at = lineEnd + 1
    if (transaction) {
      transactions.push({ transaction, afterGap })
      goodBytes = at
    }
    afterGap = !transaction
  }
  return { transactions, bytes, goodBytes }
}

/** How far back edits are kept for undo, beyond what the snapshots need: edits, bytes, files. */
const pastEdits = 500
const pastBytes = 16 << 20
const pastFiles = 100

/**
 * Removes segments that nothing needs: one stays as long as a kept backup could be replayed through it, and while its
 * edits can be taken back. `oldest` is the last edit of the oldest backup kept, `newest` the last edit of all.
 */
export async function removePastSegments(
  directory: string,
  name: string,
  { oldest, newest }: { oldest: number; newest: number },
): Promise<void> {
  const segments = await segmentsOf(directory, name)
  let bytes = 0
  for (const [age, { file }] of segments.toReversed().entries()) {
    const next = segments[segments.length - age]?.first ?? Infinity
    bytes += (await stat(file)).size
    const isPast = next <= newest - pastEdits || bytes > pastBytes || age >= pastFiles
    if (next <= oldest + 1 && isPast) await rm(file, { force: true })
  }
}

interface Waiting {
  line: string
  done(): void
  failed(error: unknown): void
}

/**
 * The open end of the journal. `append` resolves when the edit is on the disk (fdatasync returned); edits that wait
 * at the same time share one sync. One that fails fails all that wait behind it.
 */
export class JournalWriter {
  /** Length of what is known to be on the disk. */
  bytes: number
  /** What is on the disk is unknown: the caller must go on in another file. */
  isBroken = false
  private readonly handle: FileHandle
  private waiting: Waiting[] = []
  private flushing: Promise<void> | null = null
  private readonly onFailed: (count: number) => void

  private constructor(handle: FileHandle, bytes: number, onFailed: (count: number) => void) {
    this.handle = handle
    this.bytes = bytes
    this.onFailed = onFailed
  }

  /** Opens or makes the file; `onFailed` is told how many edits failed before each of them is. */
  static async open(file: string, onFailed: (count: number) => void): Promise<JournalWriter> {
    const handle = await open(file, 'a')
    try {
      const { size } = await handle.stat()
      await syncDirectory(path.dirname(file))
      return new JournalWriter(handle, size, onFailed)
    } catch (error) {
      await handle.close().catch(() => undefined)
      throw error
    }
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
      let written = false
      try {
        if (this.isBroken) throw new Error('the journal is broken')
        const content = Buffer.from(group.map(waiting => waiting.line).join(''))
        await this.handle.appendFile(content)
        written = true
        await this.handle.datasync()
        this.bytes += content.length
        for (const waiting of group) waiting.done()
      } catch (error) {
        // Their numbers follow those that failed: none of them may be written.
        const failed = [...group, ...this.waiting.splice(0)]
        this.onFailed(failed.length)
        await this.cutBack(written)
        for (const waiting of failed) waiting.failed(error)
      }
    }
  }

  /** Takes off what a failed write left. A failed sync is final: the system may have dropped the pages, and never says so twice. */
  private async cutBack(syncFailed: boolean): Promise<void> {
    try {
      await this.handle.truncate(this.bytes)
      await this.handle.datasync()
      if (syncFailed) this.isBroken = true
    } catch {
      this.isBroken = true
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
