import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { KnownAnnotation, TextMark } from '../../../../electron/contract/annotation.ts'
import type { CallArgs, CallName } from '../../../../electron/contract/calls.ts'
import type { Host } from '../../../../electron/host/index.ts'
import { PdfFile } from '../../../../electron/host/pdf/file.ts'
import { readAnnotations } from '../../../../electron/host/pdf/read.ts'
import { formFields, formPdf } from '../../../fixtures/form-pdf.ts'
import { oddFields, oddFormPdf } from '../../../fixtures/odd-form-pdf.ts'
import { linesAt, pdfFrom, prose } from '../../../fixtures/pdf.ts'
import { passage } from '../../reader/annotations/marks.ts'
import { callOn, hostIn } from '../opened.ts'

let directory: string
let host: Host
const call = <K extends CallName>(name: K, args: CallArgs<K>) => callOn(host, name, args)
const open = () => hostIn(directory)
beforeEach(async () => {
  directory = mkdtempSync(path.join(tmpdir(), 'folium-carry-'))
  host = await open()
})
afterEach(async () => {
  await host.close()
  rmSync(directory, { recursive: true, force: true })
})

const first = pdfFrom([{ runs: linesAt(72, 700, [...prose, 'Rank four is enough for every task that we tried.']) }])
const second = pdfFrom([
  { runs: linesAt(72, 700, ['A new title page stands before it all in this version of the paper.']) },
  { runs: linesAt(72, 650, ['One more line at the top.', ...prose]) },
])

const marks = {
  first:
    '/Subtype /Highlight /Rect [72 698 540 712] /QuadPoints [72 712 540 712 72 698 540 698] /C [1 1 0] /NM (nm-1) /Contents (first)',
  second:
    '/Subtype /Underline /Rect [72 682 540 696] /QuadPoints [72 696 540 696 72 682 540 682] /C [1 0 0] /Contents (second)',
  square: '/Subtype /Square /Rect [300 300 360 340] /C [0 0 1] /T (Ann) /Contents (square)',
  note: '/Subtype /Text /Rect [500 600 520 620] /T (Ann) /CreationDate (D:20260101120000Z) /Contents (note)',
  other: '/Subtype /Square /Rect [100 100 160 140] /T (Ann) /Contents (other)',
}
const markedPdf = (names: readonly (keyof typeof marks)[]) =>
  pdfFrom([{ runs: linesAt(72, 700, prose), annotations: names.map(name => marks[name]) }], { annotationObjects: true })

async function itemWith(fileName: string, bytes: Uint8Array<ArrayBuffer>): Promise<[string, string]> {
  const topicId = await call('topic:add', { parentId: null, before: null, title: 'topic' })
  await call('item:add', { topicId, title: 'item', url: null })
  const [itemId = ''] = Object.keys(host.records.data.items)
  return [itemId, (await call('paper:attach', { itemId, fileName, bytes })).id]
}

/** What the objects of a paper's marks say, by their numbers. */
async function objectsOf(paper: string): Promise<Map<string, string>> {
  const bytes = await host.papers.read(paper, { signal: new AbortController().signal, progress: () => undefined })
  return new Map(readAnnotations(PdfFile.open(bytes)).map(({ id, contents }) => [id, contents]))
}

