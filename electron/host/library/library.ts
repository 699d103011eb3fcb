import { randomBytes } from 'node:crypto'
import type { PastEdit } from '../../contract/keeping.ts'
import type { Library, EditHistory, EditLabel, RecordChange, TableName } from '../../contract/library.ts'
import { Refusal } from '../../contract/result.ts'
import type { Emit } from '../handlers.ts'
import type { Document, Done, Put } from '../store/document.ts'
import type { Change, Transaction } from '../store/journal.ts'
import { indexChanges, indexLibrary } from './index-of.ts'

/** A new record's name: 72 random bits, so that libraries can be merged. */
export const newId = (): string => randomBytes(9).toString('base64url')

/** The library's document with what every service of it needs: look-up or refusal, and an edit that windows hear of. */
export class LibraryRecords {
  /** Do with an undo or redo what lies in other files than the library's, by the key of the edit. */
  readonly onStep = new Map<string, (direction: 'undo' | 'redo', done: Done) => Promise<void>>()
  private readonly document: Document<Library>
  private readonly emit: Emit

  constructor(document: Document<Library>, emit: Emit) {
    this.document = document
    this.emit = emit
    indexLibrary(document.data)
    document.onChange = (changes, side) => indexChanges(document.data, changes, side)
  }

  /** Looks at the disk again, for a reader beside the process that writes. */
  async refresh(): Promise<void> {
    await this.document.read()
    indexLibrary(this.data)
  }

  get data(): Library {
    return this.document.data
  }

  get history(): EditHistory {
    return this.document.history
  }

  get past(): PastEdit[] {
    return this.document.past
  }

  /** False where every edit is refused: the library is read only, or another process holds it. */
  get mayChange(): boolean {
    return this.document.mayChange
  }

  /** The record, or Refusal('not-found'). */
  get<T extends TableName>(table: T, id: string): Library[T][string] {
    const records = this.data[table] as Record<string, Library[T][string]>
    const record = Object.hasOwn(records, id) ? records[id] : undefined
    if (!record) throw new Refusal('not-found', { name: `${table}/${id}` })
    return record
  }

  /** Makes one undoable edit; resolves when it is on the disk, and windows have been told. */
  async commit(label: EditLabel, puts: Put<Library>[], role?: Transaction['role']): Promise<void> {
    if (puts.length > 0) this.announce(await this.document.edit(label, puts, role))
  }

  /** Removes records for good: see `Document.erase`. */
  async erase(label: EditLabel, removals: Put<Library>[], also: readonly string[]): Promise<void> {
    if (removals.length > 0) this.announce(await this.document.erase(label, removals, also))
  }

  async undo(): Promise<EditLabel | null> {
    return this.announced('undo', await this.document.undo())
  }

  async redo(): Promise<EditLabel | null> {
    return this.announced('redo', await this.document.redo())
  }

  private async announced(direction: 'undo' | 'redo', done: Done | null): Promise<EditLabel | null> {
    if (!done) return null
    this.announce(done.changes)
    await this.onStep.get(done.label.key)?.(direction, done)
    return done.label
  }

  private announce(changes: Change[]): void {
    const told = changes.map(({ table, id, after }) => ({ table, id, record: after }) as RecordChange)
    this.emit('library:changed', { changes: told, history: this.history })
  }
}

/** A put of one record. */
export const put = <T extends TableName>(table: T, record: Library[T][string]): Put<Library> => ({
  table,
  id: record.id,
  record,
})

/** The removal of one record. */
export const removal = (table: TableName, id: string): Put<Library> => ({ table, id, record: null })
