import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { KnownAnnotation } from '../../../../electron/contract/annotation.ts'
import type { ExportedFile } from '../../../../electron/contract/answers.ts'
import type { CallArgs, CallName } from '../../../../electron/contract/calls.ts'
import { isZip, readZip } from '../../../../electron/host/exchange/zip.ts'
import type { Host } from '../../../../electron/host/index.ts'
import { zipFrom } from '../../../../renderer/lib/zip.ts'
import { linesAt, pdfFrom, prose } from '../../../fixtures/pdf.ts'
import { everyKind } from '../pdf/marks.ts'
import { callOn, hostIn } from '../opened.ts'

let directory: string
let host: Host

const pdf = pdfFrom([{ runs: linesAt(72, 700, prose) }])
const utf8 = (text: string) => new Uint8Array(new TextEncoder().encode(text))
const call = <K extends CallName>(name: K, args: CallArgs<K>) => callOn(host, name, args)
const preview = (name: string, files: { name: string; bytes: Uint8Array }[]) =>
  call('import:preview', { name, files: files as CallArgs<'import:preview'>['files'], format: null })
const take = async (name: string, files: { name: string; bytes: Uint8Array }[]) =>
  call('import:apply', { id: (await preview(name, files)).id })
const zipped = (files: ExportedFile[]) =>
  new Uint8Array(zipFrom(files.map(({ fileName: name, bytes }) => ({ name, bytes }))))
const titles = () => Object.values(host.records.data.items).map(({ title }) => title)

/** Closes the library and opens another one, or the same again. */
async function open(name: string): Promise<void> {
  await host?.close()
  host = await hostIn(path.join(directory, name))
}

beforeEach(async () => {
  directory = mkdtempSync(path.join(tmpdir(), 'folium-companions-'))
  await open('a')
})
afterEach(async () => {
  await host.close()
  rmSync(directory, { recursive: true, force: true })
})

/** A library with a paper that is annotated in every way; gives the paper's hash. */
async function annotated(): Promise<string> {
  const topicId = await call('topic:add', { parentId: null, before: null, title: 'Papers' })
  const entry = host.records.get('entries', await call('item:add', { topicId, title: 'Saddle points', url: null }))
  if (entry.kind !== 'item') throw new Error('an item')
  const { id: paper } = await call('paper:attach', { itemId: entry.itemId, fileName: 'saddle.pdf', bytes: pdf })
  await call('note:write', { topicId, language: null, markdown: 'words $x^2$\n' })
  const picture = await call('picture:keep', { bytes: new Uint8Array(Buffer.from('89504e470d0a1a0a00', 'hex')) })
  const puts = everyKind().map(each => ({
    id: each.id,
    annotation: { ...each, paper, ...(each.kind === 'area' ? { picture } : {}) } as KnownAnnotation,
  }))
  await call('annotation:edit', { paper, edit: 'add', puts })
  return paper
}

test('takes a whole library out and in again: records, annotations, pictures and PDFs', async () => {
  const paper = await annotated()
  const files = await call('library:export', { format: 'folium' })
  expect(files.map(({ fileName }) => fileName.replace(/[0-9a-f]{64}/, '…'))).toEqual([
    'library.folium.json',
    'annotations/….json',
    'pictures/….png',
  ])
  files.push({ fileName: `papers/${paper}.pdf`, bytes: await call('paper:read', { hash: paper }) })
  const dump = [{ name: 'folium.zip', bytes: zipped(files) }]
  const marks = await call('annotation:list', { paper })
  const before = structuredClone(host.records.data)

  await open('b')
  const shown = await preview('folium.zip', dump)
  expect(shown.said).toEqual([{ key: 'with-papers', params: { papers: 1, annotations: everyKind().length } }])
  await call('import:apply', { id: shown.id })
  for (const table of ['topics', 'items', 'entries'] as const) expect(host.records.data[table]).toEqual(before[table])
  expect(await call('annotation:list', { paper })).toEqual(marks)
  expect(Buffer.from(await call('paper:read', { hash: paper })).equals(Buffer.from(pdf))).toBe(true)
  const picture = marks.flatMap(each => ('picture' in each ? String(each.picture) : []))[0] ?? ''
  expect(await call('picture:read', { hash: picture })).toHaveLength(9)

  // The same again changes nothing; what was written here since stays.
  expect((await preview('folium.zip', dump)).counts.changes).toBe(0)
  expect(await take('folium.zip', dump)).toMatchObject({ unchanged: true })

  // One step takes all of it back, after a restart too.
  await open('b')
  await call('library:undo', {})
  expect(titles()).toEqual([])
  expect(await call('annotation:list', { paper })).toEqual([])
  await open('b')
  await call('library:redo', {})
  expect(titles()).toEqual(['Saddle points'])
  expect(await call('annotation:list', { paper })).toEqual(marks)
})

test('keeps what is newer here, and takes what is newer in the dump', async () => {
  const paper = await annotated()
  const dump = [{ name: 'folium.zip', bytes: zipped(await call('library:export', { format: 'folium' })) }]
  const [first, second] = (await call('annotation:list', { paper })) as KnownAnnotation[]
  if (!first || !second) throw new Error('two annotations')
  const later = { ...first, comment: 'here', modifiedAt: '2099-01-01T00:00:00.000Z' }
  const earlier = { ...second, comment: 'old', modifiedAt: '2001-01-01T00:00:00.000Z' }
  const puts = [later, earlier].map(annotation => ({ id: annotation.id, annotation }))
  await call('annotation:edit', { paper, edit: 'comment', puts })
  await take('folium.zip', dump)
  const now = (await call('annotation:list', { paper })) as KnownAnnotation[]
  expect(now.find(({ id }) => id === first.id)?.comment).toBe('here')
  expect(now.find(({ id }) => id === second.id)?.comment).toBe(second.comment)
})

