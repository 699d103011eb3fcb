import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { CallArgs, CallName } from '../../../../electron/contract/calls.ts'
import type { Library } from '../../../../electron/contract/library.ts'
import type { Host } from '../../../../electron/host/index.ts'
import { callOn, hostIn } from '../opened.ts'

let root: string
let host: Host
const folder = (...names: string[]) => path.join(root, 'library', ...names)

const open = () => hostIn(root)
async function reopen(between: () => void = () => undefined): Promise<void> {
  await host.close()
  between()
  host = await open()
}
const call = <K extends CallName>(name: K, args: CallArgs<K>) => callOn(host, name, args)
const addTopic = (title: string, parentId: string | null = null) => call('topic:add', { parentId, before: null, title })
const addItem = (topicId: string, title: string) => call('item:add', { topicId, title, url: null })
const titles = () => Object.values(host.records.data.topics).map(({ title }) => title)
const tables = () => {
  const { trash: _, visits: __, ...rest } = structuredClone(host.records.data)
  return rest
}
const mark = { id: 'mark-0001', kind: 'hologram', comment: 'a thought' }
const paper = 'a'.repeat(64)
const markPaper = () => call('annotation:edit', { paper, edit: 'add', puts: [{ id: mark.id, annotation: mark }] })

/** Changes library.json as a hand with an editor would. */
function changeFile(change: (library: Library & { folium: number; sequence: number }) => void): void {
  const library = JSON.parse(readFileSync(folder('library.json'), 'utf8')) as Library & {
    folium: number
    sequence: number
    checksum?: string
  }
  delete library.checksum
  change(library)
  writeFileSync(folder('library.json'), JSON.stringify(library))
}

beforeEach(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'folium-keeping-'))
  host = await open()
})
afterEach(async () => {
  await host.close()
  rmSync(root, { recursive: true, force: true })
})

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

test('restores a backup, after one of what is there, and takes the restoration back', async () => {
  const kept = await addTopic('kept')
  await addItem(kept, 'A paper')
  await markPaper()
  await call('settings:change', { change: { theme: 'dark' } })
  const made = await call('backup:make', {})
  expect(made).toMatchObject({ reason: 'asked', counts: { topics: 1, items: 1, annotations: 1 } })
  const before = tables()
  await call('topic:delete', { id: kept })
  await addTopic('later')
  await call('annotation:edit', { paper, edit: 'delete', puts: [{ id: mark.id, annotation: null }] })
  await call('settings:change', { change: { theme: 'light' } })
  const after = tables()

  const plan = await call('backup:plan', { name: made.name })
  expect(plan).toMatchObject({ added: 3, removed: 1, changed: 0, missingPapers: 0, now: { topics: 1, items: 0 } })
  await call('backup:restore', { name: made.name })
  expect(tables()).toEqual(before)
  expect(await call('annotation:list', { paper })).toEqual([mark])
  expect(await call('settings:get', {})).toMatchObject({ theme: 'dark' })
  expect((await call('backup:list', {})).map(({ reason }) => reason)).toEqual(['restore', 'asked'])
  await reopen()
  expect(await call('library:undo', {})).toMatchObject({ key: 'restore' })
  expect(tables()).toEqual(after)
})

test('refuses a damaged backup and names no other', async () => {
  await addTopic('topic')
  const { name } = await call('backup:make', {})
  writeFileSync(folder('backups', name, 'library.json'), '{}')
  await expect(call('backup:restore', { name })).rejects.toMatchObject({ code: 'backup-damaged' })
  await expect(call('backup:plan', { name: '../library' })).rejects.toMatchObject({ code: 'not-found' })
  expect(titles()).toEqual(['topic'])
  expect((await call('check:run', { mend: false })).map(({ code }) => code)).toEqual(['backup-damaged'])
})

test('offers the backups when the library and all its copies are damaged', async () => {
  await addTopic('precious')
  const { name } = await call('backup:make', {})
  await reopen(() => {
    writeFileSync(folder('library.json'), 'rubbish')
    for (const file of readdirSync(folder('backups'))) if (file.endsWith('.json')) rmSync(folder('backups', file))
    rmSync(folder('journal'), { recursive: true })
  })
  expect(titles()).toEqual([])
  expect(host.notices.map(({ key }) => key)).toEqual(['library-restored'])
  await call('backup:restore', { name })
  expect(titles()).toEqual(['precious'])
  const aside = readdirSync(folder()).find(file => file.includes('damaged')) ?? ''
  expect(readFileSync(folder(aside), 'utf8')).toBe('rubbish')
})

test('backs a library of an older version up before it migrates, and restores that', async () => {
  await reopen(() => {
    rmSync(folder(), { recursive: true })
    mkdirSync(folder())
    copyFileSync('tests/fixtures/migrations/002-add-trash/library.before.json', folder('library.json'))
  })
  const [backup] = await call('backup:list', {})
  expect(backup).toMatchObject({ reason: 'migration', counts: { topics: 1, items: 1, papers: 1 } })
  expect(JSON.parse(readFileSync(folder('backups', backup?.name ?? '', 'library.json'), 'utf8'))).toMatchObject({
    folium: 1,
  })
  const before = tables()
  for (const id of Object.keys(host.records.data.topics)) await call('topic:delete', { id })
  await call('backup:restore', { name: backup?.name ?? '' })
  expect(tables()).toEqual(before)
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
