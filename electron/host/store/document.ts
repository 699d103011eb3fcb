import { truncate, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { type Adapter, Low } from 'lowdb'
import type { z } from 'zod'
import type { EditHistory, EditLabel } from '../../contract/library.ts'
import { Refusal } from '../../contract/result.ts'
import { ensureDirectory, sweepTemporaries, timeStamp, writeRefusal } from './files.ts'
import { EditStack } from './edit-stack.ts'
import { type Change, JournalWriter, readSegment, removeSegments, segmentsOf, type Transaction } from './journal.ts'
import { isUndoable, migrate, newestVersion, type RawTables, type Step } from './migrations/index.ts'
import { findSnapshot, type SnapshotPlace, type Tables, writeSnapshot } from './snapshot.ts'

/** Journal size at which a snapshot is written, bytes. */
const compactAt = 8 << 20

export interface DocumentOptions<T> {
  /** The library's folder. */
  directory: string
  /** Path of the readable file within it, without `.json`: `library`, `annotations/HASH`. */
  name: string
  schema: z.ZodType<T>
  /** What a file of an older version goes through. */
  steps: readonly Step[]
  empty(): T
  /** Runs before a file of an older version is replaced: a way back to it. */
  beforeMigration?(version: number): Promise<void>
  /** Refusal given to every edit, when the document may only be read. */
  refusal: Refusal | null
}

/** What happened to the files at the start, for the user to be told. */
export interface Recovery {
  setAside: string | null
  restored: boolean
}

/** A record to put, or to remove with `record: null`. */
export interface Put<T> {
  table: keyof T & string
  id: string
  record: unknown
}

/** Tables on their way to the newest version. */
interface Versioned {
  version: number
  data: RawTables
}

function apply(data: Tables, changes: Change[], side: 'before' | 'after'): void {
  for (const change of side === 'after' ? changes : changes.toReversed()) {
    const table = (data[change.table] ??= {})
    if (change[side] === null) delete table[change.id]
    else table[change.id] = change[side]
  }
}

/**
 * A lowdb database of tables of records, kept as a snapshot (readable JSON) and a journal beside it.
 * An edit costs one journal line, whatever the size of the tables; it is acknowledged when the line is on the disk.
 */
export class Document<T extends Tables> implements Adapter<T> {
  recovery: Recovery = { setAside: null, restored: false }
  isNew = true
  private readonly low: Low<T>
  private readonly options: DocumentOptions<T>
  private readonly place: SnapshotPlace
  private readonly journalDirectory: string
  private readonly stack = new EditStack()
  private writer: JournalWriter | null = null
  private sequence = 0
  private snapshotSequence = 0
  /** Version of the schema that the snapshot on the disk is of. */
  private readVersion = 0
  /** Applied in memory, not yet on the disk. */
  private readonly pending: Transaction[] = []
  /** Work that must be alone: edits wait for it. */
  private gate: Promise<void> | null = null

  private constructor(options: DocumentOptions<T>) {
    this.options = options
    this.journalDirectory = path.join(options.directory, 'journal')
    this.place = {
      file: path.join(options.directory, `${options.name}.json`),
      backups: path.join(options.directory, 'backups'),
      name: options.name.replaceAll('/', '-'),
    }
    this.low = new Low<T>(this, options.empty())
  }

  /** Opens the document, recovering every acknowledged edit. Throws Refusal('newer-library'), or the system's error. */
  static async open<T extends Tables>(options: DocumentOptions<T>): Promise<Document<T>> {
    const document = new Document(options)
    if (!options.refusal) {
      for (const directory of [path.dirname(document.place.file), document.place.backups, document.journalDirectory]) {
        await ensureDirectory(directory)
        await sweepTemporaries(directory)
      }
    }
    await document.low.read()
    if (document.isOlder && !options.refusal) await options.beforeMigration?.(document.readVersion)
    if ((document.isOlder || document.recovery.restored) && !options.refusal) await document.compact()
    return document
  }

  get data(): T {
    return this.low.data
  }

  get mayChange(): boolean {
    return this.options.refusal === null
  }

  get history(): EditHistory {
    return { undo: this.stack.undoable?.label ?? null, redo: this.stack.redoable?.label ?? null }
  }

  private get newest(): number {
    return newestVersion(this.options.steps)
  }

  private get isOlder(): boolean {
    return this.readVersion < this.newest
  }

  /** lowdb's side: the newest good snapshot with the journal played over it, in the newest version of the schema. */
  async read(): Promise<T> {
    const mayWrite = !this.options.refusal
    const { snapshot, setAside, restored } = await findSnapshot(this.place, this.options, mayWrite)
    const segments = await segmentsOf(this.journalDirectory, this.place.name)
    this.recovery = { setAside, restored }
    this.isNew = !snapshot && !restored && segments.length === 0
    this.sequence = this.snapshotSequence = snapshot?.sequence ?? 0
    const tables: Versioned = snapshot ?? { version: this.newest, data: this.options.empty() }
    this.readVersion = tables.version
    for (const segment of segments) await this.replay(tables, segment.file, mayWrite)
    return this.migrated(tables, this.newest) as T
  }

  /** Brings the tables up to a version; throws Refusal('migration-failed') where that does not give a good library. */
  private migrated(tables: Versioned, to: number): RawTables {
    if (tables.version < to) {
      const steps = this.options.steps.filter(step => step.version <= to)
      migrate(tables.data, tables.version, steps)
      tables.version = to
      const checked = to === this.newest ? this.options.schema.safeParse(tables.data) : { success: true }
      if (!checked.success) throw new Refusal('migration-failed', { name: path.basename(this.place.file), version: to })
    }
    return tables.data
  }

  private async replay(tables: Versioned, file: string, mayWrite: boolean): Promise<void> {
    const { transactions, bytes, goodBytes } = await readSegment(file)
    for (const transaction of transactions) {
      if (transaction.sequence > this.sequence + 1) {
        this.recovery = { ...this.recovery, restored: true }
        return
      }
      const version = transaction.version ?? 1
      if (version > this.newest) throw new Refusal('newer-library', { name: path.basename(file), version })
      if (isUndoable(version, this.options.steps)) this.stack.push(transaction)
      if (transaction.sequence <= this.sequence) continue
      apply(this.migrated(tables, version), transaction.changes, 'after')
      this.sequence = transaction.sequence
    }
    if (goodBytes === bytes.length || !mayWrite) return
    // A torn tail was never acknowledged; it is kept beside the journal all the same.
    await writeFile(
      path.join(this.journalDirectory, `${this.place.name}.torn-${timeStamp()}`),
      bytes.subarray(goodBytes),
    )
    await truncate(file, goodBytes)
  }

  /** lowdb's side: writes everything as a snapshot and starts a new journal behind it. */
  async write(data: T): Promise<void> {
    const { sequence, writer: previous } = this
    const segments = await segmentsOf(this.journalDirectory, this.place.name)
    const oldest = await writeSnapshot(this.place, { version: this.newest, sequence, data })
    this.readVersion = this.newest
    this.snapshotSequence = sequence
    this.writer = await this.openJournal(sequence + 1)
    await previous?.close()
    // A segment is needed as long as a kept backup could be replayed through it.
    await removeSegments(segments.filter((_, index) => (segments[index + 1]?.first ?? Infinity) <= oldest + 1))
  }

  /**
   * Changes records; resolves, with the records before and after, when the edit is on the disk. On failure memory is
   * as it was and a Refusal says why. `role: 'none'` keeps the edit out of undo (a reading position).
   */
  async edit(label: EditLabel, puts: Put<T>[], role?: Transaction['role']): Promise<Change[]> {
    if (this.options.refusal) throw this.options.refusal
    while (this.gate || !this.writer || this.writer.isBroken) await this.becomeReady()
    const changes = puts.map(({ table, id, record }) => ({
      table,
      id,
      before: this.data[table]?.[id] ?? null,
      after: record,
    }))
    const at = new Date().toISOString()
    const transaction: Transaction = {
      sequence: ++this.sequence,
      version: this.newest,
      at,
      label,
      changes,
      ...(role ? { role } : {}),
    }
    apply(this.data, changes, 'after')
    this.pending.push(transaction)
    try {
      await this.writer.append(transaction)
    } catch (error) {
      throw writeRefusal(error, this.place.file)
    }
    this.pending.splice(this.pending.indexOf(transaction), 1)
    this.stack.push(transaction)
    if (this.writer.bytes > compactAt && !this.gate) void this.compact().catch(() => undefined)
    return changes
  }

  /** Fills a new document, as a first snapshot and no edit. Without the right to write it stays in memory. */
  async seed(puts: Put<T>[]): Promise<void> {
    apply(
      this.data,
      puts.map(({ table, id, record }) => ({ table, id, before: null, after: record })),
      'after',
    )
    if (!this.options.refusal) await this.compact()
  }

  /** Takes back the last edit; null when there is none. */
  async undo(): Promise<{ label: EditLabel; changes: Change[] } | null> {
    const taken = this.stack.undoable
    if (!taken) return null
    const puts = taken.changes.toReversed().map(({ table, id, before }) => ({ table, id, record: before }))
    return { label: taken.label, changes: await this.edit(taken.label, puts, 'undo') }
  }

  /** Does the edit taken back last once more; null when there is none. */
  async redo(): Promise<{ label: EditLabel; changes: Change[] } | null> {
    const again = this.stack.redoable
    if (!again) return null
    const puts = again.changes.map(({ table, id, after }) => ({ table, id, record: after }))
    return { label: again.label, changes: await this.edit(again.label, puts, 'redo') }
  }

  /** Writes a snapshot. Throws Refusal; the journal then goes on as before. */
  async compact(): Promise<void> {
    await this.alone(async () => {
      await this.writer?.idle()
      await this.low.write()
    })
  }

  /** Waits for the disk and leaves a snapshot that holds every edit. */
  async close(): Promise<void> {
    while (this.gate) await this.gate
    await this.writer?.idle()
    if (this.sequence > this.snapshotSequence && !this.options.refusal) await this.compact().catch(() => undefined)
    await this.writer?.close()
    this.writer = null
  }

  private becomeReady(): Promise<void> {
    if (this.gate) return this.gate
    if (this.writer) return this.compact()
    return this.alone(async () => {
      const last = (await segmentsOf(this.journalDirectory, this.place.name)).at(-1)
      this.writer = await this.openJournal(last?.first ?? this.sequence + 1)
    })
  }

  private openJournal(first: number): Promise<JournalWriter> {
    return JournalWriter.open(path.join(this.journalDirectory, `${this.place.name}.${first}.jsonl`), () =>
      this.rollBack(),
    )
  }

  /** The journal failed: what was not acknowledged did not happen. */
  private rollBack(): void {
    const lost = this.pending.splice(0)
    for (const transaction of lost.toReversed()) apply(this.data, transaction.changes, 'before')
    this.sequence -= lost.length
  }

  private async alone(work: () => Promise<void>): Promise<void> {
    while (this.gate) await this.gate
    const running = work().catch((error: unknown) => {
      throw writeRefusal(error, this.place.file)
    })
    this.gate = running.catch(() => undefined).finally(() => (this.gate = null))
    await running
  }
}
