import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CallArgs, CallName } from '../../../../electron/contract/calls.ts'
import type { Events } from '../../../../electron/contract/events.ts'
import type { Library, LibraryView, RecordChange } from '../../../../electron/contract/library.ts'
import type { Host } from '../../../../electron/host/index.ts'
import { Catalogue } from '../../../../renderer/state/catalogue.ts'
import { emptyLibrary } from '../../../../electron/contract/empty-library.ts'
import { readLines } from '../../../../renderer/state/library-lines.ts'
import { callOn, hostIn } from '../opened.ts'

const [topicCount, perTopic] = [30, 100]
let directory: string
let host: Host
let topicIds: string[]

const call = <K extends CallName>(name: K, args: CallArgs<K>) => callOn(host, name, args)

function tablesOf({ lines }: LibraryView): Library {
  const tables = emptyLibrary()
  for (const _ of readLines(lines, tables));
  return tables
}

/** A topic over the others: under each other one, a hundred items and a stretch of text. */
const list = (): string =>
  [
    '# All',
    ...Array.from({ length: topicCount }, (_, topic) => [
      `## Topic ${topic}`,
      `Words on ${topic}.`,
      ...Array.from({ length: perTopic }, (_, at) => `- [Item ${topic} ${at}](https://example.org/${topic}/${at})`),
    ]),
  ]
    .flat()
    .join('\n\n')

beforeAll(async () => {
  directory = mkdtempSync(path.join(tmpdir(), 'folium-view-'))
  host = await hostIn(directory)
  const files = [{ name: 'list.md', bytes: new TextEncoder().encode(list()) }]
  const { id } = await call('import:preview', { name: 'list.md', files, format: null })
  await call('import:apply', { id })
  topicIds = Object.values(host.records.data.topics).flatMap(({ id: topicId, parentId }) => (parentId ? topicId : []))
})
afterAll(async () => {
  await host.close()
  rmSync(directory, { recursive: true, force: true })
})

test('begins with all topics and what stands under the open ones', async () => {
  const [open = '', other = ''] = topicIds
  const item = Object.values(host.records.data.entries).find(
    ({ kind, topicId }) => kind === 'item' && topicId === other,
  )
  const itemIds = item?.kind === 'item' ? [item.itemId] : []
  const view = await call('library:beginning', {
    topicIds: [open, 'no such topic'],
    itemIds: [...itemIds, '__proto__'],
  })
  const tables = tablesOf(view)
  expect(tables.topics).toEqual(host.records.data.topics)
  const entries = Object.values(tables.entries)
  expect(entries.every(({ topicId }) => topicId === open)).toBe(true)
  expect(entries.filter(({ kind }) => kind === 'item')).toHaveLength(perTopic)
  expect(entries.some(({ kind }) => kind === 'text')).toBe(true)
  expect(Object.keys(tables.items)).toHaveLength(perTopic + 1)
  const top = Object.values(tables.topics).find(({ parentId }) => parentId === null)?.id ?? ''
  expect(view.rest?.counts).toEqual({
    [top]: topicCount * perTopic,
    ...Object.fromEntries(topicIds.map(id => [id, perTopic])),
  })
})

test('begins with the first topic where none is open', async () => {
  const { rest } = await call('library:beginning', { topicIds: [], itemIds: [] })
  expect(rest?.topicIds.map(id => host.records.get('topics', id).title)).toEqual(['All'])
})

test('gives all of it as it was when asked; what is told meanwhile goes on top', async () => {
  const changes: RecordChange[] = []
  const stop = host.subscribe((name, value) => {
    if (name === 'library:changed') changes.push(...(value as Events['library:changed']).changes)
  })
  const view = call('library:get', {})
  await new Promise(setImmediate)
  const [item = ''] = Object.keys(host.records.data.items)
  await call('topic:add', { parentId: null, before: null, title: 'Later' })
  await call('item:change', { id: item, title: 'Changed' })
  await call('topic:delete', { id: topicIds[0] ?? '' })
  stop()
  const tables = tablesOf(await view)
  expect(tables.topics).toHaveProperty(topicIds[0] ?? '')
  new Catalogue(tables).apply(changes)
  expect(tables).toEqual(host.records.data)
})
