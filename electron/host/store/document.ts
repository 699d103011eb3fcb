import { Low } from 'lowdb'
import type { z } from 'zod'
import type { PastEdit } from '../../contract/keeping.ts'
import type { EditHistory, EditLabel } from '../../contract/library.ts'
import type { Refusal } from '../../contract/result.ts'
import { EditStack, goesOn } from './edit-stack.ts'
import { writeRefusal } from './files.ts'
import { recordKey } from './forget.ts'
import { apply, type Change, type Transaction } from './journal.ts'
import { JournalFile } from './journal-file.ts'
import type { JournalFileOptions, Recovery } from './journal-options.ts'
import { isUndoable } from './migrations/index.ts'
import type { Tables } from './snapshot.ts'

/** Journal size at which a snapshot is written, bytes. */
const compactAt = 8 << 20

export interface DocumentOptions<T extends Tables> extends Omit<
  JournalFileOptions<T>,
  'mayWrite' | 'onFailed' | 'schema'
> {
  /** A table of records each. */
  schema: z.ZodObject<Record<string, z.ZodRecord<z.ZodString, z.ZodType>>> & z.ZodType<T>
  /** Refusal given to every edit, when the document may only be read. */
  refusal: Refusal | null
}

/** A record to put, or to remove with `record: null`. */
export interface Put<T> {
  table: keyof T & string
  id: string
  record: unknown
}

/** An edit that was taken back or done again. */
export interface Done {
  label: EditLabel
  changes: Change[]
}

/**
 * A lowdb database of tables of records over a `JournalFile`. An edit costs one journal line, whatever the size of the
 * tables; it is acknowledged when the line is on the disk.
 */
export class Document<T extends Tables> {
  /** Hears of every change of the tables in memory, in the same turn. */
  onChange: (changes: Change[], side: 'before' | 'after') => void = () => undefined
  private readonly low: Low<T>
  private readonly file: JournalFile<T>
  private readonly options: DocumentOptions<T>
  private stack = new EditStack()
  /** Applied in memory, not yet on the disk. */
  private readonly pending: Transaction[] = []
  private compacting = false
  /** The last undo or redo: each one means what is there when the one before it is done. */
  private stepping: Promise<unknown> = Promise.resolve()

  private constructor(options: DocumentOptions<T>) {
    this.options = options
    this.file = new JournalFile<T>({
      ...options,
      mayWrite: !options.refusal,
      onFailed: count => this.rollBack(count),
    })
    this.low = new Low<T>(this.file, options.empty())
  }

  /** Opens the document, recovering every acknowledged edit. Throws Refusal('newer-library', 'migration-failed'), or the system's error. */
  static async open<T extends Tables>(options: DocumentOptions<T>): Promise<Document<T>> {
    const document = new Document(options)
    try {
      await document.read()
    } catch (error) {
      await document.file.close().catch(() => undefined)
      throw error
    }
    return document
  }

  get data(): T {
    return this.low.data
  }

  get mayChange(): boolean {
    return this.options.refusal === null
  }

  get recovery(): Recovery {
    return this.file.recovery
  }

  get isNew(): boolean {
    return this.file.isNew
  }

  get history(): EditHistory {
    return { undo: this.stack.undoable?.label ?? null, redo: this.stack.redoable?.label ?? null }
  }

  /** The edits that can be taken back or done again, newest first. */
  get past(): PastEdit[] {
    return this.stack.past.map(({ transaction: { sequence, at, label }, undone }) => ({ sequence, at, label, undone }))
  }

  /** Reads the files, once more for a reader that wants to see what the process beside it has written since. */
  async read(): Promise<void> {
    await this.low.read()
    this.stack = new EditStack()
    for (const transaction of this.file.past)
      if (isUndoable(transaction.version ?? 1, this.options.steps)) this.stack.push(transaction)
    this.file.past = []
  }

  /**
   * Changes records; resolves, with the records before and after, when the edit is on the disk. On failure memory is
   * as it was and a Refusal says why. `role: 'none'` keeps the edit out of undo (a reading position).
   */
  async edit(label: EditLabel, puts: Put<T>[], role?: Transaction['role']): Promise<Change[]> {
    if (this.options.refusal) throw this.options.refusal
    for (const put of puts) this.check(put)
    try {
      return await this.tryEdit(label, puts, role)
    } catch (error) {
      const refusal = writeRefusal(error, this.file.file)
      // A full disk still lets one delete: the reserve gives the room for it.
      const frees = refusal.code === 'disk-full' && puts.some(({ record }) => record === null)
      if (!frees || !(await this.file.releaseReserve())) throw refusal
    }
    return this.tryEdit(label, puts, role).catch((error: unknown) => {
      throw writeRefusal(error, this.file.file)
    })
  }

