import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { addItem, addTopic, call, folder, host, mark, markPaper, paper, reopen, tables, titles } from './kept.ts'

/** The backups without the day's, which is made five seconds after the start: on a slow disk before a test is over. */
const madeByHand = async () => (await call('backup:list', {})).filter(({ reason }) => reason !== 'daily')

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
  expect((await madeByHand()).map(({ reason }) => reason)).toEqual(['restore', 'asked'])
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
  const [backup] = await madeByHand()
  expect(backup).toMatchObject({ reason: 'migration', counts: { topics: 1, items: 1, papers: 1 } })
  expect(JSON.parse(readFileSync(folder('backups', backup?.name ?? '', 'library.json'), 'utf8'))).toMatchObject({
    folium: 1,
  })
  const before = tables()
  for (const id of Object.keys(host.records.data.topics)) await call('topic:delete', { id })
  await call('backup:restore', { name: backup?.name ?? '' })
  expect(tables()).toEqual(before)
})
