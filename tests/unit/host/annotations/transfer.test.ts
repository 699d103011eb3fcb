import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { KnownAnnotation } from '../../../../electron/contract/annotation.ts'
import type { CallArgs, CallName } from '../../../../electron/contract/calls.ts'
import type { annotationFormats } from '../../../../electron/contract/choices.ts'
import type { Host } from '../../../../electron/host/index.ts'
import { PdfFile } from '../../../../electron/host/pdf/file.ts'
import { readAnnotations } from '../../../../electron/host/pdf/read.ts'
import { chinesePage, linesAt, pdfFrom, prose } from '../../../fixtures/pdf.ts'
import { everyKind } from '../pdf/marks.ts'
import { callOn, hostIn } from '../opened.ts'

let directory: string
let host: Host
let itemId: string
let paper: string

const bytes = pdfFrom([{ runs: linesAt(72, 700, prose) }, chinesePage])

const call = <K extends CallName>(name: K, args: CallArgs<K>) => callOn(host, name, args)

async function paperOn(title: string): Promise<{ itemId: string; paper: string }> {
  const topicId = await call('topic:add', { parentId: null, before: null, title: 'Papers' })
  const entry = host.records.get(
    'entries',
    await call('item:add', { topicId, title, url: 'https://example.org/saddle' }),
  )
  if (entry.kind !== 'item') throw new Error('an item')
  const { id } = await call('paper:attach', { itemId: entry.itemId, fileName: 'saddle.pdf', bytes })
  return { itemId: entry.itemId, paper: id }
}

const put = (annotations: KnownAnnotation[]) =>
  call('annotation:edit', {
    paper,
    edit: 'add',
    puts: annotations.map(annotation => ({ id: annotation.id, annotation: { ...annotation, paper } })),
  })
const exported = async (format: (typeof annotationFormats)[number]) => {
  const files = await call('annotation:export', { itemIds: [itemId], format })
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(files[0]?.bytes)
}
const utf8 = (value: unknown) => new Uint8Array(Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)))
const take = (fileName: string, given: Uint8Array) =>
  call('annotation:import', { itemId, fileName, bytes: given as Uint8Array<ArrayBuffer> })
const list = () => call('annotation:list', { paper }) as Promise<KnownAnnotation[]>

beforeEach(async () => {
  directory = mkdtempSync(path.join(tmpdir(), 'folium-transfer-'))
  host = await hostIn(directory)
  ;({ itemId, paper } = await paperOn('Saddle points: a "study"'))
})
afterEach(async () => {
  await host.close()
  rmSync(directory, { recursive: true, force: true })
})

test('writes a copy of the paper, and takes nothing twice out of it', async () => {
  await put(everyKind())
  const written = await call('annotation:write', { itemId })
  expect(written).toMatchObject({ fileName: 'saddle (annotated).pdf', added: 9, misplaced: 0 })
  expect(readAnnotations(PdfFile.open(written.bytes))).toHaveLength(9)
  expect(await take('copy.pdf', written.bytes)).toEqual({
    added: 0,
    changed: 0,
    unchanged: 9,
    orphaned: 0,
    refused: [],
  })
  const again = await call('annotation:write', { itemId, base: written.bytes as Uint8Array<ArrayBuffer> })
  expect(again).toMatchObject({ added: 0, unchanged: 9 })
})

test('takes over what another copy of the paper carries', async () => {
  await put(everyKind())
  const { bytes: foreign } = await call('annotation:write', { itemId })
  const other = await paperOn('Another')
  const stranger = new Uint8Array(
    Buffer.from(Buffer.from(foreign).toString('latin1').replaceAll('/Folium(', '/Strang('), 'latin1'),
  )
  ;({ itemId, paper } = other)
  for (const { id } of await list())
    await call('annotation:edit', { paper, edit: 'delete', puts: [{ id, annotation: null }] })
  expect(await take('copy.pdf', stranger)).toMatchObject({ added: 9, refused: [] })
  expect((await list()).find(({ kind }) => kind === 'note')).toMatchObject({ pointPt: [320, 700] })
  expect((await list()).map(({ kind }) => kind).toSorted()).toEqual(
    everyKind()
      .map(({ kind }) => kind)
      .toSorted(),
  )
  expect(await take('copy.pdf', stranger)).toMatchObject({ added: 0, unchanged: 9 })
})

