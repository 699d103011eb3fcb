import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { CallArgs, CallName } from '../../../electron/contract/calls.ts'
import type { Entry } from '../../../electron/contract/entry.ts'
import type { Host } from '../../../electron/host/index.ts'
import { childTopics, entriesOf } from '../../../electron/host/library/order.ts'
import { callOn, hostIn } from './opened.ts'

let directory: string
let host: Host
const opened: Host[] = []

async function open(seed = false): Promise<Host> {
  const fresh = await hostIn(directory, { seed })
  opened.push(fresh)
  return fresh
}
async function reopen(): Promise<void> {
  await host.close()
  host = await open()
}
const call = <K extends CallName>(name: K, args: CallArgs<K>) => callOn(host, name, args)
const titles = (parentId: string | null) => childTopics(host.records.data, parentId).map(topic => topic.title)
const itemTitles = (topicId: string) =>
  entriesOf(host.records.data, topicId).flatMap(entry =>
    entry.kind === 'item' ? [host.records.get('items', entry.itemId).title] : [],
  )
const noteOf = (topicId: string) =>
  entriesOf(host.records.data, topicId)
    .map((entry: Entry) => (entry.kind === 'text' ? entry.markdown : ''))
    .join('')
const addTopic = (title: string, parentId: string | null = null) => call('topic:add', { parentId, before: null, title })
const addItem = (topicId: string, title: string, url: string | null = null) => call('item:add', { topicId, title, url })
async function importList(bytes: Uint8Array<ArrayBuffer>) {
  const { id } = await call('import:preview', { name: 'list.md', files: [{ name: 'list.md', bytes }], format: null })
  return call('import:apply', { id })
}
const utf8 = (text: string) => new TextEncoder().encode(text)
const pdf = utf8('%PDF-1.4\nnot much of a paper\n%%EOF\n')

beforeEach(async () => {
  directory = mkdtempSync(path.join(tmpdir(), 'folium-host-'))
  host = await open()
})
afterEach(async () => {
  for (const each of opened.splice(0)) await each.close()
  rmSync(directory, { recursive: true, force: true })
})

test('takes what a reader writes of an item, and takes it back', async () => {
  const topicId = await addTopic('a')
  const entry = host.records.data.entries[await addItem(topicId, 'A paper', 'https://example.org/old')]
  const id = entry?.kind === 'item' ? entry.itemId : ''
  const url = 'https://arxiv.org/abs/2203.00001'
  await call('item:change', { id, url, authors: 'Vaswani, Ashish; Noam Shazeer', year: 2017, venue: 'NeurIPS' })
  expect(host.records.data.items[id]).toMatchObject({ url, arxivId: '2203.00001', title: 'A paper' })
  expect(host.records.data.items[id]?.reference).toEqual({
    type: 'webpage',
    author: [
      { family: 'Vaswani', given: 'Ashish' },
      { family: 'Shazeer', given: 'Noam' },
    ],
    issued: { 'date-parts': [[2017]] },
    'container-title': 'NeurIPS',
  })
  await call('item:change', { id, authors: '', year: null, venue: '' })
  expect(host.records.data.items[id]?.reference).toEqual({ type: 'webpage' })
  await expect(call('item:change', { id, url: 'javascript:alert(1)' })).rejects.toMatchObject({ code: 'link-refused' })
  await call('library:undo', {})
  await call('library:undo', {})
  expect(host.records.data.items[id]).toEqual(
    expect.objectContaining({ url: 'https://example.org/old', arxivId: null, title: 'A paper' }),
  )
})

test('keeps topics in the order they are moved to', async () => {
  const [a, b, c] = [await addTopic('a'), await addTopic('b'), await addTopic('c')]
  await call('topic:move', { id: c, parentId: null, before: a })
  expect(titles(null)).toEqual(['c', 'a', 'b'])
  await call('topic:move', { id: a, parentId: b, before: null })
  await reopen()
  expect(titles(null)).toEqual(['c', 'b'])
  expect(titles(b)).toEqual(['a'])
})

test('refuses to move a topic into itself', async () => {
  const outer = await addTopic('outer')
  const inner = await addTopic('inner', outer)
  await expect(call('topic:move', { id: outer, parentId: inner, before: null })).rejects.toMatchObject({
    code: 'topic-into-itself',
  })
})

