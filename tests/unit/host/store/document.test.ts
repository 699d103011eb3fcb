import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Low } from 'lowdb'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { Refusal } from '../../../../electron/contract/result.ts'
import { Document } from '../../../../electron/host/store/document.ts'
import { JournalFile } from '../../../../electron/host/store/journal-file.ts'
import { builtProgram, killRound } from './kill-round.ts'

const schema = z.strictObject({ things: z.record(z.string(), z.strictObject({ word: z.string() })) })
type Things = z.infer<typeof schema>
let directory: string
const opened: Document<Things>[] = []
const open = async (refusal: Refusal | null = null) => {
  const document = await Document.open<Things>({
    directory,
    name: 'things',
    schema,
    steps: [],
    empty: () => ({ things: {} }),
    refusal,
  })
  opened.push(document)
  return document
}
const putWord = (document: Document<Things>, id: string, word: string | null) =>
  document.edit({ key: 'put' }, [{ table: 'things', id, record: word === null ? null : { word } }])
const words = (document: Document<Things>) =>
  Object.fromEntries(Object.entries(document.data.things).map(([id, { word }]) => [id, word]))
const journalFile = () => {
  const name = readdirSync(path.join(directory, 'journal')).findLast(file => file.endsWith('.jsonl'))
  return path.join(directory, 'journal', name ?? '')
}

beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'folium-document-'))
})
afterEach(async () => {
  for (const document of opened.splice(0)) await document.close()
  rmSync(directory, { recursive: true, force: true })
})

test('keeps acknowledged edits without a close', async () => {
  const document = await open()
  await Promise.all(['a', 'b', 'c'].map(id => putWord(document, id, id.toUpperCase())))
  await putWord(document, 'b', null)
  expect(words(await open())).toEqual({ a: 'A', c: 'C' })
})

test('reads back records whose words look like the lines of the file', async () => {
  const document = await open()
  const odd = { '},\n': '}', '\n}': '\n},\n"things": {\n', '{': '": {', 数: '},', __proto__: 'own' }
  for (const [id, word] of Object.entries(odd)) await putWord(document, id, word)
  await document.close()
  expect(words(await open())).toEqual(odd)
})

test('leaves a readable snapshot when closed', async () => {
  const document = await open()
  await putWord(document, 'a', '数学')
  await document.close()
  const file = JSON.parse(readFileSync(path.join(directory, 'things.json'), 'utf8')) as Record<string, unknown>
  expect(file).toEqual({
    folium: 1,
    sequence: 1,
    things: { a: { word: '数学' } },
    checksum: expect.stringMatching(/^[0-9a-f]{8}$/) as string,
  })
})

test('undoes and redoes after a restart', async () => {
  let document = await open()
  await putWord(document, 'a', 'one')
  await putWord(document, 'a', 'two')
  await document.close()
  document = await open()
  await document.undo()
  expect(words(document)).toEqual({ a: 'one' })
  document = await open()
  await document.undo()
  expect(words(document)).toEqual({})
  expect(await document.undo()).toBeNull()
  await document.redo()
  await document.redo()
  expect(words(await open())).toEqual({ a: 'two' })
})

test('forgets what was undone when something new is done', async () => {
  const document = await open()
  await putWord(document, 'a', 'one')
  await document.undo()
  await putWord(document, 'b', 'other')
  expect(await document.redo()).toBeNull()
})

test('sets a torn tail aside and goes on', async () => {
  const document = await open()
  await putWord(document, 'a', 'A')
  writeFileSync(journalFile(), '12345678 {"sequence":2,"at', { flag: 'a' })
  const again = await open()
  expect(words(again)).toEqual({ a: 'A' })
  expect(readdirSync(path.join(directory, 'journal')).some(file => file.includes('torn'))).toBe(true)
  await putWord(again, 'b', 'B')
  expect(words(await open())).toEqual({ a: 'A', b: 'B' })
})

