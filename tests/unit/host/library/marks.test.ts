import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { CallArgs, CallName } from '../../../../electron/contract/calls.ts'
import type { Item } from '../../../../electron/contract/item.ts'
import type { Host } from '../../../../electron/host/index.ts'
import { duplicatesOf } from '../../../../electron/host/library/duplicates.ts'
import { childTopics, entriesOf } from '../../../../electron/host/library/order.ts'
import { callOn, hostIn } from '../opened.ts'

let directory: string
let host: Host

const open = () => hostIn(directory)
const call = <K extends CallName>(name: K, args: CallArgs<K>) => callOn(host, name, args)
const addTopic = (title: string, parentId: string | null = null) => call('topic:add', { parentId, before: null, title })
const addItem = (topicId: string, title: string, url: string | null = null) => call('item:add', { topicId, title, url })
const itemOf = (entryId: string): Item => {
  const entry = host.records.get('entries', entryId)
  return host.records.get('items', entry.kind === 'item' ? entry.itemId : '')
}
const titlesIn = (topicId: string) =>
  entriesOf(host.records.data, topicId).flatMap(entry => (entry.kind === 'item' ? [itemOf(entry.id).title] : []))
const tagNames = (item: Item) => (item.tags ?? []).map(id => host.records.get('tags', id).name)

beforeEach(async () => {
  directory = mkdtempSync(path.join(tmpdir(), 'folium-marks-'))
  host = await open()
})
afterEach(async () => {
  await host.close()
  rmSync(directory, { recursive: true, force: true })
})

test('marks many items as one edit, taken back by one undo after a restart', async () => {
  const topic = await addTopic('t')
  const places = [await addItem(topic, 'one'), await addItem(topic, 'two')]
  const ids = places.map(place => itemOf(place).id)
  const before = structuredClone(host.records.data)
  await call('item:mark', { ids, mark: { status: 'reading', priority: 3, rating: 4, addTags: ['EM', 'em ', 'Bayes'] } })
  for (const place of places) {
    expect(itemOf(place).reading).toMatchObject({ status: 'reading', priority: 3, rating: 4 })
    expect(itemOf(place).reading?.startedAt).toBeTruthy()
    expect(tagNames(itemOf(place))).toEqual(['EM', 'Bayes'])
  }
  expect(Object.keys(host.records.data.tags)).toHaveLength(2)
  await host.close()
  host = await open()
  expect(await call('library:undo', {})).toMatchObject({ key: 'items-mark', count: 2 })
  expect(host.records.data).toEqual(before)
})

test('dates a status, and takes the dates away at the beginning', async () => {
  const place = await addItem(await addTopic('t'), 'one')
  const ids = [itemOf(place).id]
  await call('item:mark', { ids, mark: { status: 'read' } })
  expect(itemOf(place).reading?.finishedAt).toBeTruthy()
  await call('item:mark', { ids, mark: { startedAt: '2025-02-03T00:00:00.000Z' } })
  await call('item:mark', { ids, mark: { status: 'reading' } })
  expect(itemOf(place).reading).toEqual({ status: 'reading', startedAt: '2025-02-03T00:00:00.000Z' })
  await call('item:mark', { ids, mark: { status: 'to-read', priority: 0, rating: 0 } })
  expect(itemOf(place)).not.toHaveProperty('reading')
  const { history } = host.records
  await call('item:mark', { ids, mark: { status: 'to-read', addTags: [], removeTags: ['no such'] } })
  expect(host.records.history).toEqual(history)
})

test('moves several places at once, in order, as one edit', async () => {
  const [a, b] = [await addTopic('a'), await addTopic('b')]
  const places: string[] = []
  for (const title of ['1', '2', '3', '4', '5']) places.push(await addItem(a, title))
  const [one, two, , four, five] = places as [string, string, string, string, string]
  await call('entry:move', { ids: [four, five], topicId: a, before: two })
  expect(titlesIn(a)).toEqual(['1', '4', '5', '2', '3'])
  // Before one that moves along.
  await call('entry:move', { ids: [four, five], topicId: a, before: five })
  expect(titlesIn(a)).toEqual(['1', '4', '5', '2', '3'])
  await call('entry:copy', { ids: [one, two], topicId: b, before: null })
  expect(titlesIn(b)).toEqual(['1', '2'])
  const landed = await call('entry:move', { ids: [one, five], topicId: b, before: null })
  expect([titlesIn(a), titlesIn(b)]).toEqual([
    ['4', '2', '3'],
    ['1', '2', '5'],
  ])
  expect(landed).toHaveLength(2)
  expect(host.records.history.undo).toMatchObject({ key: 'entries-move', count: 2 })
  await call('library:undo', {})
  expect([titlesIn(a), titlesIn(b)]).toEqual([
    ['1', '4', '5', '2', '3'],
    ['1', '2'],
  ])
})

