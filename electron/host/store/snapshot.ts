import { copyFile, readdir, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import type { z } from 'zod'
import { Refusal } from '../../contract/result.ts'
import { isMissing, readRegular, textFromUtf8, timeStamp, writeDurably } from './files.ts'
import { migrate, newestVersion, type RawTables, type Step } from './migrations/index.ts'

export type Tables = Record<string, Record<string, unknown>>

/** What a snapshot file holds: its schema's version, the last edit it contains, and the tables. */
export interface Snapshot {
  version: number
  sequence: number
  data: RawTables
}

/** How a document's tables are checked, and brought to the newest version. */
export interface Shape {
  schema: z.ZodType
  steps: readonly Step[]
}

const keptBackups = 3

/** JSON with one record a line: readable, and a change shows as a changed line. */
function textFrom(snapshot: Snapshot): string {
  const tables = Object.entries(snapshot.data).map(([name, records]) => {
    const lines = Object.entries(records).map(([id, record]) => `${JSON.stringify(id)}: ${JSON.stringify(record)}`)
    return `${JSON.stringify(name)}: {${lines.length > 0 ? `\n${lines.join(',\n')}\n` : ''}}`
  })
  return `{\n"folium": ${snapshot.version},\n"sequence": ${snapshot.sequence},\n${tables.join(',\n')}\n}\n`
}

/**
 * The snapshot as it lies in the file, of any version up to the newest. Throws Refusal('newer-library') for a version
 * that this program does not know, and anything for a damaged file.
 */
function snapshotFrom(bytes: Uint8Array, { schema, steps }: Shape, name: string): Snapshot {
  const text = textFromUtf8(bytes)
  const { folium: version, sequence, ...data } = JSON.parse(text) as Record<string, unknown>
  if (typeof version === 'number' && version > newestVersion(steps))
    throw new Refusal('newer-library', { name, version })
  if (typeof version !== 'number' || typeof sequence !== 'number') throw new TypeError('no snapshot of Folium')
  if (version === newestVersion(steps)) return { version, sequence, data: schema.parse(data) as RawTables }
  // An older file is good when it can be brought to the newest version. Its own tables are what its journal speaks of.
  const migrated = structuredClone(data) as RawTables
  migrate(migrated, version, steps)
  schema.parse(migrated)
  return { version, sequence, data: data as RawTables }
}

const backupsOf = async (directory: string, name: string): Promise<{ file: string; sequence: number }[]> =>
  (
    await readdir(directory).catch(error => {
      if (isMissing(error)) return []
      throw error
    })
  )
    .flatMap(file => {
      const match = file.startsWith(`${name}.`) ? /^(\d+)\.json$/.exec(file.slice(name.length + 1)) : null
      return match ? [{ file: path.join(directory, file), sequence: Number(match[1]) }] : []
    })
    .sort((a, b) => b.sequence - a.sequence)

/** Where a document's files lie. */
export interface SnapshotPlace {
  file: string
  backups: string
  name: string
}

/** Writes the snapshot, then its backup copy; keeps the last three. Returns the oldest sequence that a backup still needs. */
export async function writeSnapshot(place: SnapshotPlace, snapshot: Snapshot): Promise<number> {
  await writeDurably(place.file, textFrom(snapshot))
  await copyFile(place.file, path.join(place.backups, `${place.name}.${snapshot.sequence}.json`))
  const backups = await backupsOf(place.backups, place.name)
  await Promise.all(backups.slice(keptBackups).map(backup => rm(backup.file, { force: true })))
  return backups.slice(0, keptBackups).at(-1)?.sequence ?? snapshot.sequence
}

export interface Found {
  snapshot: Snapshot | null
  /** Name of the file a damaged snapshot was moved to, if one was. */
  setAside: string | null
  /** The snapshot is not the newest: it was restored from a backup. */
  restored: boolean
}

/**
 * The newest good snapshot: the file itself, else the newest backup that can be read. A damaged file is renamed,
 * never overwritten (`mayMove` false, for a reader without the lock, leaves it).
 */
export async function findSnapshot(place: SnapshotPlace, shape: Shape, mayMove: boolean): Promise<Found> {
  const name = path.basename(place.file)
  const bytes = await readRegular(place.file)
  if (bytes) {
    try {
      return { snapshot: snapshotFrom(bytes, shape, name), setAside: null, restored: false }
    } catch (error) {
      if (error instanceof Refusal) throw error
    }
  }
  let setAside: string | null = null
  if (bytes && mayMove) {
    setAside = `${path.basename(place.file, '.json')}.damaged-${timeStamp()}.json`
    await rename(place.file, path.join(path.dirname(place.file), setAside))
  }
  for (const backup of await backupsOf(place.backups, place.name)) {
    try {
      const backupBytes = await readRegular(backup.file)
      if (backupBytes) return { snapshot: snapshotFrom(backupBytes, shape, name), setAside, restored: true }
    } catch (error) {
      if (error instanceof Refusal) throw error
      // A damaged backup: the next older one is tried.
    }
  }
  return { snapshot: null, setAside, restored: bytes !== null }
}
