import { mkdtempSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { KnownAnnotation } from '../../../../electron/contract/annotation.ts'
import type { CallArgs, CallName } from '../../../../electron/contract/calls.ts'
import type { Host } from '../../../../electron/host/index.ts'
import { PdfFile } from '../../../../electron/host/pdf/file.ts'
import { readAnnotations } from '../../../../electron/host/pdf/read.ts'
import { chinesePage, linesAt, pdfFrom, prose } from '../../../fixtures/pdf.ts'
import { signedPdf } from '../../../fixtures/signed-pdf.ts'
import { everyKind } from '../pdf/marks.ts'
import { callOn, hostIn } from '../opened.ts'

let directory: string
let host: Host
let itemId: string
let before: string

const paperBytes = pdfFrom([{ runs: linesAt(72, 700, prose) }, chinesePage])
const call = <K extends CallName>(name: K, args: CallArgs<K>) => callOn(host, name, args)
const list = (paper: string) => call('annotation:list', { paper }) as Promise<KnownAnnotation[]>
const put = (paper: string, annotations: KnownAnnotation[]) =>
  call('annotation:edit', {
    paper,
    edit: 'add',
    puts: annotations.map(annotation => ({ id: annotation.id, annotation: { ...annotation, paper } })),
  })
const remove = (paper: string, id: string) =>
  call('annotation:edit', { paper, edit: 'delete', puts: [{ id, annotation: null }] })
const fileOf = (hash: string) => readFile(path.join(directory, 'library/papers', `${hash}.pdf`))
const write = (signed = false) => call('annotation:write-into', { itemId, signed })
const plain = (annotations: readonly KnownAnnotation[]) =>
  annotations.map(({ paper: _, origin: __, ...others }) => others).toSorted((a, b) => a.id.localeCompare(b.id))

async function paperOn(title: string, bytes: Uint8Array<ArrayBuffer>): Promise<[string, string]> {
  const topicId = await call('topic:add', { parentId: null, before: null, title: 'Papers' })
  const entry = host.records.get('entries', await call('item:add', { topicId, title, url: null }))
  if (entry.kind !== 'item') throw new Error('an item')
  const { id } = await call('paper:attach', { itemId: entry.itemId, fileName: 'saddle.pdf', bytes })
  return [entry.itemId, id]
}

beforeEach(async () => {
  directory = mkdtempSync(path.join(tmpdir(), 'folium-into-'))
  host = await hostIn(directory)
  ;[itemId, before] = await paperOn('Saddle points', paperBytes)
})
afterEach(async () => {
  await host.close()
  rmSync(directory, { recursive: true, force: true })
})

test('writes into the paper itself, keeps the file as it was, and shows nothing twice', async () => {
  await put(before, everyKind())
  const marks = await list(before)
  const { paper, backup, ...counts } = await write()
  expect(counts).toMatchObject({
    fileName: 'saddle.pdf',
    added: readAnnotations(PdfFile.open(await fileOf(paper))).length,
  })
  expect(backup).toBe(`papers/${before}.pdf`)
  expect(Buffer.compare(await fileOf(before), paperBytes), 'the file as it was').toBe(0)
  expect((await fileOf(paper)).subarray(0, paperBytes.length).equals(paperBytes), 'begins as the old one').toBe(true)
  expect(host.records.get('items', itemId)).toMatchObject({ paper, versions: [before] })

  const written = await list(paper)
  expect(plain(written), 'every field as it was').toEqual(plain(marks))
  const objects = new Set(written.flatMap(({ origin }) => origin?.id.split(' ') ?? []))
  expect(readAnnotations(PdfFile.open(await fileOf(paper))).filter(({ id }) => !objects.has(id))).toEqual([])
  expect(await call('annotation:embedded', { itemId })).toEqual([])
  expect(await call('annotation:carried', { paper })).toContain(before)
  expect(await call('annotation:carry', { paper, from: before })).toMatchObject({ found: 0, orphaned: 0 })

  // A second time there is nothing to write; a change is written in the place of what was there.
  expect(await write()).toMatchObject({ paper, backup: null })
  const [first] = written
  if (!first) throw new Error('an annotation')
  await put(paper, [{ ...first, comment: 'changed since', modifiedAt: new Date().toISOString() }])
  const second = await write()
  expect(second).toMatchObject({ added: 0, changed: 1, backup: `papers/${paper}.pdf` })
  expect(host.records.get('items', itemId).versions).toEqual([before, paper])
  expect(readAnnotations(PdfFile.open(await fileOf(second.paper)))).toHaveLength(counts.added)
})

test('takes the write back and does it again, with what was done to the annotations since', async () => {
  await put(before, everyKind())
  const { paper } = await write()
  const [first, second] = await list(paper)
  if (!first || !second) throw new Error('annotations')
  await put(paper, [
    { ...second, comment: 'said since' },
    { ...first, id: 'made-since' },
  ])
  await remove(paper, first.id)
  await call('library:undo', {})
  expect(host.records.get('items', itemId).paper).toBe(before)
  const back = await list(before)
  expect(back.find(({ id }) => id === second.id)).toMatchObject({ comment: 'said since', paper: before })
  expect(
    back.every(({ origin }) => origin?.program !== 'folium'),
    'the old file has no object of ours',
  ).toBe(true)
  expect(back.map(({ id }) => id)).toContain('made-since')
  expect(back.map(({ id }) => id)).not.toContain(first.id)
  const [trashed] = await call('trash:list', {})
  expect(trashed, 'what was deleted comes back where it is seen').toMatchObject({ paper: before })

  const [, there] = back
  if (!there) throw new Error('an annotation')
  await put(before, [{ ...there, comment: 'said on the old one' }])
  await call('library:redo', {})
  expect(host.records.get('items', itemId).paper).toBe(paper)
  expect((await list(paper)).find(({ id }) => id === there.id)).toMatchObject({
    comment: 'said on the old one',
    origin: { program: 'folium' },
  })
})

test('moves every item of the paper, its place and its outline, and leads links to the file that is read', async () => {
  await put(before, everyKind())
  const [other] = await paperOn('The same again', paperBytes)
  const outline = [{ title: 'One', level: 0, page: 2, topPt: null }]
  await call('paper:outline', { hash: before, outline })
  const { paper } = await write()
  expect(host.records.get('items', other)).toMatchObject({ paper, versions: [before] })
  expect(host.records.get('papers', paper)).toMatchObject({ outline, fileName: 'saddle.pdf' })
  for (const { id } of await list(paper)) expect(await call('annotation:find', { id })).toBe(paper)
})

test('keeps an encrypted file encrypted, and draws nothing twice in it', async () => {
  const locked = pdfFrom([{ runs: linesAt(72, 700, prose) }], { password: 'secret' })
  ;[itemId, before] = await paperOn('Locked', locked)
  const [, mark] = everyKind()
  if (!mark) throw new Error('a mark')
  await put(before, [mark])
  await expect(write()).rejects.toMatchObject({ code: 'pdf-password' })
  const { paper } = await call('annotation:write-into', { itemId, signed: false, password: 'secret' })
  const bytes = await fileOf(paper)
  expect(() => PdfFile.open(bytes)).toThrow(expect.objectContaining({ fault: 'password' }))
  const [read] = readAnnotations(PdfFile.open(bytes, 'secret'))
  expect(await list(paper)).toMatchObject([{ id: mark.id, origin: { program: 'folium', id: read?.id } }])
})

test('asks before it writes into a signed file, and never where the signer forbids it', async () => {
  ;[itemId, before] = await paperOn('Signed', signedPdf())
  const [, mark] = everyKind()
  if (!mark) throw new Error('a mark')
  await put(before, [mark])
  await expect(write()).rejects.toMatchObject({ code: 'pdf-signed' })
  expect(host.records.get('items', itemId).paper).toBe(before)
  expect((await write(true)).paper).not.toBe(before)
  ;[itemId, before] = await paperOn('Closed', signedPdf(1))
  await put(before, [mark])
  await expect(write(true)).rejects.toMatchObject({ code: 'pdf-signed-closed' })
  expect(host.records.get('items', itemId).paper).toBe(before)
})
