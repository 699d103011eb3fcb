import { rename, truncate, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Adapter } from 'lowdb'
import { Refusal } from '../../contract/result.ts'
import { forgetRecords } from './forget.ts'
import { ensureDirectory, isMissing, sweepTemporaries, syncDirectory, timeStamp, writeDurably } from './files.ts'
import {
  apply,
  JournalWriter,
  readSegment,
  removePastSegments,
  type Segment,
  segmentsOf,
  type Transaction,
} from './journal.ts'
import { migrate, newestVersion, type RawTables } from './migrations/index.ts'
import type { JournalFileOptions, Recovery } from './journal-options.ts'
import { keepReserve, releaseReserve } from './reserve.ts'
import {
  backupsOf,
  findSnapshot,
  type Frozen,
  frozen,
  type SnapshotPlace,
  type Tables,
  textFrom,
  writeSnapshot,
} from './snapshot.ts'

/** Tables on their way to the newest version. */
interface Versioned {
  version: number
  data: RawTables
}

/**
 * A lowdb adapter for tables of records: a snapshot (readable JSON) with an append-only journal beside it. `read` gives
 * every acknowledged edit; `append` puts one edit on the disk at the cost of one line; `write`, lowdb's own way of
 * saving, makes a new snapshot while edits go on.
 */
export class JournalFile<T extends Tables> implements Adapter<T> {
  recovery: Recovery = { setAside: null, restored: false }
  isNew = true
  /** The edits that can be read back, oldest first; filled by `read`. */
  past: Transaction[] = []
  private readonly options: JournalFileOptions<T>
  private readonly place: SnapshotPlace
  private readonly journalDirectory: string
  private writer: JournalWriter | null = null
  private sequence = 0
  private snapshotSequence = 0
  /** Version of the schema that the snapshot on the disk is of. */
  private readVersion = 0
  /** The journal is being opened or turned: edits wait for it. */
  private gate: Promise<void> | null = null
  private writing: Promise<void> | null = null

  constructor(options: JournalFileOptions<T>) {
    this.options = options
    this.journalDirectory = path.join(options.directory, 'journal')
    this.place = {
      file: path.join(options.directory, `${options.name}.json`),
      backups: path.join(options.directory, 'backups'),
      name: options.name.replaceAll('/', '-'),
    }
  }

  get file(): string {
    return this.place.file
  }

  /** Bytes in the open end of the journal. */
  get journalBytes(): number {
    return this.writer?.bytes ?? 0
  }

  get hasUnwritten(): boolean {
    return this.sequence > this.snapshotSequence
  }

  private get newest(): number {
    return newestVersion(this.options.steps)
  }

  /** The newest good snapshot with the journal played over it, in the newest version of the schema. Throws Refusal('newer-library'). */
  async read(): Promise<T> {
    const { mayWrite } = this.options
    if (mayWrite) await this.prepareFolders()
    for (let attempt = 1; ; attempt++) {
      const data = await this.readOnce()
      // Beside a process that writes, the files may have changed between two looks.
      if (mayWrite || !this.recovery.restored || attempt === 5) return data
    }
  }

  private async prepareFolders(): Promise<void> {
    for (const directory of [path.dirname(this.place.file), this.place.backups, this.journalDirectory]) {
      await ensureDirectory(directory)
      await sweepTemporaries(directory)
    }
    await keepReserve(this.journalDirectory)
  }

  private async readOnce(): Promise<T> {
    const { mayWrite, beforeMigration } = this.options
    const { snapshot, setAside, restored } = await findSnapshot(this.place, this.options, mayWrite)
    const segments = await segmentsOf(this.journalDirectory, this.place.name)
    this.recovery = { setAside, restored }
    this.isNew = !snapshot && !restored && segments.length === 0
    this.sequence = this.snapshotSequence = snapshot?.sequence ?? 0
    this.past = []
    // Without a snapshot the tables are of the version of the journal's first edit.
    const tables: Versioned = snapshot ?? { version: 0, data: this.options.empty() }
    this.readVersion = tables.version
    await this.replay(tables, segments)
    this.readVersion ||= this.past[0]?.version ?? this.newest
    const data = this.migrated(tables, this.newest) as T
    if (!mayWrite) return data
    const isOlder = this.readVersion < this.newest
    if (isOlder) await beforeMigration?.(this.readVersion)
    if (isOlder || this.recovery.restored) await this.write(data)
    return data
  }

  private async replay(tables: Versioned, segments: Segment[]): Promise<void> {
    for (const [index, { file, first }] of segments.entries()) {
      if (first > this.sequence + 1) return this.leaveBehind(segments.slice(index))
      const { transactions, bytes, goodBytes } = await readSegment(file, segments[index + 1]?.first)
      for (const { transaction, afterGap } of transactions) this.replayOne(tables, transaction, afterGap)
      if (goodBytes === bytes.length || !this.options.mayWrite) continue
      // A torn tail was never acknowledged; it is kept beside the journal all the same.
      await writeFile(this.nameAside('torn'), bytes.subarray(goodBytes))
      await truncate(file, goodBytes)
    }
  }

  private replayOne(tables: Versioned, transaction: Transaction, afterGap: boolean): void {
    const { sequence, version = 1, changes } = transaction
    if (version > this.newest) throw new Refusal('newer-library', { name: path.basename(this.place.file), version })
    this.past.push(transaction)
    if (sequence <= this.sequence) return
    if (afterGap) this.recovery = { ...this.recovery, restored: true }
    apply(this.migrated(tables, version), changes, 'after')
    this.sequence = sequence
  }