test.each(['json-ld', 'zotero', 'hypothesis'] as const)('takes its own %s in again without doubles', async format => {
  await put(everyKind())
  const text = await exported(format)
  const before = await list()
  expect(await take('file.json', utf8(text))).toMatchObject({ added: 0, changed: 0, orphaned: 0, refused: [] })
  expect(await list()).toEqual(before)
})

test.each(['json-ld', 'zotero'] as const)('brings every kind back from %s', async format => {
  const marks = everyKind()
  await put(marks)
  const text = await exported(format)
  for (const { id } of marks) await call('annotation:edit', { paper, edit: 'delete', puts: [{ id, annotation: null }] })
  expect(await take('file.json', utf8(text))).toMatchObject({ added: 9, refused: [] })
  const back = new Map((await list()).map(annotation => [annotation.id, annotation]))
  for (const mark of marks) {
    const found = back.get(mark.id)
    expect(found).toMatchObject({
      kind: mark.kind,
      color: mark.color,
      comment: mark.comment,
      author: mark.author,
      modifiedAt: mark.modifiedAt,
    })
    if ('pointPt' in mark) expect(found).toMatchObject({ pointPt: mark.pointPt })
    if ('rectPt' in mark) expect(found).toMatchObject({ rectPt: mark.rectPt })
    if ('strokes' in mark) expect(found).toMatchObject({ strokes: mark.strokes, widthPt: mark.widthPt })
  }
})

test('finds the place of a passage that Hypothesis only quotes', async () => {
  const entry = (id: string, selector: object[], more: object = {}) => ({
    id,
    uri: 'https://example.org/saddle',
    text: 'a remark',
    user: 'acct:ada@hypothes.is',
    created: '2026-01-02T03:04:05.678901+00:00',
    updated: '2026-01-02T03:04:05.678901+00:00',
    tags: ['x'],
    references: [],
    target: [{ source: 'https://example.org/saddle', selector }],
    document: { title: ['Saddle'] },
    ...more,
  })
  const file = {
    annotations: [
      entry('one', [
        {
          type: 'TextQuoteSelector',
          exact: 'Descent methods slow down near it',
          prefix: 'maximum there. ',
          suffix: ', because',
        },
      ]),
      entry('two', [{ type: 'TextQuoteSelector', exact: '动量可以帮助', prefix: '', suffix: '' }]),
      entry('lost', [{ type: 'TextQuoteSelector', exact: 'words that stand nowhere', prefix: '', suffix: '' }]),
      entry('reply', [], { references: ['one'], text: 'I agree', user: 'acct:bob@hypothes.is' }),
    ],
  }
  expect(await take('hypothesis.json', utf8(file))).toEqual({
    added: 2,
    changed: 0,
    unchanged: 0,
    orphaned: 1,
    refused: [],
  })
  const found = await list()
  const one = found.find(({ origin }) => origin?.id === 'one')
  // "meth-" and "ods" stand on two lines.
  expect(one).toMatchObject({
    kind: 'highlight',
    author: 'ada',
    comment: 'a remark\n\n**bob**: I agree',
    createdAt: '2026-01-02T03:04:05.678Z',
  })
  if (one?.kind !== 'highlight') throw new Error('a highlight')
  expect(one.parts).toHaveLength(1)
  expect(one.parts[0]?.rectsPt).toHaveLength(2)
  const [first] = one.parts[0]?.rectsPt ?? []
  expect(first?.[1]).toBeCloseTo(684 - 2.4, 0)
  expect(found.find(({ origin }) => origin?.id === 'two')).toMatchObject({ parts: [{ page: 2 }] })
  expect(found.find(({ origin }) => origin?.id === 'lost')?.anchoring).toMatchObject({ state: 'orphan' })
  expect(await take('hypothesis.json', utf8(file))).toMatchObject({ added: 0, unchanged: 3, orphaned: 0 })
})

test('gives a foreign mark the words that stand under it', async () => {
  const entries = [
    {
      type: 'highlight',
      id: 'Z1',
      color: '#ff6666',
      text: '',
      comment: '',
      position: { pageIndex: 0, rects: [[72, 696, 200, 712]] },
      tags: [{ name: 'em' }],
      dateModified: '2026-02-03T04:05:06Z',
    },
    {
      annotationType: 'ink',
      key: 'Z2',
      annotationColor: '#123456',
      annotationPosition: JSON.stringify({ pageIndex: 0, paths: [[1, 2, 3, 4]], width: 2 }),
    },
    { type: 'highlight', id: 'Z3', color: '#ff6666', text: 'nowhere', position: {} },
    'nonsense',
  ]
  expect(await take('zotero.json', utf8(entries))).toEqual({
    added: 2,
    changed: 0,
    unchanged: 0,
    orphaned: 0,
    refused: [
      { at: 3, reason: 'no-place' },
      { at: 4, reason: 'no-object' },
    ],
  })
  const [mark] = (await list()).filter(({ kind }) => kind === 'highlight')
  if (mark?.kind !== 'highlight') throw new Error('a highlight')
  expect(mark).toMatchObject({ color: 'red', tags: ['em'] })
  expect(mark.quote.exact).toMatch(/^A saddle point is a/)
})