test('copies a topic with all below it and places the same items', async () => {
  const outer = await addTopic('outer')
  const inner = await addTopic('inner', outer)
  await addItem(inner, 'one')
  await call('note:write', { topicId: inner, language: null, markdown: 'words' })
  const copy = await call('topic:copy', { id: outer, parentId: inner, before: null })
  const below = childTopics(host.records.data, copy)
  expect(below.map(({ title }) => title)).toEqual(['inner'])
  expect(titlesIn(below[0]?.id ?? '')).toEqual(['one'])
  expect(Object.keys(host.records.data.items)).toHaveLength(1)
  expect(Object.keys(host.records.data.topics)).toHaveLength(4)
})

test('notes a visit outside of undo', async () => {
  const place = await addItem(await addTopic('t'), 'one')
  const { history } = host.records
  await call('item:visit', { id: itemOf(place).id })
  expect(host.records.data.visits[itemOf(place).id]?.at).toBeTruthy()
  expect(host.records.history).toEqual(history)
})

test('renames a tag into another and deletes it everywhere', async () => {
  const place = await addItem(await addTopic('t'), 'one')
  await call('item:mark', { ids: [itemOf(place).id], mark: { addTags: ['a', 'b', 'c'] } })
  const [a, , c] = itemOf(place).tags as [string, string, string]
  await call('tag:change', { id: a, color: 'blue' })
  await call('tag:change', { id: a, name: 'B' })
  expect(tagNames(itemOf(place))).toEqual(['b', 'c'])
  await call('tag:delete', { id: c })
  expect(tagNames(itemOf(place))).toEqual(['b'])
  await call('library:undo', {})
  await call('library:undo', {})
  expect(tagNames(itemOf(place))).toEqual(['a', 'b', 'c'])
})

test('keeps filters in the order they are moved to', async () => {
  const first = await call('filter:save', { id: null, name: 'Reading', query: 'status:reading' })
  const second = await call('filter:save', { id: null, name: 'EM', query: 'tag:em' })
  await call('filter:move', { id: second, before: first })
  await call('filter:save', { id: first, name: 'Reading now', query: 'status:reading' })
  const filters = Object.values(host.records.data.filters).sort((a, b) => (a.order < b.order ? -1 : 1))
  expect(filters.map(({ name }) => name)).toEqual(['EM', 'Reading now'])
  await call('filter:delete', { id: second })
  expect(Object.keys(host.records.data.filters)).toEqual([first])
})

const bare = (id: string, part: Partial<Item>): Item => ({
  id,
  kind: 'paper',
  title: id,
  url: null,
  arxivId: null,
  doi: null,
  paper: null,
  addedAt: '2026-11-01T00:00:00.000Z',
  ...part,
})
const groups = (items: Item[]) =>
  duplicatesOf({ ...host.records.data, items: Object.fromEntries(items.map(item => [item.id, item])) }).map(
    ({ by, itemIds }) => `${by} ${itemIds.join(' ')}`,
  )
const issued = (year: number) => ({ type: 'article' as const, issued: { 'date-parts': [[year]] as [[number]] } })

test('finds duplicates by DOI, arXiv number, address and title', () => {
  expect(
    groups([
      bare('a1', { doi: '10.1000/ABC' }),
      bare('a2', { doi: '10.1000/abc', title: 'Attention Is All You Need' }),
      bare('a3', { title: 'Attention is all you need.', arxivId: '1706.03762' }),
      bare('b1', { arxivId: '2203.12119' }),
      bare('b2', { arxivId: '2203.12119' }),
      bare('c1', { url: 'https://www.example.org/post/?utm_source=x' }),
      bare('c2', { url: 'http://example.org/post' }),
      bare('d1', { title: '浅谈最优化问题的条件' }),
      bare('d2', { title: '浅谈最优化问题的条件 ' }),
    ]),
  ).toEqual(['doi a1 a2 a3', 'arxiv b1 b2', 'address c1 c2', 'title d1 d2'])
})

