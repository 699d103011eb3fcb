import type { Library } from '../../../../electron/contract/library.ts'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import {
  addItem,
  addTopic,
  call,
  changeFile,
  folder,
  host,
  mark,
  markPaper,
  open,
  paper,
  reopen,
  tables,
  titles,
} from './kept.ts'

test('brings a deleted topic back from the trash whole, after a restart', async () => {
  const outer = await addTopic('outer')
  const inner = await addTopic('inner', outer)
  await addItem(inner, 'A paper')
  await call('note:write', { topicId: inner, language: null, markdown: 'words' })
  const before = tables()
  await call('topic:delete', { id: outer })
  await reopen()
  const [row] = await call('trash:list', {})
  expect(row).toMatchObject({ kind: 'topic', name: 'outer', records: 5, paper: null })
  await call('trash:restore', { id: row?.id ?? '', paper: null })
  expect(tables()).toEqual(before)
  expect(await call('trash:list', {})).toEqual([])
  await call('library:undo', {})
  expect(titles()).toEqual([])
  expect(await call('trash:list', {})).toHaveLength(1)
})

test('gives a place to what comes back without its own', async () => {
  const outer = await addTopic('outer')
  const inner = await addTopic('inner', outer)
  const entry = await addItem(inner, 'A paper')
  await call('entry:delete', { ids: [entry] })
  await call('topic:delete', { id: inner })
  await call('topic:delete', { id: outer })
  const rows = await call('trash:list', {})
  const restore = (name: string) =>
    call('trash:restore', { id: rows.find(row => row.name === name)?.id ?? '', paper: null })
  await restore('A paper')
  await restore('inner')
  expect(titles().sort()).toEqual(['Found again', 'inner'])
  expect(await call('check:run', { mend: false })).toEqual([])
})

test('keeps a deleted annotation in the trash, and empties the trash for good', async () => {
  const topic = await addTopic('topic')
  await markPaper()
  await call('annotation:edit', { paper, edit: 'delete', puts: [{ id: mark.id, annotation: null }] })
  await call('topic:delete', { id: topic })
  const rows = await call('trash:list', {})
  expect(rows.map(({ kind, name }) => `${kind} ${name}`).sort()).toEqual(['annotation a thought', 'topic topic'])
  const row = rows.find(({ kind }) => kind === 'annotation')
  await call('trash:restore', { id: row?.id ?? '', paper })
  expect(await call('annotation:list', { paper })).toEqual([mark])
  await call('trash:empty', {})
  expect(await call('trash:list', {})).toEqual([])
  await reopen()
  expect(await call('trash:list', {})).toEqual([])
})

/** Every file of the library but its dated backups, as one text. */
function everything(directory = folder()): string {
  const isDated = (name: string) => /-[a-z]+$/.test(name) && directory.endsWith('backups')
  return readdirSync(directory, { withFileTypes: true })
    .filter(entry => !isDated(entry.name))
    .map(entry => {
      const file = path.join(directory, entry.name)
      return entry.isDirectory() ? everything(file) : entry.isFile() ? readFileSync(file, 'utf8') : ''
    })
    .join('\n')
}

test('takes what is emptied out of the journal and the older snapshots, and leaves what came after to undo', async () => {
  const secret = await addTopic('a secret matter')
  await call('topic:rename', { id: secret, title: 'another secret' })
  await markPaper()
  await call('annotation:edit', { paper, edit: 'delete', puts: [{ id: mark.id, annotation: null }] })
  await reopen()
  await call('topic:delete', { id: secret })
  const later = await addTopic('later')
  await call('topic:rename', { id: later, title: 'later still' })
  expect(everything()).toMatch(/secret/)
  expect(everything()).toMatch(/a thought/)
  await call('trash:empty', {})
  expect(everything()).not.toMatch(/secret|a thought/)
  for (let round = 0; round < 2; round++) {
    expect(titles()).toEqual(['later still'])
    expect((await call('library:past', {})).map(({ label }) => label.name)).toEqual(['later still', 'later'])
    await reopen()
  }
  await call('library:undo', {})
  expect(titles()).toEqual(['later'])
  await call('library:undo', {})
  expect(await call('library:undo', {})).toBeNull()
  expect(titles()).toEqual([])
  await reopen()
  expect(everything()).not.toMatch(/secret|a thought/)
})

test('keeps what was made during the emptying', async () => {
  await call('topic:delete', { id: await addTopic('gone') })
  const emptied = call('trash:empty', {})
  const made = Array.from({ length: 20 }, (_, index) => addTopic(`made ${index}`))
  await Promise.all([emptied, ...made])
  await reopen()
  expect(titles()).toHaveLength(20)
  for (let index = 0; index < 20; index++) expect(await call('library:undo', {})).not.toBeNull()
  expect(titles()).toEqual([])
})