const bib = `@article{minimax, title = {Saddle points}, author = {von Neumann, John}, year = {1928},
  url = {https://example.org/saddle}, file = {Full Text:files/1/saddle.pdf:application/pdf}}\n`
const zoteroMarks = JSON.stringify([
  {
    id: 'ZOTERO01',
    type: 'highlight',
    text: 'words',
    comment: 'a thought',
    color: '#ffd400',
    pageLabel: '1',
    position: { pageIndex: 0, rects: [[72, 690, 200, 710]] },
    tags: [{ name: 'key' }],
    dateModified: '2026-01-01T00:00:00Z',
    parentTitle: 'Saddle points',
    parentURL: 'https://example.org/saddle',
  },
])

test.each([
  ['an archive', true],
  ['two files, of a paper that is here', false],
])('takes Zotero’s items with the annotations of their PDFs: %s', async (_, isArchive) => {
  const files = [
    { name: 'Export/export.bib', bytes: utf8(bib) },
    { name: 'Export/annotations.json', bytes: utf8(zoteroMarks) },
  ]
  const given = isArchive
    ? [{ name: 'Export.zip', bytes: zipFrom([...files, { name: 'Export/files/1/saddle.pdf', bytes: pdf }]) }]
    : files
  if (!isArchive) {
    const topicId = await call('topic:add', { parentId: null, before: null, title: 'Papers' })
    const place = await call('item:add', { topicId, title: 'Saddle points', url: 'https://example.org/saddle' })
    const entry = host.records.get('entries', place)
    const itemId = entry.kind === 'item' ? entry.itemId : ''
    await call('paper:attach', { itemId, fileName: 'saddle.pdf', bytes: pdf })
  }
  const shown = await preview('Export', given)
  expect(shown.format).toBe('bibtex')
  expect(shown.said).toContainEqual({ key: 'with-marks', params: { count: 1 } })
  await call('import:apply', { id: shown.id })
  const paper = Object.keys(host.records.data.papers)[0] ?? ''
  const marks = () => call('annotation:list', { paper }) as Promise<KnownAnnotation[]>
  expect(await marks()).toMatchObject([{ kind: 'highlight', comment: 'a thought', tags: ['key'] }])
  expect((await preview('Export', given)).counts.changes).toBe(0)
  expect(await take('Export', given)).toMatchObject({ unchanged: true })
  await call('library:undo', {})
  expect(await marks()).toEqual([])
  expect(Object.values(host.records.data.items).some(({ reference }) => reference?.author)).toBe(false)
  await call('library:redo', {})
  expect(await marks()).toHaveLength(1)
})

test('refuses an archive that is damaged, and reads no more of an entry than it says', async () => {
  const whole = zipFrom([{ name: 'a.bib', bytes: utf8(bib) }])
  expect(isZip(whole)).toBe(true)
  expect(readZip(whole, 'a.zip').map(({ name, read }) => [name, new TextDecoder().decode(read())])).toEqual([
    ['a.bib', bib],
  ])
  for (let length = 4; length < whole.length; length += 7)
    await expect(preview('a.zip', [{ name: 'a.zip', bytes: whole.slice(0, length) }])).rejects.toThrow(
      'file-unreadable',
    )
  for (let at = 30; at < whole.length - 22; at += 3) {
    const broken = whole.slice()
    broken[at] = (broken[at] ?? 0) ^ 0xff
    // Either it is refused, or (a byte that nobody needs) it is as it was.
    await preview('a.zip', [{ name: 'a.zip', bytes: broken }]).catch((error: unknown) =>
      expect(String(error)).toMatch(/file-unreadable|not-one-list/),
    )
  }
  // Ten megabytes of zeros that call themselves ten bytes.
  const bomb = deflateRawSync(Buffer.alloc(10 << 20))
  const lie = zipFrom([{ name: 'a.bib', bytes: new Uint8Array(bomb) }])
  const view = new DataView(lie.buffer, lie.byteOffset)
  const directoryAt = view.getUint32(lie.length - 22 + 16, true)
  for (const at of [8, directoryAt + 10]) view.setUint16(at, 8, true)
  for (const at of [22, directoryAt + 24]) view.setUint32(at, 10, true)
  expect(() => readZip(lie, 'a.zip')[0]?.read()).toThrow('file-unreadable')
})

test('takes nothing of an archive under the names that it gives', async () => {
  const files = ['../../evil.md', '/etc/evil.md', 'C:\\evil.md'].map(name => ({
    name,
    bytes: utf8('---\ndoi: 10.1000/x\n---\n'),
  }))
  await take('notes.zip', [{ name: 'notes.zip', bytes: zipFrom(files) }])
  expect(Object.values(host.records.data.items).map(({ doi }) => doi)).toEqual(['10.1000/x'])
})

test('writes the annotations that notes lead to into the notes of their papers, for Obsidian', async () => {
  await annotated()
  const [topic] = Object.values(host.records.data.topics)
  const { id } = everyKind()[0]!
  await call('note:write', { topicId: topic!.id, language: null, markdown: `See [[annotation:${id}|this]].\n` })
  const files = await call('library:export', { format: 'obsidian' })
  const texts = files.map(({ bytes }) => new TextDecoder().decode(bytes))
  const block = id.replaceAll('_', '-')
  expect(texts.find(text => text.includes('|this]]'))).toContain(`[[Saddle points#^${block}|this]]`)
  expect(texts.find(text => text.includes('title:'))).toMatch(new RegExp(`> \\[!quote\\|[\\s\\S]*\\n\\^${block}\\n`))
  // The others are nobody's business.
  expect(texts.join('').match(/\[!quote/g)).toHaveLength(1)
})
