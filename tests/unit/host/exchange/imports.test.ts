import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Host } from '../../../../electron/host/index.ts'
import { hostIn } from '../opened.ts'

let directory: string
let host: Host
beforeEach(async () => {
  directory = mkdtempSync(path.join(tmpdir(), 'folium-imports-'))
  host = await hostIn(directory, { door: 'terminal' })
})
afterEach(async () => {
  await host.close()
  rmSync(directory, { recursive: true, force: true })
})

const context = () => ({ signal: new AbortController().signal, progress: () => undefined })
const preview = (text: string, name = 'refs.bib', folder: string | null = null) =>
  host.imports.preview(name, [{ name, bytes: new TextEncoder().encode(text) }], null, context(), folder)
async function imported(text: string, name?: string, folder?: string) {
  const shown = await preview(text, name, folder)
  await host.imports.apply(shown.id, context())
  return shown
}
const items = () => Object.values(host.records.data.items)
const itemNamed = (title: string) => {
  const item = items().find(one => one.title === title)
  if (!item) throw new Error(`no item ${title}`)
  return item
}

const refs = `@article{a1, title={Alpha}, author={Doe, Jane}, year=2001, journal={J}, doi={10.1000/a}}
@article{b2, title={Beta}, author={Roe, Rick}, year=2002}
@misc{c3, title={Gamma}, url={https://example.org/volume}, year=2003}
@misc{d4, title={Delta}, url={https://example.org/volume}, year=2003}
`

test('shows what it will do, does it as one edit, and does nothing twice', async () => {
  const shown = await preview(refs)
  expect(shown).toMatchObject({ format: 'bibtex', counts: { new: 4, merged: 0, unchanged: 0, refused: 0, topics: 1 } })
  expect(shown.rows[0]).toEqual({ what: 'new', title: 'Alpha', authors: 'Doe', year: 2001, topic: 'refs' })
  expect(items()).toHaveLength(0)
  await host.imports.apply(shown.id, context())
  expect(items()).toHaveLength(4)
  const before = structuredClone(host.records.data)
  expect((await imported(refs)).counts).toMatchObject({ new: 0, merged: 0, unchanged: 4, changes: 0 })
  expect(host.records.data).toEqual(before)
  await host.records.undo()
  expect(items()).toHaveLength(0)
  expect(Object.keys(host.records.data.topics)).toHaveLength(0)
})

test('takes over what changed in the file, and keeps what was changed here', async () => {
  await imported(refs)
  const beta = itemNamed('Beta')
  await host.dispatch('item:change', { id: beta.id, title: 'My Beta' }, context())
  const changed = refs.replace('title={Beta}', 'title={Beta!}, volume=7').replace('{Alpha}', '{Alpha and Omega}')
  expect((await imported(changed)).counts).toMatchObject({ new: 0, merged: 2, unchanged: 2 })
  expect(itemNamed('My Beta').reference).toMatchObject({ volume: '7', citeKey: 'b2' })
  expect(itemNamed('Alpha and Omega').reference?.citeKey).toBe('a1')
  expect((await imported(changed)).counts.changes).toBe(0)
})

test('leaves things where they stand, and makes no topic for what is known', async () => {
  await imported(refs)
  const [topic] = Object.values(host.records.data.topics)
  await host.dispatch('topic:rename', { id: topic?.id ?? '', title: 'Mine' }, context())
  const other = refs.replace('@article{b2', '@article{b9')
  expect((await imported(other, 'other.bib')).counts).toMatchObject({ new: 0, topics: 0 })
  expect(Object.keys(host.records.data.entries)).toHaveLength(4)
})

test('knows a paper by its arXiv number, and no two by one cite key', async () => {
  await imported('# T\n\n- [Attention](https://arxiv.org/abs/1706.03762)\n', 'list.md')
  const bib = `@misc{x, title={Attention Is All You Need}, eprint={1706.03762}, archivePrefix={arXiv}, doi={10.1000/q}}
@article{y, title={Other one}, year=2000}`
  expect((await imported(bib)).counts).toMatchObject({ new: 1, merged: 1 })
  expect(itemNamed('Attention')).toMatchObject({ doi: '10.1000/q', reference: { citeKey: 'x' } })
  expect((await imported('@book{y, title={Quite another}, year=1999}', 'z.bib')).counts).toMatchObject({ new: 1 })
  const text = new TextDecoder()
  const exported = await host.dispatch(
    'library:export',
    { format: 'markdown', sourceId: sourceNamed('list.md') },
    context(),
  )
  expect(exported.ok && text.decode((exported.value as { bytes: Uint8Array }[])[0]?.bytes)).toBe(
    '# T\n\n- [Attention](https://arxiv.org/abs/1706.03762)\n',
  )
})
const sourceNamed = (name: string) => Object.values(host.records.data.sources).find(one => one.name === name)?.id

test('attaches the PDFs that a file names, and says which are missing', async () => {
  const folder = path.join(directory, 'export')
  mkdirSync(path.join(folder, 'files'), { recursive: true })
  writeFileSync(path.join(folder, 'files/a.pdf'), '%PDF-1.4\nnot much\n%%EOF\n')
  const bib = `@article{a, title={A}, file={PDF:files/a.pdf:application/pdf}}
@article{b, title={B}, file={PDF:files/b.pdf:application/pdf}}`
  const shown = await imported(bib, 'lib.bib', folder)
  expect(shown.refused).toEqual([{ line: 2, reason: 'file-missing', name: 'files/b.pdf' }])
  expect(itemNamed('A').paper).toMatch(/^[0-9a-f]{64}$/)
  expect(itemNamed('B').paper).toBeNull()
  await host.records.undo()
  expect(items()).toHaveLength(0)
})

test('leaves nothing half done when it is cancelled', async () => {
  const stop = new AbortController()
  const many = Array.from({ length: 5000 }, (_, at) => `@article{k${at}, title={Title ${at}}, year=2000}`).join('\n')
  const bytes = new TextEncoder().encode(many)
  const started = host.imports.preview('many.bib', [{ name: 'many.bib', bytes }], null, {
    signal: stop.signal,
    progress: () => stop.abort(),
  })
  await expect(started).rejects.toThrow()
  expect(items()).toHaveLength(0)
  const waiting = await preview(refs)
  host.imports.discard(waiting.id)
  await expect(host.imports.apply(waiting.id, context())).rejects.toMatchObject({ code: 'not-found' })
})

test('plans anew when the library was changed after the preview', async () => {
  const shown = await preview(refs)
  await imported('@article{a1, title={Alpha}, doi={10.1000/a}}', 'first.bib')
  await expect(host.imports.apply(shown.id, context())).rejects.toMatchObject({ code: 'not-found' })
  const again = await preview(refs)
  await host.dispatch('topic:add', { parentId: null, before: null, title: 'refs' }, context())
  await host.imports.apply(again.id, context())
  expect(
    Object.values(host.records.data.topics)
      .map(({ title }) => title)
      .sort(),
  ).toEqual(['first', 'refs'])
})
