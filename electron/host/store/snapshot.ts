import { constants } from 'node:fs'
import { copyFile, open, readdir, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { crc32 } from 'node:zlib'
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

/** The tables as they stand now; records are replaced and never written to, so that this stays as it is while edits go on. */
export type Frozen = [name: string, records: [id: string, record: unknown][]][]

export const frozen = (tables: Tables): Frozen =>
  Object.entries(tables).map(([name, records]) => [
    name,
    Object.keys(records)
      .sort()
      .map(id => [id, records[id]]),
  ])

const keptBackups = 3
/** About as much as is made into text between two turns of the event loop, characters. */
const pieceLength = 1 << 18

/** JSON with one record a line, by id: readable, and a change shows as a changed line. The last line is a checksum of all before it. */
export function* textFrom(version: number, sequence: number, tables: Frozen): Generator<Buffer> {
  let sum = 0
  let text = `{\n"folium": ${version},\n"sequence": ${sequence},\n`
  const piece = (): Buffer => {
    const bytes = Buffer.from(text)
    sum = crc32(bytes, sum)
    text = ''
    return bytes
  }
  for (const [name, records] of tables) {
    text += `${JSON.stringify(name)}: {`
    for (const [index, [id, record]] of records.entries()) {
      text += `${index === 0 ? '\n' : ',\n'}${JSON.stringify(id)}: ${JSON.stringify(record)}`
      if (text.length > pieceLength) yield piece()
    }
    text += `${records.length > 0 ? '\n' : ''}},\n`
  }
  yield piece()
  yield Buffer.from(`"checksum": "${sum.toString(16).padStart(8, '0')}"\n}\n`)
}

const checksumLine = /"checksum": "([0-9a-f]{8})"\n\}\n$/

/** Whether the bytes are as this program wrote them. A file that was changed by hand, or that has no checksum, is not. */
export function isAsWritten(bytes: Buffer): boolean {
  const tail = checksumLine.exec(bytes.toString('latin1', Math.max(0, bytes.length - 64)))
  return tail !== null && crc32(bytes.subarray(0, bytes.length - tail[0].length)) === Number.parseInt(tail[1] ?? '', 16)
}

/** What `JSON.parse` gives for a text of `textFrom`, read table by table: one text of all of them costs a tenth more. */
function partsFrom(bytes: Buffer): Record<string, unknown> {
  const parts: Record<string, unknown> = {}
  for (let at = bytes.indexOf('\n') + 1; bytes[at] !== 0x7d;) {
    const lineEnd = bytes.indexOf('\n', at)
    const isTable = bytes[lineEnd - 1] === 0x7b
    const end = isTable ? bytes.indexOf('\n}', lineEnd) + 2 : lineEnd
    const part = textFromUtf8(bytes.subarray(at, end))
    Object.assign(parts, JSON.parse(`{${part.endsWith(',') ? part.slice(0, -1) : part}}`))
    at = bytes.indexOf('\n', end) + 1
  }
  return parts
}

/**
 * The snapshot as it lies in the file, of any version up to the newest. Throws Refusal('newer-library') for a version
 * that this program does not know, and anything for a damaged file. Records are checked when they are put; a file that
 * still is as it was written is not checked once more.
 */
function snapshotFrom(bytes: Buffer, { schema, steps }: Shape, name: string): Snapshot {
  const isWhole = isAsWritten(bytes)
  const parts = isWhole ? partsFrom(bytes) : (JSON.parse(textFromUtf8(bytes)) as Record<string, unknown>)
  const { folium: version, sequence, checksum: _, ...data } = parts
  if (typeof version === 'number' && version > newestVersion(steps))
    throw new Refusal('newer-library', { name, version })
  if (typeof version !== 'number' || typeof sequence !== 'number') throw new TypeError('no snapshot of Folium')
  const snapshot = { version, sequence, data: data as RawTables }
  if (isWhole) return snapshot
  // An older file is good when it can be brought to the newest version. Its own tables are what its journal speaks of.
  const newest = version === newestVersion(steps) ? snapshot.data : structuredClone(snapshot.data)
  migrate(newest, version, steps)
  schema.parse(newest)
  return snapshot
}

export const backupsOf = async (directory: string, name: string): Promise<{ file: string; sequence: number }[]> =>
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

async function copyDurably(from: string, to: string): Promise<void> {
  await copyFile(from, to, constants.COPYFILE_FICLONE)
  const handle = await open(to, 'r+')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Writes the snapshot, then its backup copy; keeps the last three. Returns the oldest sequence that a backup still needs. */
export async function writeSnapshot(
  place: SnapshotPlace,
  version: number,
  sequence: number,
  tables: Frozen,
): Promise<number> {
  await writeDurably(place.file, textFrom(version, sequence, tables))
  await copyDurably(place.file, path.join(place.backups, `${place.name}.${sequence}.json`))
  const backups = await backupsOf(place.backups, place.name)
  await Promise.all(backups.slice(keptBackups).map(backup => rm(backup.file, { force: true })))
  return backups.slice(0, keptBackups).at(-1)?.sequence ?? sequence
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