test('tells apart what only looks alike', () => {
  expect(
    groups([
      bare('a1', { title: 'Introduction' }),
      bare('a2', { title: 'Introduction' }),
      bare('b1', { title: 'Proceedings of the conference', reference: issued(2019) }),
      bare('b2', { title: 'Proceedings of the conference', reference: issued(2023) }),
      bare('c1', { title: 'Deep residual learning', arxivId: '1512.03385' }),
      bare('c2', { title: 'Deep residual learning', arxivId: '1603.05027' }),
      bare('d1', { url: 'https://example.org/a?id=1' }),
      bare('d2', { url: 'https://example.org/a?id=2' }),
    ]),
  ).toEqual([])
})

test('merges duplicates with nothing lost, as one edit', async () => {
  const [a, b] = [await addTopic('a'), await addTopic('b')]
  const kept = await addItem(a, 'Visual Prompt Tuning', 'https://arxiv.org/abs/2203.12119')
  const other = await addItem(a, 'Visual prompt tuning', 'https://example.org/vpt')
  const elsewhere = await call('entry:copy', { ids: [other], topicId: b, before: null })
  const [keep, gone] = [itemOf(kept), itemOf(other)]
  const pdf = (words: string) => new TextEncoder().encode(`%PDF-1.4\n${words}\n%%EOF\n`)
  const first = await call('paper:attach', { itemId: keep.id, fileName: 'a.pdf', bytes: pdf('a') })
  const second = await call('paper:attach', { itemId: gone.id, fileName: 'b.pdf', bytes: pdf('b') })
  await call('item:mark', { ids: [keep.id], mark: { addTags: ['vision'], priority: 1 } })
  await call('item:mark', { ids: [gone.id], mark: { addTags: ['prompt'], status: 'read', rating: 5 } })
  await call('item:visit', { id: gone.id })
  const before = structuredClone(host.records.data)

  await call('duplicate:merge', { groups: [{ keep: keep.id, others: [gone.id] }] })
  const merged = host.records.get('items', keep.id)
  expect(tagNames(merged)).toEqual(['vision', 'prompt'])
  expect(merged).toMatchObject({
    paper: first.id,
    versions: [second.id],
    reading: { status: 'read', priority: 1, rating: 5 },
  })
  expect(merged.merged).toEqual([{ title: gone.title, url: gone.url, arxivId: null, doi: null }])
  expect([titlesIn(a), titlesIn(b)]).toEqual([[keep.title], [keep.title]])
  expect(itemOf(elsewhere[0] ?? '').id).toBe(keep.id)
  expect(host.records.data.visits[keep.id]).toMatchObject({ at: before.visits[gone.id]?.at })
  // The address that was merged is still known.
  await addItem(b, '', 'https://example.org/vpt')
  expect(Object.keys(host.records.data.items)).toHaveLength(1)

  await call('library:undo', {})
  expect(host.records.data).toEqual(before)
})

test('keeps what the window had open, whatever else fails', async () => {
  expect(await call('desk:get', {})).toBe('')
  await call('desk:keep', { text: '{"tabs":[]}' })
  await host.close()
  host = await open()
  expect(await call('desk:get', {})).toBe('{"tabs":[]}')
})

test('refuses an item in two groups of one merge', async () => {
  const topic = await addTopic('t')
  const ids = [await addItem(topic, '1'), await addItem(topic, '2'), await addItem(topic, '3')].map(id => itemOf(id).id)
  const [one = '', two = '', three = ''] = ids
  const groups = [
    { keep: one, others: [two] },
    { keep: three, others: [two] },
  ]
  await expect(call('duplicate:merge', { groups })).rejects.toMatchObject({ code: 'invalid-argument' })
  expect(Object.keys(host.records.data.items)).toHaveLength(3)
})
