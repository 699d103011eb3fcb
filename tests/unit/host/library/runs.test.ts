import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { CallArgs, CallName } from '../../../../electron/contract/calls.ts'
import type { Run } from '../../../../electron/contract/run.ts'
import type { Host } from '../../../../electron/host/index.ts'
import { entriesOf } from '../../../../electron/host/library/order.ts'
import { callOn, hostIn } from '../opened.ts'

let directory: string
let host: Host

const open = () => hostIn(directory, { version: '1.2.3' })
const call = <K extends CallName>(name: K, args: CallArgs<K>) => callOn(host, name, args)
beforeEach(async () => {
  directory = mkdtempSync(path.join(tmpdir(), 'folium-runs-'))
  host = await open()
})
afterEach(async () => {
  await host.close()
  rmSync(directory, { recursive: true, force: true })
})

const draft = (topicId: string | null, itemId: string | null = null): Omit<Run, 'id' | 'keptAt' | 'version'> => ({
  topicId,
  itemId,
  widget: 'descent',
  state: 'f=x%5E2',
  computations: [
    {
      solver: 'gd',
      problem: { f: 'x^2' },
      seed: 7,
      precision: 'f64',
      backend: 'cpu',
      status: 'converged',
      outcome: { 'result.x.0': 0, 'certificate.gap': 'NaN' },
    },
  ],
})
const runs = () => Object.values(host.records.data.runs)
const addTopic = (title: string, parentId: string | null = null) => call('topic:add', { parentId, before: null, title })
const write = (topicId: string, markdown: string) => call('note:write', { topicId, language: null, markdown })
const note = (topicId: string) =>
  entriesOf(host.records.data, topicId).flatMap(entry => (entry.kind === 'text' ? [entry.markdown] : []))[0]

test('keeps a run through a restart, gives it up and takes that back', async () => {
  const topic = await addTopic('Descent')
  const id = await call('run:keep', { run: draft(topic) })
  await host.close()
  host = await open()
  expect(runs()).toMatchObject([{ ...draft(topic), id, version: '1.2.3' }])
  await call('run:delete', { id })
  expect(runs()).toEqual([])
  expect(await call('library:undo', {})).toEqual({ key: 'run-delete', name: 'Descent' })
  expect(runs().map(run => run.id)).toEqual([id])
})

test('lets runs go into the trash and come back with their topic and its items', async () => {
  const topic = await addTopic('Descent', await addTopic('top'))
  await call('item:add', { topicId: topic, title: 'paper', url: null })
  const [item] = Object.keys(host.records.data.items)
  await call('run:keep', { run: draft(topic) })
  await call('run:keep', { run: draft(null, item) })
  const before = structuredClone(host.records.data.runs)
  await call('topic:delete', { id: topic })
  expect(runs()).toEqual([])
  const [trashed] = await call('trash:list', {})
  await call('trash:restore', { id: trashed!.id, paper: null })
  expect(host.records.data.runs).toEqual(before)
})

test('refuses a run of nothing, of two things, and one too large', async () => {
  const topic = await addTopic('t')
  await expect(call('run:keep', { run: draft('gone-1234') })).rejects.toMatchObject({ code: 'not-found' })
  await expect(call('run:keep', { run: draft(null) })).rejects.toMatchObject({ code: 'invalid-argument' })
  await expect(call('run:keep', { run: draft(topic, topic) })).rejects.toMatchObject({ code: 'invalid-argument' })
  const large = draft(topic)
  large.computations[0]!.problem = { f: 'x'.repeat(200_000) }
  await expect(call('run:keep', { run: large })).rejects.toMatchObject({ code: 'invalid-argument' })
  expect(runs()).toEqual([])
})

test('keeps links true when a topic is renamed, as one edit', async () => {
  const games = await addTopic('Games')
  const nash = await addTopic('Nash', games)
  const notes = await addTopic('Notes')
  const written = `[[Nash]], [[games/nash|N]], [[${nash}|id]], \`[[Nash]]\`, [[Games]], [[Nobody]]`
  await write(notes, written)
  await call('topic:rename', { id: nash, title: 'Nash equilibrium' })
  expect(note(notes)).toBe(
    `[[Nash equilibrium]], [[Nash equilibrium|N]], [[${nash}|id]], \`[[Nash]]\`, [[Games]], [[Nobody]]`,
  )
  await call('library:undo', {})
  expect(note(notes)).toBe(written)
  // A title that cannot stand in a link is replaced by the id, with the words that were read before.
  await call('topic:rename', { id: nash, title: 'N[1]' })
  expect(note(notes)).toContain(`[[${nash}|Nash]], [[${nash}|N]]`)
})

test('keeps links by the way to a topic true when it or what it hangs on moves', async () => {
  const [one, two] = [await addTopic('One'), await addTopic('Two')]
  await addTopic('Same', one)
  const second = await addTopic('Same', two)
  const notes = await addTopic('Notes')
  await write(notes, '[[Two/Same]] [[One/Same]]')
  await call('topic:move', { id: second, parentId: notes, before: null })
  expect(note(notes)).toBe(`[[${second}|Two/Same]] [[One/Same]]`)
  await call('topic:rename', { id: one, title: 'First' })
  expect(note(notes)).toContain('[[Same]]')
})

test('takes back what was written into one note with pauses as one edit, after a restart too', async () => {
  const [one, two] = [await addTopic('One'), await addTopic('Two')]
  for (const words of ['a', 'a b', 'a b c']) await write(one, words)
  await write(two, 'x')
  await write(one, 'a b c d')
  await host.close()
  host = await open()
  const texts = () => [note(one), note(two)]
  const seen = [texts()]
  for (let step = 0; step < 3; step++) {
    await call('library:undo', {})
    seen.push(texts())
  }
  expect(seen).toEqual([
    ['a b c d', 'x'],
    ['a b c', 'x'],
    ['a b c', undefined],
    [undefined, undefined],
  ])
  await host.close()
  host = await open()
  await call('library:redo', {})
  expect(texts()).toEqual(['a b c', undefined])
})

test('keeps two edits apart that another came between while both were on their way', async () => {
  const topic = await addTopic('One')
  await write(topic, 'a')
  await Promise.all([call('topic:rename', { id: topic, title: 'Two' }), write(topic, 'a b')])
  await call('library:undo', {})
  expect([note(topic), host.records.get('topics', topic).title]).toEqual(['a', 'Two'])
  await call('library:undo', {})
  expect(host.records.get('topics', topic).title).toBe('One')
  expect(note(topic)).toBe('a')
})
