import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { removePastSegments } from '../../../../electron/host/store/journal.ts'

let directory: string
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'folium-past-'))
  for (const first of [1, 600, 1200, 4800]) writeFileSync(path.join(directory, `library.${first}.jsonl`), '')
})
afterEach(() => rmSync(directory, { recursive: true }))
const left = () =>
  readdirSync(directory)
    .map(name => Number(name.split('.')[1]))
    .sort((a, b) => a - b)

test('keeps what the oldest backup is replayed through, however long ago it was', async () => {
  await removePastSegments(directory, 'library', { oldest: 700, newest: 5000 })
  expect(left()).toEqual([600, 1200, 4800])
})

test('keeps edits that can be taken back, though no backup needs them', async () => {
  await removePastSegments(directory, 'library', { oldest: 5000, newest: 5000 })
  expect(left()).toEqual([1200, 4800])
})
