import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Annotation, KnownAnnotation } from '../../../../electron/contract/annotation.ts'
import type { CallArgs, CallName } from '../../../../electron/contract/calls.ts'
import type { Events } from '../../../../electron/contract/events.ts'
import type { Host } from '../../../../electron/host/index.ts'
import { callOn, hostIn } from '../opened.ts'

const paper = 'a'.repeat(64)
const mark = (id: string, color = 'yellow'): KnownAnnotation => ({
  id,
  kind: 'note',
  paper,
  page: 1,
  pointPt: [10, 20],
  color,
  comment: '',
  author: '',
  createdAt: '2026-01-01T00:00:00Z',
  modifiedAt: '2026-01-01T00:00:00Z',
})

let directory: string
let host: Host
const open = () => hostIn(directory)
const call = <K extends CallName>(name: K, args: CallArgs<K>) => callOn(host, name, args)
const put = (...annotations: Annotation[]) => annotations.map(annotation => ({ id: annotation.id, annotation }))
const colors = async () => (await call('annotation:list', { paper })).map(({ color }) => color)

beforeEach(async () => {
  directory = mkdtempSync(path.join(tmpdir(), 'folium-annotations-'))
  host = await open()
})
afterEach(async () => {
  await host.close()
  rmSync(directory, { recursive: true, force: true })
})

test('takes back an edit of several as one step, after a restart too', async () => {
  await call('annotation:edit', { paper, edit: 'add', puts: put(mark('mark1'), mark('mark2'), mark('mark3')) })
  await call('annotation:edit', { paper, edit: 'recolor', puts: put(mark('mark1', 'red'), mark('mark3', 'red')) })
  await host.close()
  host = await open()
  expect(await colors()).toEqual(['red', 'yellow', 'red'])
  const history = await call('annotation:undo', { paper })
  expect(history.redo).toEqual({ key: 'annotation-recolor', count: 2 })
  expect(await colors()).toEqual(['yellow', 'yellow', 'yellow'])
  await call('annotation:redo', { paper })
  expect(await colors()).toEqual(['red', 'yellow', 'red'])
})

test('tells of an edit of several in one event', async () => {
  const told: Events['annotations:changed'][] = []
  host.subscribe((name, value) => name === 'annotations:changed' && told.push(value as never))
  await call('annotation:edit', { paper, edit: 'add', puts: put(mark('mark1'), mark('mark2')) })
  expect(told).toEqual([{ paper, changes: put(mark('mark1'), mark('mark2')) }])
})

test('changes nothing where one of several cannot be removed', async () => {
  await call('annotation:edit', { paper, edit: 'add', puts: put(mark('mark1')) })
  const puts = [
    { id: 'mark1', annotation: null },
    { id: 'nobody', annotation: null },
  ]
  await expect(call('annotation:edit', { paper, edit: 'delete', puts })).rejects.toMatchObject({ code: 'not-found' })
  expect(await colors()).toEqual(['yellow'])
})

test('refuses a record under another name or of another paper', async () => {
  const wrong = { ...mark('mark1'), paper: 'b'.repeat(64) }
  for (const puts of [[{ id: 'mark2', annotation: mark('mark1') }], put(wrong)])
    await expect(call('annotation:edit', { paper, edit: 'add', puts })).rejects.toMatchObject({
      code: 'invalid-argument',
    })
})

test('keeps a picture under the name of its bytes', async () => {
  const bytes = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.from('and so on')])
  const hash = await call('picture:keep', { bytes })
  expect(await call('picture:keep', { bytes })).toBe(hash)
  expect(Buffer.from(await call('picture:read', { hash }))).toEqual(bytes)
  expect(readFileSync(path.join(directory, 'library', 'pictures', `${hash}.png`))).toEqual(bytes)
  await expect(call('picture:keep', { bytes: Buffer.from('<svg/>') })).rejects.toMatchObject({
    code: 'invalid-argument',
  })
  await expect(call('picture:read', { hash: 'c'.repeat(64) })).rejects.toMatchObject({ code: 'not-found' })
})

test('keeps the earlier file of an item and its annotations', async () => {
  const topicId = await call('topic:add', { parentId: null, before: null, title: 'topic' })
  await call('item:add', { topicId, title: 'item', url: null })
  const [itemId = ''] = Object.keys(host.records.data.items)
  const attach = (words: string) =>
    call('paper:attach', { itemId, fileName: 'paper.pdf', bytes: Buffer.from(`%PDF-1.4\n${words}\n%%EOF\n`) })
  const [first, second] = [await attach('one'), await attach('two')]
  expect(host.records.get('items', itemId)).toMatchObject({ paper: second.id, versions: [first.id] })
  await attach('one')
  expect(host.records.get('items', itemId)).toMatchObject({ paper: first.id, versions: [second.id] })
  await attach('one')
  expect(host.records.get('items', itemId)).toMatchObject({ paper: first.id, versions: [second.id] })
  expect(Buffer.from(await call('paper:read', { hash: second.id })).toString()).toContain('two')
})

test('reads a library’s settings from before it had a palette', async () => {
  await host.close()
  writeFileSync(path.join(directory, 'library', 'settings.json'), '{"language":"en","theme":"dark","author":"Ada"}')
  host = await open()
  expect(await call('settings:get', {})).toMatchObject({
    theme: 'dark',
    palette: [{ id: 'yellow' }, {}, {}, {}, {}, {}, {}, {}],
  })
})

test('tells a window that opens later of a damaged file: whose it is, and where it lies', async () => {
  await call('annotation:edit', { paper, edit: 'add', puts: put(mark('mark1')) })
  await host.close()
  const file = path.join(directory, 'library', 'annotations', `${paper}.json`)
  const damaged = readFileSync(file, 'utf8').slice(0, 60)
  writeFileSync(file, damaged)
  host = await open()
  expect((await call('app:info', {})).notices).toEqual([])
  await call('annotation:list', { paper })
  const [notice, ...others] = (await call('app:info', {})).notices
  expect(others).toEqual([])
  expect(notice).toMatchObject({ key: 'annotations-restored', params: { name: paper } })
  const { file: aside = '' } = notice?.params ?? {}
  expect(aside).toMatch(/^annotations\/.*\.damaged-.*\.json$/)
  expect(readFileSync(path.join(directory, 'library', aside), 'utf8')).toBe(damaged)
})
