import { addTrash } from './002-add-trash.ts'
import { addReading } from './003-add-reading.ts'
import { addCarried } from './004-add-carried.ts'
import { addRuns } from './005-add-runs.ts'
import { addFields } from './006-add-fields.ts'

/** Tables as they lie in a file: records by id, of any version. */
export type RawTables = Record<string, Record<string, unknown>>

/**
 * One step of the schema, of every kind of file at once. A step is pure, without chance and clock: it is played again
 * where a newer snapshot was lost.
 */
export interface Migration {
  /** The version it leads to, the `NNN` of its file's name. */
  version: number
  /** No record that was there looks different after it: edits made before it can still be taken back. */
  keepsRecords: boolean
  /** Changes the tables of `library.json` in place. */
  library?(tables: RawTables): void
  /** Changes the tables of one paper's annotations in place. */
  annotations?(tables: RawTables): void
}

/** Every step, in order: a change of a record or a table is a file `NNN-verb-noun.ts`, a line here and a fixture (`tests/fixtures/migrations`). */
export const migrations: readonly Migration[] = [addTrash, addReading, addCarried, addRuns, addFields]

export type FileKind = 'library' | 'annotations'

/** What a file goes through to reach the newest version. Version 1 had no step. */
export interface Step {
  version: number
  keepsRecords: boolean
  change?: ((tables: RawTables) => void) | undefined
}

export const stepsOf = (kind: FileKind): Step[] =>
  migrations.map(migration => ({
    version: migration.version,
    keepsRecords: migration.keepsRecords,
    change: migration[kind],
  }))

/** The version that this program writes. */
export const newestVersion = (steps: readonly Step[]): number => steps.at(-1)?.version ?? 1

/** Brings tables from a version to the newest one, in place. */
export function migrate(tables: RawTables, from: number, steps: readonly Step[]): void {
  for (const { version, change } of steps) if (version > from) change?.(tables)
}

/** Whether an edit of this version can still be taken back. */
export const isUndoable = (from: number, steps: readonly Step[]): boolean =>
  steps.every(({ version, keepsRecords }) => version <= from || keepsRecords)
