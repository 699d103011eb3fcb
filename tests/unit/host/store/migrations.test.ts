import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { crc32 } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { annotationFile } from '../../../../electron/contract/annotation.ts'
import { emptyLibrary } from '../../../../electron/contract/empty-library.ts'
import { library } from '../../../../electron/contract/library.ts'
import { Refusal } from '../../../../electron/contract/result.ts'
import { Document } from '../../../../electron/host/store/document.ts'
import {
  type FileKind,
  migrate,
  migrations,
  newestVersion,
  type RawTables,
  stepsOf,
} from '../../../../electron/host/store/migrations/index.ts'

const fixtures = path.resolve('tests/fixtures/migrations')
const folders = readdirSync(fixtures).sort()
const kinds = ['library', 'annotations'] as const satisfies FileKind[]
const schemas = { library, annotations: annotationFile }
const read = (folder: string, kind: FileKind, side: 'before' | 'after') => {
  const file = path.join(fixtures, folder, `${kind}.${side}.json`)
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as RawTables) : null
}
const tablesOf = ({ folium: _, sequence: __, ...tables }: RawTables): RawTables => tables

test('numbers the migrations from 2 without a gap, each with its file and its fixture', () => {
  const files = readdirSync('electron/host/store/migrations').filter(file => file !== 'index.ts')
  expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, index) => index + 2))
  const numbers = migrations.map(({ version }) => String(version).padStart(3, '0'))
  expect(files.map(file => /^(\d{3})-[a-z]+(-[a-z]+)+\.ts$/.exec(file)?.[1])).toEqual(numbers)
  expect(folders).toEqual(files.map(file => file.replace('.ts', '')))
})

const cases = folders.flatMap((folder, index) => kinds.map(kind => ({ folder, kind, version: index + 2 })))
test.each(cases)('$folder turns the $kind before into the one after', ({ folder, kind, version }) => {
  const [before, after] = [read(folder, kind, 'before'), read(folder, kind, 'after')]
  const step = stepsOf(kind).filter(each => each.version === version)
  if (!before || !after) return expect(step[0]?.change).toBeUndefined()
  migrate(before, version - 1, step)
  expect(tablesOf(before)).toEqual(tablesOf(after))
})

test.each(cases)('brings the $kind of before $folder to what the schema asks for now', ({ folder, kind, version }) => {
  const before = read(folder, kind, 'before')
  if (!before) return
  const tables = tablesOf(before)
  migrate(tables, version - 1, stepsOf(kind))
  expect(schemas[kind].safeParse(tables).error).toBeUndefined()
})

let directory: string
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'folium-migrations-'))
})
afterEach(() => rmSync(directory, { recursive: true, force: true }))

const open = (refusal: Refusal | null = null, beforeMigration?: () => Promise<void>) =>
  Document.open({
    directory,
    name: 'library',
    schema: library,
    steps: stepsOf('library'),
    empty: emptyLibrary,
    refusal,
    ...(beforeMigration ? { beforeMigration } : {}),
  })
const file = () => path.join(directory, 'library.json')
/** A library of version 1 as its program left it: a snapshot with its copy, and an edit in the journal alone. */
function placeVersion1(): void {
  copyFileSync(path.join(fixtures, '002-add-trash', 'library.before.json'), file())
  mkdirSync(path.join(directory, 'backups'))
  copyFileSync(file(), path.join(directory, 'backups', 'library.7.json'))
  mkdirSync(path.join(directory, 'journal'))
  const topic = { id: 'later-0001', parentId: null, order: 'a1', title: 'later' }
  const changes = [{ table: 'topics', id: topic.id, before: null, after: topic }]
  const json = JSON.stringify({ sequence: 8, at: '2026-11-03T00:00:00.000Z', label: { key: 'topic-add' }, changes })
  const line = `${crc32(json).toString(16).padStart(8, '0')} ${json}\n`
  writeFileSync(path.join(directory, 'journal', 'library.8.jsonl'), line)
}
const titles = (document: Document<ReturnType<typeof emptyLibrary>>) =>
  Object.values(document.data.topics).map(topic => topic.title)

test('migrates a library with its journal, after a backup, and can still undo', async () => {
  placeVersion1()
  let versionAtBackup = 0
  const document = await open(null, () => {
    versionAtBackup = (JSON.parse(readFileSync(file(), 'utf8')) as { folium: number }).folium
    return Promise.resolve()
  })
  expect(versionAtBackup).toBe(1)
  expect(titles(document)).toEqual(['凸优化', 'later'])
  const written = JSON.parse(readFileSync(file(), 'utf8')) as { folium: number; sequence: number; trash: unknown }
  expect(written).toMatchObject({ folium: newestVersion(migrations), sequence: 8, trash: {} })
  await document.undo()
  expect(titles(document)).toEqual(['凸优化'])
  await document.close()
})

test('leaves the old file whole when the backup before it fails', async () => {
  placeVersion1()
  const before = readFileSync(file())
  await expect(open(null, () => Promise.reject(new Refusal('disk-full')))).rejects.toMatchObject({ code: 'disk-full' })
  expect(readFileSync(file())).toEqual(before)
  expect(titles(await open(new Refusal('read-only')))).toEqual(['凸优化', 'later'])
  expect(readFileSync(file())).toEqual(before)
})

test('migrates a backup whose journal goes on in the newest version', async () => {
  placeVersion1()
  const document = await open()
  const topic = { id: 'newest-001', parentId: null, order: 'a2', title: 'newest' }
  await document.edit({ key: 'topic-add' }, [{ table: 'topics', id: topic.id, record: topic }])
  await document.close()
  // The snapshots of the newest version are lost; the one of version 1 and the journal are left.
  const backups = readdirSync(path.join(directory, 'backups')).filter(name => name !== 'library.7.json')
  for (const name of backups) rmSync(path.join(directory, 'backups', name))
  writeFileSync(file(), 'damaged')
  const restored = await open()
  expect(titles(restored)).toEqual(['凸优化', 'later', 'newest'])
  await restored.close()
})

test('refuses a journal that a newer program wrote', async () => {
  placeVersion1()
  const json = JSON.stringify({ sequence: 9, version: 999, at: '', label: { key: 'x' }, changes: [] })
  const journal = path.join(directory, 'journal', 'library.8.jsonl')
  writeFileSync(journal, `${crc32(json).toString(16).padStart(8, '0')} ${json}\n`, { flag: 'a' })
  await expect(open()).rejects.toMatchObject({ code: 'newer-library', params: { version: 999 } })
})