test('brings a deleted topic back whole', async () => {
  const outer = await addTopic('outer')
  const inner = await addTopic('inner', outer)
  await addItem(inner, 'A paper', 'https://arxiv.org/abs/2203.12119')
  await call('note:write', { topicId: inner, language: null, markdown: 'words' })
  const before = structuredClone(host.records.data)
  await call('topic:delete', { id: outer })
  const { trash, ...others } = host.records.data
  expect(Object.values(others).flatMap(table => Object.keys(table))).toEqual([])
  expect(Object.keys(trash)).toHaveLength(1)
  await reopen()
  expect(await call('library:undo', {})).toMatchObject({ key: 'topic-delete', name: 'outer' })
  expect(host.records.data).toEqual(before)
})

test('places one item under two topics', async () => {
  const [a, b] = [await addTopic('a'), await addTopic('b')]
  await addItem(a, 'Visual Prompt Tuning', 'https://arxiv.org/abs/2203.12119')
  const second = await addItem(b, '', 'https://arxiv.org/pdf/2203.12119v2')
  expect(Object.keys(host.records.data.items)).toHaveLength(1)
  await call('entry:delete', { ids: [second] })
  expect(Object.keys(host.records.data.items)).toHaveLength(1)
  expect(itemTitles(a)).toEqual(['Visual Prompt Tuning'])
})

test('moves and copies items between topics', async () => {
  const [a, b] = [await addTopic('a'), await addTopic('b')]
  const [one, two] = [await addItem(a, 'one'), await addItem(a, 'two')]
  await call('entry:move', { ids: [two], topicId: a, before: one })
  expect(itemTitles(a)).toEqual(['two', 'one'])
  await call('entry:copy', { ids: [two], topicId: b, before: null })
  await call('entry:move', { ids: [one], topicId: b, before: null })
  expect([itemTitles(a), itemTitles(b)]).toEqual([['two'], ['two', 'one']])
})

test('rewrites a note that stands between items', async () => {
  const file = '# T\n\nFirst words.\n\n- [a](https://example.org/a)\n\nLast words.\n'
  await importList(utf8(file))
  const topicId = childTopics(host.records.data, null)[0]?.id ?? ''
  const note = noteOf(topicId)
  await call('note:write', { topicId, language: null, markdown: note.replace('Last words', 'Final words') })
  expect(noteOf(topicId)).toBe(note.replace('Last words', 'Final words'))
  const [exported] = await call('library:export', { format: 'markdown' })
  expect(new TextDecoder().decode(exported?.bytes)).toBe(file.replace('Last words', 'Final words'))
})

test('exports a renamed item with only its line changed', async () => {
  const file =
    '# T\n\n- label: [a](https://example.org/a), [b](https://example.org/b): good\n- [c](https://example.org/c)\n'
  await importList(utf8(file))
  const item = Object.values(host.records.data.items).find(({ title }) => title === 'b')
  await call('item:change', { id: item?.id ?? '', title: 'better' })
  const [exported] = await call('library:export', { format: 'markdown' })
  expect(new TextDecoder().decode(exported?.bytes)).toBe(file.replace('[b]', '[better]'))
})

test('changes nothing at a second import', async () => {
  const bytes = utf8('# T\n\n- [a](https://example.org/a)\n\n## U\n\n$x^2$\n')
  expect(await importList(bytes)).toMatchObject({
    topicsAdded: 2,
    itemsAdded: 1,
    unchanged: false,
  })
  const before = structuredClone(host.records.data)
  expect(await importList(bytes)).toMatchObject({ unchanged: true })
  expect(host.records.data).toEqual(before)
})

test('attaches a paper once, by its content', async () => {
  const entry = host.records.get('entries', await addItem(await addTopic('a'), 'P'))
  const itemId = entry.kind === 'item' ? entry.itemId : ''
  const paper = await call('paper:attach', { itemId, fileName: 'p.pdf', bytes: pdf })
  expect(host.records.get('items', itemId).paper).toBe(paper.id)
  await call('paper:attach', { itemId, fileName: 'again.pdf', bytes: pdf })
  expect(readdirSync(path.join(directory, 'library', 'papers'))).toEqual([`${paper.id}.pdf`])
  expect(Buffer.from(await call('paper:read', { hash: paper.id }))).toEqual(Buffer.from(pdf))
})

