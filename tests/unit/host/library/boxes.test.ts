import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { CallArgs, CallName } from '../../../../electron/contract/calls.ts'
import type { Host } from '../../../../electron/host/index.ts'
import { callOn, hostIn } from '../opened.ts'

let directory: string
let host: Host
const call = <K extends CallName>(name: K, args: CallArgs<K>) => callOn(host, name, args)

const list = `# Tasks\r
\r
- [ ] [One](https://a.example/1): to begin with\r
* [x] [Two](https://a.example/2)\r
1. [ ] Both: [three](https://a.example/3), [four](https://a.example/4) and words\r
- [Five](https://a.example/5) [ ] no box\r
- [ ] A book\r
`
const bytes = new Uint8Array(new TextEncoder().encode(list))
const take = async () => {
  const { id } = await call('import:preview', { name: 'tasks.md', files: [{ name: 'tasks.md', bytes }], format: null })
  await call('import:apply', { id })
}
const idOf = (title: string) => Object.values(host.records.data.items).find(item => item.title === title)!.id
const mark = (title: string, status: 'read' | 'reading' | 'to-read') =>
  call('item:mark', { ids: [idOf(title)], mark: { status } })
const exported = async () => {
  const [file] = await call('library:export', { format: 'markdown' })
  return new TextDecoder().decode(file?.bytes)
}

beforeEach(async () => {
  directory = mkdtempSync(path.join(tmpdir(), 'folium-boxes-'))
  host = await hostIn(directory)
  await take()
})
afterEach(async () => {
  await host.close()
  rmSync(directory, { recursive: true, force: true })
})

test('ticks the box of what was read in its list, and nothing else of it', async () => {
  expect(host.records.data.items[idOf('Two')]?.reading?.status).toBe('read')
  await mark('One', 'reading')
  expect(await exported()).toBe(list)
  await mark('One', 'read')
  await mark('A book', 'read')
  const after = list.replace('- [ ] [One', '- [x] [One').replace('- [ ] A book', '- [x] A book')
  expect(await exported()).toBe(after)
  await mark('Two', 'to-read')
  expect(await exported()).toBe(after.replace('* [x]', '* [ ]'))
  await mark('Five', 'read')
  expect(await exported()).toBe(after.replace('* [x]', '* [ ]'))
})

test('ticks the box of several when all are read, and takes it back with its edit', async () => {
  await mark('four', 'read')
  expect(await exported()).toBe(list)
  await mark('three', 'read')
  expect(await exported()).toBe(list.replace('1. [ ]', '1. [x]'))
  await call('library:undo', {})
  expect(await exported()).toBe(list)
  await call('library:redo', {})
  await mark('four', 'reading')
  expect(await exported()).toBe(list)
})

test('keeps what was read, and what is to be read again, when the list comes in again', async () => {
  await mark('One', 'read')
  await mark('Two', 'to-read')
  await mark('A book', 'read')
  await call('item:change', { id: idOf('A book'), title: 'The book' })
  const before = await exported()
  await take()
  expect(host.records.data.items[idOf('One')]?.reading?.status).toBe('read')
  expect(host.records.data.items[idOf('Two')]?.reading?.status).toBeUndefined()
  expect(before).toBe(
    list.replace('[ ] [One', '[x] [One').replace('[x] [Two', '[ ] [Two').replace('[ ] A book', '[x] The book'),
  )
  expect(await exported()).toBe(before)
})