test('takes a change that another program made later, and no older one', async () => {
  await put(everyKind())
  const entries = JSON.parse(await exported('zotero')) as { id: string; comment: string; dateModified: string }[]
  const older = entries.map(entry => ({ ...entry, comment: 'older', dateModified: '2020-01-01T00:00:00.000Z' }))
  expect(await take('zotero.json', utf8(older))).toMatchObject({ changed: 0, unchanged: 9 })
  const later = entries.map(entry =>
    entry.id === 'mark-5' ? { ...entry, comment: 'later', dateModified: '2030-01-01T00:00:00.000Z' } : entry,
  )
  expect(await take('zotero.json', utf8(later))).toMatchObject({ changed: 1, unchanged: 8 })
  expect((await list()).find(({ id }) => id === 'mark-5')?.comment).toBe('later')
})

test('writes Markdown by a template of the user’s', async () => {
  await put(everyKind().slice(0, 1))
  const [file] = await call('annotation:export', {
    itemIds: [itemId],
    format: 'markdown',
    template:
      '## {{title}}\n{{#annotations}}\n- {{quote}} [{{page}}]{{#tags}} #{{.}}{{/tags}}: {{comment}}\n{{/annotations}}\n',
  })
  expect(file?.fileName).toBe('Saddle points a study.md')
  expect(new TextDecoder().decode(file?.bytes)).toBe(
    '## Saddle points: a "study"\n- words [1] #em #鞍点: 重要的 comment: $x^2$ (and a bracket\\\n',
  )
  expect(await exported('markdown')).toContain('> words (1)\n\n重要的 comment')
})

test('writes a note for Obsidian with properties, callouts and block ids', async () => {
  await put(everyKind().slice(0, 1))
  const note = await exported('obsidian')
  expect(note).toMatch(
    /^---\ntitle: "Saddle points: a \\"study\\""\nurl: "https:\/\/example.org\/saddle"\nstatus: "to-read"\n---\n/,
  )
  expect(note).toContain('> [!quote|yellow] p. 1\n> words\n>\n> 重要的 comment')
  expect(note).toContain('> #em #鞍点\n\n^mark-1')
})

test('writes a table that no spreadsheet takes for a formula', async () => {
  await put([{ ...everyKind()[4], comment: '=HYPERLINK("x"), and\na line' } as KnownAnnotation])
  const table = await exported('csv')
  expect(table.startsWith('\ufefftitle,authors,year,citekey,page,kind')).toBe(true)
  expect(table).toContain(`"'=HYPERLINK(""x""), and\na line"`)
  expect(table).toContain('"Saddle points: a ""study"""')
})

test.each([
  ['words.txt', utf8('no annotations')],
  ['list.json', utf8([1, 2, 3])],
  ['empty.json', utf8('')],
  ['proto.json', utf8('{"__proto__": {"annotations": [{}]}}')],
])('refuses %s with a sentence', async (name, given) => {
  await expect(take(name, given)).rejects.toMatchObject({ code: 'no-annotations-read' })
})

test('puts annotations of a file that names its papers where they belong', async () => {
  await put(everyKind().slice(0, 2))
  const text = await exported('json-ld')
  for (const { id } of await list())
    await call('annotation:edit', { paper, edit: 'delete', puts: [{ id, annotation: null }] })
  const entries = JSON.parse(text) as {
    first: { items: { target: { source: { id: string } }; 'folium:record': { paper: string } }[] }
  }
  const [, second] = entries.first.items
  if (!second) throw new Error('two')
  second.target.source.id = 'https://elsewhere.org/'
  second['folium:record'].paper = 'f'.repeat(64)
  Object.assign(second.target.source, { 'dc:title': 'Nobody has it' })
  const intake = await call('annotation:import', {
    itemId: null,
    fileName: 'all.jsonld',
    bytes: utf8(entries) as Uint8Array<ArrayBuffer>,
  })
  expect(intake).toMatchObject({ added: 1, refused: [{ at: 2, reason: 'no-paper' }] })
})