  private async tryEdit(label: EditLabel, puts: Put<T>[], role: Transaction['role']): Promise<Change[]> {
    while (!this.file.isReady) await this.file.becomeReady()
    const changes = this.changesFrom(puts)
    const joins = !role && goesOn(this.stack.undoable, { label, changes }, Date.now())
    const { transaction, done } = this.file.append({
      label,
      changes,
      ...(role ? { role } : {}),
      ...(joins ? { joins } : {}),
    })
    this.apply(changes, 'after')
    this.pending.push(transaction)
    await done
    this.pending.splice(this.pending.indexOf(transaction), 1)
    this.stack.push(transaction)
    if (this.file.journalBytes > compactAt && !this.compacting) {
      this.compacting = true
      void this.compact()
        .catch(() => undefined)
        .finally(() => (this.compacting = false))
    }
    return changes
  }

  /**
   * Removes records for good: `also` are others that came out of the tables before and are meant too. What was in them leaves
   * the journal and the older snapshots, and with it what led there leaves undo. Throws as `edit` does.
   */
  async erase(label: EditLabel, removals: Put<T>[], also: readonly string[]): Promise<Change[]> {
    const changes = await this.edit(label, removals, 'none')
    const gone = new Set([...removals.map(({ table, id }) => recordKey(table, id)), ...also])
    try {
      this.stack.forget(await this.file.forget(this.data, gone))
    } catch (error) {
      throw writeRefusal(error, this.file.file)
    }
    return changes
  }

  private changesFrom(puts: Put<T>[]): Change[] {
    const latest = new Map<string, unknown>()
    return puts.map(({ table, id, record }) => {
      const key = `${table}/${id}`
      const before = latest.has(key) ? latest.get(key) : (this.data[table]?.[id] ?? null)
      latest.set(key, record)
      return { table, id, before, after: record }
    })
  }

  /** Nothing reaches the disk that could not be read back: a record that breaks the schema is a bug of the caller. */
  private check({ table, id, record }: Put<T>): void {
    if (record === null) return
    const checked = this.options.schema.shape[table]?.valueType.safeParse(record)
    if (!checked?.success)
      throw new Error(`${table}/${id} breaks the schema: ${checked?.error.message ?? 'no such table'}`)
  }

  /** Fills a new document, as a first snapshot and no edit. Without the right to write it stays in memory. */
  async seed(puts: Put<T>[]): Promise<void> {
    for (const put of puts) this.check(put)
    this.apply(
      puts.map(({ table, id, record }) => ({ table, id, before: null, after: record })),
      'after',
    )
    if (!this.options.refusal) await this.compact()
  }

  /** Takes back the last edit; null when there is none. */
  undo(): Promise<Done | null> {
    return this.step('undo')
  }

  /** Does the edit taken back last once more; null when there is none. */
  redo(): Promise<Done | null> {
    return this.step('redo')
  }

  private step(role: 'undo' | 'redo'): Promise<Done | null> {
    const step = this.stepping.then(async () => {
      await this.file.idle()
      const edit = role === 'undo' ? this.stack.undoable : this.stack.redoable
      if (!edit) return null
      const puts =
        role === 'undo'
          ? edit.changes.toReversed().map(({ table, id, before }) => ({ table, id, record: before }))
          : edit.changes.map(({ table, id, after }) => ({ table, id, record: after }))
      return { label: edit.label, changes: await this.edit(edit.label, puts, role) }
    })
    this.stepping = step.catch(() => undefined)
    return step
  }

  /** Writes a snapshot. Throws Refusal; the journal then goes on as before. */
  async compact(): Promise<void> {
    try {
      await this.low.write()
    } catch (error) {
      throw writeRefusal(error, this.file.file)
    }
  }

  /** Writes a snapshot of what is on the disk now to another file. Throws the system's error. */
  copyTo(file: string): Promise<void> {
    return this.file.copyTo(file, this.data)
  }

  /** Waits for the disk and leaves a snapshot that holds every edit. */
  async close(): Promise<void> {
    if (!this.options.refusal && this.file.hasUnwritten) await this.compact().catch(() => undefined)
    await this.file.close()
  }

  /** The journal failed: what was not acknowledged did not happen. */
  private rollBack(count: number): void {
    for (const transaction of this.pending.splice(this.pending.length - count).toReversed())
      this.apply(transaction.changes, 'before')
  }

  private apply(changes: Change[], side: 'before' | 'after'): void {
    apply(this.data, changes, side)
    this.onChange(changes, side)
  }
}
