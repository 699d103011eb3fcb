import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Library } from '../../electron/contract/library.ts'
import { openHost } from '../../electron/host/index.ts'
import { builtProgram, killed, killRound } from '../unit/host/store/kill-round.ts'

let directory: string
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'folium-kill-'))
})
afterEach(() => rmSync(directory, { recursive: true, force: true }))

const library = () => path.join(directory, 'library')
const open = () =>
  openHost({
    libraryPath: library(),
    resourcesPath: path.resolve('resources'),
    version: '0',
    door: 'terminal',
    systemLanguage: 'en',
    seed: false,
    openExternal: () => Promise.resolve(),
  })

test.each([
  ['between snapshots', 1_000_000],
  ['while snapshots are written', 3],
])('loses no acknowledged edit in 100 kills %s', async (_, every) => {
  const program = await builtProgram('tests/unit/host/store/writer.ts', path.join(directory, 'built'))
  let count = 0
  for (let round = 0; round < 100; round++) count = await killRound(program, library(), count, every)
  expect(count).toBeGreaterThan(100)
})

test('keeps every import whole in 50 kills', async () => {
  const program = await builtProgram('tests/soak/library-writer.ts', path.join(directory, 'built'))
  const wanted = new Set<string>()
  for (let round = 0; round < 50; round++) {
    for (const word of await killed(program, [library()], 700)) if (word !== 'open') wanted.add(word)
    const host = await open()
    const { topics, entries } = host.records.data
    const titles = new Set(Object.values(topics).map(({ title }) => title))
    for (const title of wanted) expect(titles).toContain(title)
    // All of an import or nothing of it.
    for (const { id } of Object.values(topics))
      expect(Object.values(entries).filter(entry => entry.topicId === id && entry.kind === 'item')).toHaveLength(300)
    await host.close()
    if (round % 10 === 9) {
      rmSync(library(), { recursive: true })
      wanted.clear()
    }
  }
})

test('migrates whatever is left of a migration that was killed, 50 times', async () => {
  const program = await builtProgram('tests/soak/library-writer.ts', path.join(directory, 'built'))
  const old = path.join(directory, 'old')
  mkdirSync(old)
  const fixture = 'tests/fixtures/migrations/002-add-trash/library.before.json'
  copyFileSync(fixture, path.join(old, 'library.json'))
  const file = JSON.parse(readFileSync(fixture, 'utf8')) as Library
  for (let n = 0; n < 20_000; n++)
    file.topics[`topic-${n}`] = { id: `topic-${n}`, parentId: null, order: `a${n}`, title: `topic ${n}` }
  writeFileSync(path.join(old, 'library.json'), JSON.stringify(file))
  for (let round = 0; round < 50; round++) {
    rmSync(library(), { recursive: true, force: true })
    cpSync(old, library(), { recursive: true })
    for (let kill = 0; kill < 3; kill++) await killed(program, [library(), 'migrate'], 1500, true)
    const host = await open()
    expect(host.notices).toEqual([])
    expect(host.records.data.topics).toEqual(file.topics)
    expect(host.records.data.items).toEqual(file.items)
    await host.close()
  }
})