test.each([
  ['cut in half', (text: string) => text.slice(0, text.length / 2)],
  ['overwritten', () => 'not json at all'],
  ['empty', () => ''],
  ['zeroed', (text: string) => '\0'.repeat(text.length)],
  ['of another shape', () => '{"folium":1,"sequence":1,"things":{"a":{"word":7}}}'],
])('restores a snapshot that is %s', async (_, damage) => {
  let document = await open()
  await putWord(document, 'a', 'A')
  await document.close()
  document = await open()
  await putWord(document, 'b', 'B')
  await document.close()
  const file = path.join(directory, 'things.json')
  const damaged = damage(readFileSync(file, 'utf8'))
  writeFileSync(file, damaged)
  const restored = await open()
  expect(words(restored)).toEqual({ a: 'A', b: 'B' })
  expect(restored.recovery.restored).toBe(true)
  expect(readFileSync(path.join(directory, restored.recovery.setAside ?? ''), 'utf8')).toBe(damaged)
  expect(words(await open())).toEqual({ a: 'A', b: 'B' })
})

test('loses one broken line in the middle of the journal, says so, and keeps the bytes', async () => {
  const document = await open()
  for (const id of ['a', 'b', 'c']) await putWord(document, id, id)
  const lines = readFileSync(journalFile(), 'utf8').split('\n')
  writeFileSync(journalFile(), lines.with(1, `${lines[1]?.slice(0, -1)}!`).join('\n'))
  const again = await open()
  expect(words(again)).toEqual({ a: 'a', c: 'c' })
  expect(again.recovery.restored).toBe(true)
  await again.close()
  const third = await open()
  expect(words(third)).toEqual({ a: 'a', c: 'c' })
  expect(third.recovery.restored).toBe(false)
})

test('keeps the bytes of a journal that nothing leads to, and goes on', async () => {
  let document = await open()
  for (const id of ['a', 'b']) await putWord(document, id, id)
  await document.close()
  document = await open()
  await putWord(document, 'c', 'c')
  for (const name of readdirSync(path.join(directory, 'backups'))) rmSync(path.join(directory, 'backups', name))
  rmSync(path.join(directory, 'journal', 'things.1.jsonl'))
  writeFileSync(path.join(directory, 'things.json'), 'damaged')
  const again = await open()
  expect(words(again)).toEqual({})
  expect(again.recovery.restored).toBe(true)
  expect(readdirSync(path.join(directory, 'journal')).some(name => name.startsWith('things.left-3'))).toBe(true)
  await putWord(again, 'd', 'd')
  expect(words(await open())).toEqual({ d: 'd' })
})

test('loses nothing when snapshots are written while edits go on', async () => {
  const document = await open()
  const edits: Promise<unknown>[] = []
  const snapshots: Promise<unknown>[] = []
  for (let count = 0; count < 300; count++) {
    edits.push(putWord(document, `t${count % 50}`, String(count)))
    if (count % 10 === 0) snapshots.push(document.compact())
    if (count % 7 === 0) await edits.at(-1)
    if (count % 50 !== 0) continue
    await Promise.all(edits)
    expect(words(await open(new Refusal('library-in-use')))).toEqual(words(document))
  }
  await Promise.all(edits)
  expect(words(await open(new Refusal('library-in-use')))).toEqual(words(document))
  await Promise.all(snapshots)
})

test('takes one edit back for each undo asked at once', async () => {
  const document = await open()
  for (const id of ['a', 'b', 'c']) await putWord(document, id, id)
  await Promise.all([document.undo(), document.undo()])
  expect(words(document)).toEqual({ a: 'a' })
})

test('undoes 200 edits after a restart, byte for byte', async () => {
  const contents = () =>
    readFileSync(path.join(directory, 'things.json'), 'utf8').replace(/"(sequence|checksum)": .*/g, '')
  let document = await open()
  for (const id of ['a', 'b', 'c']) await putWord(document, id, id)
  await document.close()
  const before = contents()
  document = await open()
  for (let count = 0; count < 200; count++) {
    await putWord(document, `${'abcdefg'[count % 7]}`, count % 5 === 0 ? null : String(count))
    if (count % 60 === 59) document = await document.close().then(() => open())
  }
  await document.close()
  expect(contents()).not.toBe(before)
  document = await open()
  for (let count = 0; count < 200; count++) await document.undo()
  await document.close()
  expect(contents()).toBe(before)
})