test.each([
  ['no PDF', utf8('<html>'), 'not-a-pdf'],
  ['nothing', new Uint8Array(), 'empty-file'],
])('refuses a paper that is %s', async (_, bytes, code) => {
  const entry = host.records.get('entries', await addItem(await addTopic('a'), 'P'))
  const attached = call('paper:attach', { itemId: entry.kind === 'item' ? entry.itemId : '', fileName: 'p.pdf', bytes })
  await expect(attached).rejects.toMatchObject({ code })
})

test('keeps annotations of unknown kinds word for word', async () => {
  const paper = 'a'.repeat(64)
  const fromTheFuture = { id: 'hologram', kind: 'hologram', depth: { mm: 3 } }
  await call('annotation:edit', { paper, edit: 'add', puts: [{ id: 'hologram', annotation: fromTheFuture }] })
  await reopen()
  expect(await call('annotation:list', { paper })).toEqual([fromTheFuture])
  await call('annotation:edit', { paper, edit: 'delete', puts: [{ id: 'hologram', annotation: null }] })
  await call('annotation:undo', { paper })
  expect(await call('annotation:list', { paper })).toEqual([fromTheFuture])
})

test('answers hostile calls with a failure and lives on', async () => {
  const context = { signal: new AbortController().signal, progress: () => undefined }
  const hostile: [string, unknown][] = [
    ['constructor', {}],
    ['__proto__', {}],
    ['topic:add', null],
    ['topic:add', { parentId: null, before: null, title: 'x', more: 1 }],
    ['topic:add', { parentId: '../../etc', before: null, title: 'x' }],
    ['paper:read', { hash: '../../../etc/passwd' }],
    ['link:open', { url: 'javascript:alert(1)' }],
    ['topic:rename', { id: '__proto__', title: 'x' }],
    ['import:preview', { name: 'x.md', files: [{ name: 'x.md', bytes: 'text' }], format: null }],
  ]
  for (const [name, args] of hostile) expect(await host.dispatch(name, args, context)).toMatchObject({ ok: false })
  expect(titles(null)).toEqual([])
})

test('opens read-only beside another process and writes nothing', async () => {
  await addTopic('mine')
  const second = await open()
  expect(second.notices.map(notice => notice.key)).toEqual(['library-in-use'])
  const context = { signal: new AbortController().signal, progress: () => undefined }
  const refused = await second.dispatch('topic:add', { parentId: null, before: null, title: 'theirs' }, context)
  expect(refused).toMatchObject({ ok: false, error: { code: 'library-in-use' } })
  expect(childTopics(second.records.data, null).map(topic => topic.title)).toEqual(['mine'])
})

test.skipIf(process.platform === 'win32')('opens a folder that may not be written for reading', async () => {
  await addTopic('kept')
  await host.close()
  const folder = path.join(directory, 'library')
  chmodSync(folder, 0o555)
  try {
    host = await open(true)
    expect(host.notices.map(notice => notice.key)).toEqual(['library-read-only'])
    expect(titles(null)).toEqual(['kept'])
    await expect(addTopic('new')).rejects.toMatchObject({ code: 'read-only' })
    await expect(call('settings:change', { change: { theme: 'dark' } })).rejects.toMatchObject({ code: 'read-only' })
  } finally {
    chmodSync(folder, 0o755)
  }
})

test('sets damaged settings aside and opens with the defaults', async () => {
  await call('settings:change', { change: { theme: 'dark' } })
  await reopen()
  expect(await call('settings:get', {})).toMatchObject({ theme: 'dark' })
  await host.close()
  writeFileSync(path.join(directory, 'library', 'settings.json'), '{"theme":')
  host = await open()
  expect(host.notices.map(notice => notice.key)).toEqual(['settings-restored'])
  expect(await call('settings:get', {})).toMatchObject({ theme: 'system' })
})

test('fills a new library with the bundled one, once', async () => {
  await host.close()
  rmSync(path.join(directory, 'library'), { recursive: true })
  host = await open(true)
  expect(titles(null).length).toBeGreaterThan(10)
  for (const topic of childTopics(host.records.data, null)) await call('topic:delete', { id: topic.id })
  await host.close()
  host = await open(true)
  expect(titles(null)).toEqual([])
})
