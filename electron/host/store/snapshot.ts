import { copyFile, readdir, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import type { z } from 'zod'
import { Refusal } from '../../contract/result.ts'
import { isMissing, readRegular, textFromUtf8, timeStamp, writeDurably } from './files.ts'

export type Tables = Record<string, Record<string, unknown>>

/** What a snapshot file holds: its format's version, the last edit it contains, and the tables. */
export interface Snapshot<T> {
  sequence: number
  data: T
}

/** Version of the file format; migrations raise it. */
const version = 1
const keptBackups = 3

/** JSON with one record a line: readable, and a change shows as a changed line. */
function textFrom(snapshot: Snapshot<Tables>): string {
  const tables = Object.entries(snapshot.data).map(([name, records]) => {
    const lines = Object.entries(records).map(([id, record]) => `${JSON.stringify(id)}: ${JSON.stringify(record)}`)
    return `${JSON.stringify(name)}: {${lines.length > 0 ? `\n${lines.join(',\n')}\n` : ''}}`
  })
  return `{\n"folium": ${version},\n"sequence": ${snapshot.sequence},\n${tables.join(',\n')}\n}\n`
}

/** Throws Refusal('newer-library') for a version this program does not know, and anything for a damaged file. */
function snapshotFrom<T>(bytes: Uint8Array, schema: z.ZodType<T>, name: string): Snapshot<T> {
  const { folium, sequence, ...data } = JSON.parse(textFromUtf8(bytes)) as Record<string, unknown>
  if (typeof folium === 'number' && folium > version) throw new Refusal('newer-library', { name, version: folium })
  if (folium !== version || typeof sequence !== 'number') throw new TypeError('no snapshot of Folium')
  return { sequence, data: schema.parse(data) }
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
export async function writeSnapshot(place: SnapshotPlace, snapshot: Snapshot<Tables>): Promise<number> {
  await writeDurably(place.file, textFrom(snapshot))
  await copyFile(place.file, path.join(place.backups, `${place.name}.${snapshot.sequence}.json`))
  const backups = await backupsOf(place.backups, place.name)
  await Promise.all(backups.slice(keptBackups).map(backup => rm(backup.file, { force: true })))
  return backups.slice(0, keptBackups).at(-1)?.sequence ?? snapshot.sequence
}

export interface Found<T> {
  snapshot: Snapshot<T> | null
  /** Name of the file a damaged snapshot was moved to, if one was. */
  setAside: string | null
  /** The snapshot is not the newest: it was restored from a backup. */
  restored: boolean
}

/**
 * The newest good snapshot: the file itself, else the newest backup that can be read. A damaged file is renamed,
 * never overwritten (`mayMove` false, for a reader without the lock, leaves it).
 */
export async function findSnapshot<T>(place: SnapshotPlace, schema: z.ZodType<T>, mayMove: boolean): Promise<Found<T>> {
  const name = path.basename(place.file)
  const bytes = await readRegular(place.file)
  if (bytes) {
    try {
      return { snapshot: snapshotFrom(bytes, schema, name), setAside: null, restored: false }
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
      if (backupBytes) return { snapshot: snapshotFrom(backupBytes, schema, name), setAside, restored: true }
    } catch {
      // A damaged backup: the next older one is tried.
    }
  }
  return { snapshot: null, setAside, restored: bytes !== null }
}