test('finds the annotations of an earlier file again, keeps the rest as orphans, and the earlier ones untouched', async () => {
  const topicId = await call('topic:add', { parentId: null, before: null, title: 'topic' })
  await call('item:add', { topicId, title: 'item', url: null })
  const [itemId = ''] = Object.keys(host.records.data.items)
  const { id: from } = await call('paper:attach', { itemId, fileName: 'v1.pdf', bytes: first })
  const marks = [
    passage('mark1', 1, 0, prose[1], { paper: from }),
    passage('mark2', 1, 400, 'Rank four is enough for every task that we tried.', { paper: from }),
  ]
  await call('annotation:edit', {
    paper: from,
    edit: 'add',
    puts: marks.map(annotation => ({ id: annotation.id, annotation })),
  })
  const { id: paper } = await call('paper:attach', { itemId, fileName: 'v2.pdf', bytes: second })
  expect(await call('annotation:carry', { paper, from })).toEqual({ found: 1, fields: 0, orphaned: 1 })
  const [found, orphan] = (await call('annotation:list', { paper })) as TextMark[]
  expect(found).toMatchObject({ id: 'mark1', paper, parts: [{ page: 2 }], anchoring: { from, state: 'found' } })
  // The second line of the prose stands 32 points under the first of the page.
  expect(found?.parts[0]?.rectsPt[0]?.[1]).toBeCloseTo(650 - 32 - 2.4, 0)
  expect(orphan).toMatchObject({ id: 'mark2', parts: marks[1]?.parts, anchoring: { from, state: 'orphan' } })
  expect(await call('annotation:list', { paper: from })).toEqual(marks)

  expect(await call('annotation:carried', { paper })).toEqual([from])
  await call('annotation:edit', { paper, edit: 'delete', puts: [{ id: 'mark1', annotation: null }] })
  await call('annotation:undo', { paper })
  await call('annotation:undo', { paper })
  expect(await call('annotation:list', { paper })).toEqual([])
  expect(await call('annotation:carried', { paper })).toEqual([])
})

test('knows its own annotations in a copy that carries them, so that each is drawn once', async () => {
  const topicId = await call('topic:add', { parentId: null, before: null, title: 'topic' })
  await call('item:add', { topicId, title: 'item', url: null })
  const [itemId = ''] = Object.keys(host.records.data.items)
  const { id: from } = await call('paper:attach', { itemId, fileName: 'v1.pdf', bytes: first })
  const words = passage('mark1', 1, 0, prose[1], { paper: from })
  const lost = { ...passage('mark2', 1, 0, 'words that stand nowhere in the paper', { paper: from }) }
  const { quote: _, parts: __, ...shared } = words
  const note = { ...shared, id: 'note1', kind: 'note' as const, page: 1, pointPt: [500, 300] as [number, number] }
  const puts = [words, lost, note].map(annotation => ({ id: annotation.id, annotation }))
  await call('annotation:edit', { paper: from, edit: 'add', puts })
  const { bytes } = await call('annotation:write', { itemId })
  const { id: paper } = await call('paper:attach', { itemId, fileName: 'copy.pdf', bytes: new Uint8Array(bytes) })
  expect(await call('annotation:carry', { paper, from })).toEqual({ found: 3, fields: 0, orphaned: 0 })
  const carried = (await call('annotation:list', { paper })) as KnownAnnotation[]
  const objects = (await call('annotation:embedded', { itemId })).flatMap(({ objects }) => objects)
  expect(objects, 'nothing is left to take over').toEqual([])
  expect(carried.map(({ id, anchoring, origin }) => [id, anchoring, origin?.program])).toEqual([
    ['mark1', undefined, 'folium'],
    ['mark2', undefined, 'folium'],
    ['note1', undefined, 'folium'],
  ])
  expect(carried[1]).toMatchObject({ quote: lost.quote, parts: [{ rectsPt: lost.parts[0]?.rectsPt }] })
})

