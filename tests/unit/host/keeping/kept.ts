// A library of its own for each test of the file that imports this.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach } from 'vitest'
import type { CallArgs, CallName } from '../../../../electron/contract/calls.ts'
import type { Library } from '../../../../electron/contract/library.ts'
import type { Host } from '../../../../electron/host/index.ts'
import { callOn, hostIn } from '../opened.ts'

export let root: string
export let host: Host
export const folder = (...names: string[]) => path.join(root, 'library', ...names)

export const open = () => hostIn(root)
export async function reopen(between: () => void = () => undefined): Promise<void> {
  await host.close()
  between()
  host = await open()
}
export const call = <K extends CallName>(name: K, args: CallArgs<K>) => callOn(host, name, args)
export const addTopic = (title: string, parentId: string | null = null) =>
  call('topic:add', { parentId, before: null, title })
export const addItem = (topicId: string, title: string) => call('item:add', { topicId, title, url: null })
export const titles = () => Object.values(host.records.data.topics).map(({ title }) => title)
export const tables = () => {
  const { trash: _, visits: __, ...rest } = structuredClone(host.records.data)
  return rest
}
export const mark = { id: 'mark-0001', kind: 'hologram', comment: 'a thought' }
export const paper = 'a'.repeat(64)
export const markPaper = () =>
  call('annotation:edit', { paper, edit: 'add', puts: [{ id: mark.id, annotation: mark }] })

/** Changes library.json as a hand with an editor would. */
export function changeFile(change: (library: Library & { folium: number; sequence: number }) => void): void {
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