  /** Keeps the bytes of segments that nothing leads to, under other names, and numbers what comes after them. */
  private async leaveBehind(segments: Segment[]): Promise<void> {
    this.recovery = { ...this.recovery, restored: true }
    if (!this.options.mayWrite) return
    const backups = await backupsOf(this.place.backups, this.place.name)
    const ends = await Promise.all(
      segments.map(async ({ file }) => (await readSegment(file)).transactions.at(-1)?.transaction.sequence ?? 0),
    )
    this.sequence = Math.max(this.sequence, ...ends, ...backups.map(backup => backup.sequence))
    for (const { file, first } of segments) await rename(file, this.nameAside(`left-${first}`))
  }

  private nameAside(why: string): string {
    return path.join(this.journalDirectory, `${this.place.name}.${why}-${timeStamp()}`)
  }

  /** Brings the tables up to a version; throws Refusal('migration-failed') where that does not give a good library. */
  private migrated(tables: Versioned, to: number): RawTables {
    if (tables.version === 0) tables.version = to
    if (tables.version < to) {
      const steps = this.options.steps.filter(step => step.version <= to)
      migrate(tables.data, tables.version, steps)
      tables.version = to
      const isGood = to < this.newest || this.options.schema.safeParse(tables.data).success
      if (!isGood) throw new Refusal('migration-failed', { name: path.basename(this.place.file), version: to })
    }
    return tables.data
  }

  /** Whether an edit may be appended now, in this turn of the event loop. */
  get isReady(): boolean {
    return !this.gate && this.writer !== null && !this.writer.isBroken
  }

  /** Makes one step towards being ready. Throws the system's error where the journal cannot be opened. */
  becomeReady(): Promise<void> {
    return this.gate ?? this.alone(() => this.turn())
  }

  /** Puts an edit on the disk, when `isReady`; apply it in the same turn. `done` rejects with the system's error. */
  append(edit: Omit<Transaction, 'sequence' | 'version' | 'at'>): { transaction: Transaction; done: Promise<void> } {
    if (!this.isReady || !this.writer) throw new Error('the journal is not ready')
    const at = new Date().toISOString()
    const transaction: Transaction = { sequence: ++this.sequence, version: this.newest, at, ...edit }
    return { transaction, done: this.writer.append(transaction) }
  }

  /** Writes everything as a snapshot. Edits wait only while it begins. */
  async write(data: T): Promise<void> {
    while (this.writing) await this.writing
    const running = this.writeNow(data)
    this.writing = running.catch(() => undefined).finally(() => (this.writing = null))
    await running
  }

  private async writeNow(data: T): Promise<void> {
    const { tables, sequence } = await this.held(data, async () => {
      if (!this.writer || this.writer.isBroken || this.writer.bytes > 0) await this.turn()
    })
    const oldest = await writeSnapshot(this.place, this.newest, sequence, tables)
    this.snapshotSequence = sequence
    this.readVersion = this.newest
    await removePastSegments(this.journalDirectory, this.place.name, { oldest, newest: this.sequence })
    await keepReserve(this.journalDirectory)
  }

  /** Writes a snapshot of what is acknowledged now to another file; its folder is made. */
  async copyTo(file: string, data: T): Promise<void> {
    const { tables, sequence } = await this.held(data)
    await ensureDirectory(path.dirname(file))
    await writeDurably(file, textFrom(this.newest, sequence, tables))
  }

  /** The tables and the last edit at one moment, at which none waits for the disk. */
  private held(data: T, first?: () => Promise<void>): Promise<{ tables: Frozen; sequence: number }> {
    return this.alone(async () => {
      await this.writer?.idle()
      await first?.()
      return { tables: frozen(data), sequence: this.sequence }
    })
  }

  /** Takes records that were removed for good out of the history: see `forgetRecords`, whose answer it gives. */
  async forget(data: T, gone: ReadonlySet<string>): Promise<number> {
    await this.write(data)
    return this.alone(() => forgetRecords(this.journalDirectory, this.place, this.snapshotSequence, gone))
  }

  /** Goes on in a new segment. */
  private async turn(): Promise<void> {
    const first = this.sequence + 1
    const file = path.join(this.journalDirectory, `${this.place.name}.${first}.jsonl`)
    if (this.writer?.isBroken) {
      // What the broken one holds from `first` on was refused: it must not be read again.
      await rename(file, this.nameAside('refused')).catch(error => {
        if (!isMissing(error)) throw error
      })
      await syncDirectory(this.journalDirectory)
    }
    const next = await JournalWriter.open(file, count => this.failed(count))
    await this.writer?.close().catch(() => undefined)
    this.writer = next
  }

  private failed(count: number): void {
    this.sequence -= count
    this.options.onFailed?.(count)
  }

  /** Resolves when no edit waits for the disk. */
  async idle(): Promise<void> {
    await this.writer?.idle()
  }

  releaseReserve(): Promise<boolean> {
    return releaseReserve(this.journalDirectory)
  }

  /** Waits for the disk and lets the files go. */
  async close(): Promise<void> {
    while (this.gate || this.writing) await (this.gate ?? this.writing)
    await this.writer?.close()
    this.writer = null
  }

  private async alone<R>(work: () => Promise<R>): Promise<R> {
    while (this.gate) await this.gate
    const running = work()
    const over = running.then(
      () => undefined,
      () => undefined,
    )
    this.gate = over.finally(() => (this.gate = null))
    return running
  }
}