test('lets things go that have lain in the trash for more than thirty days', async () => {
  for (const title of ['old', 'new']) await call('topic:delete', { id: await addTopic(title) })
  await reopen(() =>
    changeFile(({ trash }) => {
      for (const each of Object.values(trash))
        each.deletedAt = new Date(Date.now() - (each.name === 'old' ? 31 : 29) * 86_400_000).toISOString()
    }),
  )
  expect((await call('trash:list', {})).map(({ name }) => name)).toEqual(['new'])
})

test('finds what is wrong between records, and mends it without losing anything', async () => {
  const topic = await addTopic('topic')
  const inner = await addTopic('inner', topic)
  const entry = await addItem(inner, 'kept')
  const lost = await addItem(inner, 'lost')
  await reopen(() =>
    changeFile(({ topics, entries, items }) => {
      const [place, gone] = [entries[entry], entries[lost]]
      if (place?.kind !== 'item' || gone?.kind !== 'item') throw new Error('no places')
      place.topicId = 'nowhere-1'
      delete items[gone.itemId]
      items['alone-001'] = {
        ...items[place.itemId],
        id: 'alone-001',
        title: 'alone',
        paper,
      } as Library['items'][string]
      topics['strays-01'] = { id: 'strays-01', parentId: 'nowhere-1', order: 'a9', title: 'stray' }
      topics['circle-01'] = { id: 'circle-01', parentId: 'circle-02', order: 'a0', title: 'circle' }
      topics['circle-02'] = { id: 'circle-02', parentId: 'circle-01', order: 'a0', title: 'circle too' }
    }),
  )
  const codes = async (mend: boolean) => (await call('check:run', { mend })).map(({ code }) => code).sort()
  const broken = [
    'entry-without-item',
    'entry-without-topic',
    'item-without-paper',
    'item-without-place',
    'snapshot-changed',
    'topic-in-circle',
    'topic-without-parent',
  ]
  expect(await codes(false)).toEqual(broken)
  expect(await codes(true)).toEqual(broken)
  expect(await codes(false)).toEqual(['item-without-paper'])
  const { items, entries, topics } = host.records.data
  expect(
    Object.values(items)
      .map(({ title }) => title)
      .sort(),
  ).toEqual(['alone', 'kept'])
  const refuge = Object.values(topics).find(({ title }) => title === 'Found again')?.id
  expect(Object.values(entries).filter(({ topicId }) => topicId === refuge)).toHaveLength(2)
  await call('library:undo', {})
  expect(Object.keys(host.records.data.topics)).not.toContain(refuge)
})

test('finds papers that are missing, damaged or unknown', async () => {
  const topicId = await addTopic('topic')
  const bytes = new TextEncoder().encode('%PDF-1.4\nnot much of a paper\n%%EOF\n')
  const entry = host.records.get('entries', await addItem(topicId, 'A paper'))
  const { id } = await call('paper:attach', {
    itemId: entry.kind === 'item' ? entry.itemId : '',
    fileName: 'p.pdf',
    bytes,
  })
  expect(await call('check:run', { mend: false })).toEqual([])
  writeFileSync(folder('papers', `${'b'.repeat(64)}.pdf`), bytes)
  writeFileSync(folder('papers', `${id}.pdf`), '%PDF-1.4 cut')
  const codes = async () => (await call('check:run', { mend: true })).map(({ code }) => code)
  expect(await codes()).toEqual(['paper-damaged', 'paper-unknown'])
  rmSync(folder('papers', `${id}.pdf`))
  expect(await codes()).toEqual(['paper-missing', 'paper-unknown'])
})

test('lists the edits that can be taken back, newest first, after a restart', async () => {
  await addTopic('one')
  await addTopic('two')
  await call('library:undo', {})
  await reopen()
  expect((await call('library:past', {})).map(({ label, undone }) => [label.name, undone])).toEqual([
    ['two', true],
    ['one', false],
  ])
})

test('shows a reader what the process beside it has written since', async () => {
  const reader = await open()
  await addTopic('later')
  const context = { signal: new AbortController().signal, progress: () => undefined }
  expect(await reader.dispatch('library:get', {}, context)).toMatchObject({ ok: true })
  expect(Object.values(reader.records.data.topics).map(({ title }) => title)).toEqual(['later'])
  for (const name of ['backup:make', 'trash:empty'])
    expect(await reader.dispatch(name, {}, context)).toMatchObject({ ok: false, error: { code: 'library-in-use' } })
  expect(await reader.dispatch('check:run', { mend: true }, context)).toMatchObject({ ok: false })
  await reader.close()
})
