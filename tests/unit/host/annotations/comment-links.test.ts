import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Host, openHost } from '../../../../electron/host/index.ts'
import { note } from '../../reader/annotations/marks.ts'

const hash = 'a'.repeat(64)
let folder: string
let host: Host
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'folium-links-'))
  host = await open()
})
afterEach(async () => {
  await host.close()
  await rm(folder, { recursive: true, force: true })
})

const open = () =>
  openHost({
    libraryPath: path.join(folder, 'library'),
    resourcesPath: path.resolve('resources'),
    version: '0.0.0',
    door: 'browser',
    systemLanguage: 'en',
    seed: false,
    openExternal: () => Promise.resolve(),
  })
async function ask<T>(name: string, args: object): Promise<T> {
  const context = { signal: new AbortController().signal, progress: () => undefined }
  const result = await host.dispatch(name, args, context)
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value as T
}
const comments = async () =>
  (await ask<{ comment: string }[]>('annotation:list', { paper: hash })).map(({ comment }) => comment)

test('writes the links of comments anew when their topic is renamed, and when that is taken back', async () => {
  const id = await ask<string>('topic:add', { parentId: null, before: null, title: 'Saddle points' })
  const annotation = note('note1', 1, { comment: 'see [[saddle points]] and `[[Saddle points]]`' })
  const other = note('note2', 1, { comment: 'no link' })
  const puts = [annotation, other].map(each => ({ id: each.id, annotation: each }))
  await ask('annotation:edit', { paper: hash, edit: 'add', puts })
  await ask('topic:rename', { id, title: 'Minimax' })
  await expect.poll(comments).toEqual(['see [[Minimax]] and `[[Saddle points]]`', 'no link'])
  await ask('library:undo', {})
  await expect.poll(comments).toEqual(['see [[Saddle points]] and `[[Saddle points]]`', 'no link'])
  // It is on the disk, and no step of the paper's own undo.
  await ask('topic:rename', { id, title: 'Games' })
  await host.close()
  host = await open()
  expect(await comments()).toEqual(['see [[Games]] and `[[Saddle points]]`', 'no link'])
  await ask('annotation:undo', { paper: hash })
  expect(await comments()).toEqual([])
})

test('opens no paper for a rename whose comments have no link, and knows of those that got one since', async () => {
  const id = await ask<string>('topic:add', { parentId: null, before: null, title: 'Saddle points' })
  const [silent, later] = ['b'.repeat(64), 'c'.repeat(64)]
  const add = (paper: string, comment: string) => {
    const annotation = { ...note(`note${paper[0]}`, 1, { comment }), paper }
    return ask('annotation:edit', { paper, edit: 'add', puts: [{ id: annotation.id, annotation }] })
  }
  await add(hash, 'see [[Saddle points]]')
  await add(silent, 'no link')
  await add(later, 'none as yet')
  await host.close()
  // A paper that is opened has a damaged file set aside.
  const file = path.join(folder, 'library', 'annotations', `${silent}.json`)
  await writeFile(file, 'damaged')
  host = await open()
  await ask('topic:rename', { id, title: 'Minimax' })
  await expect.poll(comments).toEqual(['see [[Minimax]]'])
  await ask('annotation:edit', {
    paper: later,
    edit: 'comment',
    puts: [{ id: 'notec', annotation: { ...note('notec', 1, { comment: '[[Minimax]]' }), paper: later } }],
  })
  await ask('topic:rename', { id, title: 'Games' })
  const of = async (paper: string) => (await ask<{ comment: string }[]>('annotation:list', { paper }))[0]?.comment
  await expect.poll(() => of(later)).toBe('[[Games]]')
  await expect.poll(comments).toEqual(['see [[Games]]'])
  expect(await readFile(file, 'utf8')).toBe('damaged')
})