test('checks a record before it reaches the disk', async () => {
  const document = await open()
  await expect(document.edit({ key: 'put' }, [{ table: 'things', id: 'a', record: { word: 7 } }])).rejects.toThrow(
    'breaks the schema',
  )
  expect(words(document)).toEqual({})
  expect(words(await open())).toEqual({})
})

test('takes in a snapshot that was changed by hand', async () => {
  const document = await open()
  await putWord(document, 'a', 'mistaek')
  await document.close()
  const file = path.join(directory, 'things.json')
  writeFileSync(file, readFileSync(file, 'utf8').replace('mistaek', 'mistake'))
  const again = await open()
  expect(words(again)).toEqual({ a: 'mistake' })
  expect(again.recovery).toEqual({ setAside: null, restored: false })
})

test('is an adapter that lowdb takes like any other', async () => {
  const shape = { directory, name: 'things', schema, steps: [], empty: () => ({ things: {} }), mayWrite: true }
  const adapter = new JournalFile<Things>(shape)
  const first = new Low<Things>(adapter, { things: {} })
  await first.read()
  await first.update(({ things }) => (things['a'] = { word: 'one' }))
  first.data.things['a'] = { word: 'two' }
  await first.write()
  await adapter.close()
  const second = new Low<Things>(new JournalFile(shape), { things: {} })
  await second.read()
  expect(second.data).toEqual({ things: { a: { word: 'two' } } })
})

test('restores from the journal when the newest backup is damaged too', async () => {
  for (const id of ['a', 'b', 'c']) {
    const document = await open()
    await putWord(document, id, id)
    await document.close()
  }
  writeFileSync(path.join(directory, 'things.json'), '{')
  writeFileSync(path.join(directory, 'backups', 'things.3.json'), '{')
  expect(words(await open())).toEqual({ a: 'a', b: 'b', c: 'c' })
})

test('refuses a newer file and leaves it alone', async () => {
  const text = '{"folium":99,"sequence":1,"things":{}}'
  writeFileSync(path.join(directory, 'things.json'), text)
  await expect(open()).rejects.toMatchObject({ code: 'newer-library' })
  expect(readFileSync(path.join(directory, 'things.json'), 'utf8')).toBe(text)
})

test.skipIf(!existsSync('/dev/full'))('takes an edit back in memory when the disk is full', async () => {
  const document = await open()
  await putWord(document, 'a', 'A')
  await document.close()
  const again = await open()
  const journal = journalFile()
  rmSync(journal)
  symlinkSync('/dev/full', journal)
  const refusals = await Promise.allSettled([
    putWord(again, 'b', 'B'),
    putWord(again, 'a', 'changed'),
    putWord(again, 'c', 'C'),
  ])
  for (const refused of refusals) expect(refused).toMatchObject({ status: 'rejected', reason: { code: 'disk-full' } })
  expect(words(again)).toEqual({ a: 'A' })
  rmSync(journal)
  await putWord(again, 'd', 'D')
  expect(words(await open())).toEqual({ a: 'A', d: 'D' })
})

test('writes nothing when it may only be read', async () => {
  const document = await open()
  await putWord(document, 'a', 'A')
  await document.close()
  const before = readdirSync(directory, { recursive: true })
  const reader = await open(new Refusal('read-only'))
  expect(words(reader)).toEqual({ a: 'A' })
  await expect(putWord(reader, 'b', 'B')).rejects.toMatchObject({ code: 'read-only' })
  await reader.close()
  expect(readdirSync(directory, { recursive: true })).toEqual(before)
})

// 200 rounds, and those of imports and migrations: npm run soak -- kill.
test('loses no acknowledged edit when killed', async () => {
  const program = await builtProgram(path.join(import.meta.dirname, 'writer.ts'), path.join(directory, 'built'))
  let count = 0
  for (const every of [1000, 1000, 3, 3]) count = await killRound(program, directory, count, every)
  expect(count).toBeGreaterThan(4)
})