test('knows marks that were taken over in a file that another program wrote anew', async () => {
  const [itemId, from] = await itemWith('v1.pdf', markedPdf(['first', 'second', 'square', 'note']))
  const intake = await call('annotation:import', {
    itemId,
    fileName: 'v1.pdf',
    bytes: markedPdf(['first', 'second', 'square', 'note']),
  })
  expect(intake).toMatchObject({ added: 4 })
  const taken = (await call('annotation:list', { paper: from })) as KnownAnnotation[]
  expect(
    taken.every(mark => 'parts' in mark || mark.near),
    'each will be found again by words',
  ).toBe(true)
  const [note] = taken.filter(({ kind }) => kind === 'note')
  if (!note) throw new Error('a note')
  await call('annotation:edit', {
    paper: from,
    edit: 'comment',
    puts: [{ id: note.id, annotation: { ...note, comment: 'said since' } }],
  })
  // Their objects have other numbers there, one is gone, and one more has come.
  const { id: paper } = await call('paper:attach', {
    itemId,
    fileName: 'v2.pdf',
    bytes: markedPdf(['other', 'note', 'square', 'first']),
  })
  await call('annotation:carry', { paper, from })
  const carried = (await call('annotation:list', { paper })) as KnownAnnotation[]
  expect(carried).toHaveLength(4)
  expect(carried.find(({ kind }) => kind === 'note')).toMatchObject({ comment: 'said since' })
  const objects = await objectsOf(paper)
  expect(carried.map(({ origin, anchoring }) => (anchoring ? 'carried' : objects.get(origin?.id ?? '')))).toEqual([
    'first',
    'carried',
    'square',
    'note',
  ])
  const left = await call('annotation:embedded', { itemId })
  expect(
    left.map(({ annotation }) => annotation.comment),
    'only what is new is offered',
  ).toEqual(['other'])
})

test('does not mistake the numbers of another copy for the paper’s own', async () => {
  const [itemId, paper] = await itemWith('v1.pdf', markedPdf(['first', 'square']))
  const copy = markedPdf(['other', 'note'])
  expect(await call('annotation:import', { itemId, fileName: 'copy.pdf', bytes: copy })).toMatchObject({ added: 2 })
  expect(await call('annotation:import', { itemId, fileName: 'copy.pdf', bytes: copy })).toMatchObject({ unchanged: 2 })
  const list = (await call('annotation:list', { paper })) as KnownAnnotation[]
  expect(list.map(({ origin }) => origin?.program)).toEqual(['pdf-copy', 'pdf-copy'])
  expect(await call('annotation:embedded', { itemId }), 'the paper’s own are still there to take').toHaveLength(2)
})

test('fills the fields of the same name in a newer file, and lists what has no field there', async () => {
  const topicId = await call('topic:add', { parentId: null, before: null, title: 'topic' })
  await call('item:add', { topicId, title: 'item', url: null })
  const [itemId = ''] = Object.keys(host.records.data.items)
  const { id: from } = await call('paper:attach', { itemId, fileName: 'v1.pdf', bytes: formPdf() })
  const filled = [
    { id: formFields.agreed, value: true },
    { id: formFields.name, value: 'Ada Lovelace' },
    { id: formFields.large, value: true },
    { id: formFields.small, value: false },
  ]
  await call('form:fill', { paper: from, fields: filled })
  const { id: paper } = await call('paper:attach', { itemId, fileName: 'v2.pdf', bytes: oddFormPdf() })
  expect(await call('annotation:carry', { paper, from })).toEqual({ found: 0, fields: 1, orphaned: 2 })
  // By its name: it has another number, and another state, in this file.
  expect(await call('form:get', { paper })).toEqual([{ id: oddFields.above, value: true }])
  expect(await call('annotation:list', { paper })).toMatchObject([
    { comment: '**name**\n\nAda Lovelace', anchoring: { from, state: 'orphan' }, page: 1, pointPt: [160, 705] },
    { comment: '**size = L**\n\n✓', anchoring: { from, state: 'orphan' } },
  ])
  expect(await call('form:get', { paper: from })).toHaveLength(filled.length)
  await call('annotation:undo', { paper })
  expect(await call('form:get', { paper })).toEqual([])
  expect(await call('annotation:list', { paper })).toEqual([])

  // What is filled in already is not written over; back in the first file every name is known.
  await call('form:fill', { paper, fields: [{ id: oddFields.above, value: false }] })
  expect(await call('annotation:carry', { paper, from })).toMatchObject({ fields: 0 })
  expect(await call('form:get', { paper })).toEqual([{ id: oddFields.above, value: false }])
})
