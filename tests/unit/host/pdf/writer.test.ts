import { expect, test } from 'vitest'
import type { KnownAnnotation } from '../../../../electron/contract/annotation.ts'
import { startPalette } from '../../../../electron/contract/choices.ts'
import type { FilledField } from '../../../../electron/contract/form.ts'
import { PdfFile } from '../../../../electron/host/pdf/file.ts'
import { type PdfAnnotation, readAnnotations } from '../../../../electron/host/pdf/read.ts'
import { writeAnnotations } from '../../../../electron/host/pdf/writer.ts'
import { packedPdf } from '../../../fixtures/packed-pdf.ts'
import { paperOf, pdfFrom } from '../../../fixtures/pdf.ts'
import { digestOf, signedDigest, signedFields, signedPdf } from '../../../fixtures/signed-pdf.ts'
import { everyKind, highlightAt } from './marks.ts'

const written = async (bytes: Uint8Array, marks = everyKind(), fields: FilledField[] = [], password = '') =>
  writeAnnotations(PdfFile.open(bytes, password), marks, startPalette, fields)
const read = (bytes: Uint8Array, password = ''): Map<string, PdfAnnotation> =>
  new Map(readAnnotations(PdfFile.open(bytes, password)).map(annotation => [annotation.name, annotation]))

const files: [string, Uint8Array, string][] = [
  ['a table', pdfFrom(paperOf(2)), ''],
  ['streams', packedPdf(), ''],
  ['an encrypted file', pdfFrom(paperOf(2), { password: 'secret' }), 'secret'],
  ['junk before the header', Buffer.concat([Buffer.from('junk\n'.repeat(20)), pdfFrom(paperOf(1))]), ''],
]

test.each(files)('writes every kind at the end of %s, and reads it back', async (_, bytes, password) => {
  const { bytes: out, ...counts } = await written(bytes, everyKind(), [], password)
  expect(counts).toEqual({
    added: 9,
    changed: 0,
    unchanged: 0,
    removed: 0,
    misplaced: [],
    filled: 0,
    unfilled: [],
    signed: false,
    forbidden: false,
    rebuilt: false,
  })
  expect(Buffer.compare(out.subarray(0, bytes.length), bytes)).toBe(0)
  const back = read(out, password)
  expect([...back.values()].map(({ subtype }) => subtype)).toEqual([
    'Highlight',
    'Underline',
    'StrikeOut',
    'Squiggly',
    'Text',
    'FreeText',
    'FreeText',
    'Ink',
    'Square',
  ])
  expect(back.get('mark-1')).toMatchObject({
    page: 1,
    color: '#ffd400',
    opacity: 0.5,
    contents: '重要的 comment: $x^2$ (and a bracket\\',
    author: 'Ada 李',
    createdAt: '2026-11-25T18:30:00.000Z',
    modifiedAt: '2026-11-25T19:00:05.000Z',
    tags: ['em', '鞍点'],
    quadsPt: [
      [100, 700, 300, 714],
      [100, 684, 260, 698],
    ],
    ours: true,
  })
  expect(back.get('mark-7')).toMatchObject({ contents: '自由文本，中文与 English 混排，会换行。', sizePt: 12 })
  expect(back.get('mark-8')?.strokes).toEqual([
    [100, 500, 150, 520, 200, 480],
    [250, 500],
  ])
})

test('writes nothing the second time', async () => {
  const first = await written(pdfFrom(paperOf(2)))
  const second = await written(first.bytes)
  expect(second).toMatchObject({ added: 0, changed: 0, unchanged: 9, removed: 0 })
  expect(Buffer.compare(second.bytes, first.bytes)).toBe(0)
})

test('changes an annotation in its place and keeps what others wrote to it', async () => {
  const first = await written(pdfFrom(paperOf(1)))
  const changed = everyKind().map(mark =>
    mark.id === 'mark-5' ? { ...mark, comment: 'Another word', color: 'blue' } : mark,
  )
  const second = await written(first.bytes, changed)
  expect(second).toMatchObject({ added: 0, changed: 1, unchanged: 8 })
  const back = readAnnotations(PdfFile.open(second.bytes))
  expect(back).toHaveLength(9)
  expect(back.find(({ name }) => name === 'mark-5')).toMatchObject({ contents: 'Another word', color: '#2ea8e5' })
})

test('takes away what the library has no longer, and nobody else’s', async () => {
  const first = await written(pdfFrom(paperOf(2)), [
    highlightAt('one', 1, [72, 680, 200, 692], 'with a popup'),
    highlightAt('two', 2, [72, 680, 200, 692]),
  ])
  const foreign = Buffer.from(
    Buffer.from(first.bytes).toString('latin1').replaceAll('/Folium({})', '/Strang({})'),
    'latin1',
  )
  expect((await written(foreign, [])).removed).toBe(0)
  const third = await written(first.bytes, [highlightAt('two', 2, [72, 680, 200, 692])])
  expect(third).toMatchObject({ removed: 1, unchanged: 1, added: 0 })
  expect([...read(third.bytes).keys()]).toEqual(['two'])
  expect(PdfFile.open(third.bytes).listOf(PdfFile.open(third.bytes).pages()[0]?.dict.get('Annots'))).toEqual([])
})

test('makes one annotation a page of a mark over two pages', async () => {
  const mark = highlightAt('long', 1, [72, 80, 500, 92])
  if (mark.kind !== 'highlight') throw new Error('a highlight')
  const parts = [
    ...mark.parts,
    { page: 2, start: 0, end: 9, rectsPt: [[72, 700, 300, 712] as [number, number, number, number]] },
  ]
  const { bytes, added } = await written(pdfFrom(paperOf(2)), [{ ...mark, parts }])
  expect(added).toBe(2)
  expect([...read(bytes)].map(([name, { page }]) => [name, page])).toEqual([
    ['long', 1],
    ['long.2', 2],
  ])
})

test('changes the annotation that ours was taken over from', async () => {
  const foreign = await written(pdfFrom(paperOf(1)), [highlightAt('theirs', 1, [72, 680, 200, 692], 'before')])
  const [{ id } = { id: '' }] = readAnnotations(PdfFile.open(foreign.bytes))
  const ours = { ...highlightAt('ours', 1, [72, 680, 200, 692], 'after'), origin: { program: 'pdf', id } }
  const stripped = Buffer.from(
    Buffer.from(foreign.bytes).toString('latin1').replaceAll('/Folium({})', '/Strang({})'),
    'latin1',
  )
  const { bytes, added, changed } = await written(stripped, [ours])
  expect({ added, changed }).toEqual({ added: 0, changed: 1 })
  expect(readAnnotations(PdfFile.open(bytes)).map(({ name, contents }) => [name, contents])).toEqual([
    ['ours', 'after'],
  ])
})

test('says which annotations have no page in this file', async () => {
  expect(await written(pdfFrom(paperOf(1)), [highlightAt('far', 7, [0, 0, 10, 10])])).toMatchObject({
    misplaced: ['far'],
    added: 0,
  })
})

test('mends a lost cross-reference with the addition', async () => {
  const broken = Buffer.from(
    Buffer.from(pdfFrom(paperOf(2)))
      .toString('latin1')
      .replace(/startxref\n\d+/, 'startxref\n99'),
    'latin1',
  )
  const { bytes, rebuilt } = await written(broken)
  expect(rebuilt).toBe(true)
  const mended = PdfFile.open(bytes)
  expect(mended.crossReference.rebuilt).toBeUndefined()
  expect(mended.pages()).toHaveLength(2)
  expect(readAnnotations(mended)).toHaveLength(9)
})

test('adds less than a kilobyte for each annotation beside the font', async () => {
  const marks = Array.from({ length: 200 }, (_, index) =>
    highlightAt(
      `mark-${index}`,
      1 + (index % 20),
      [72, 100 + index, 400, 112 + index],
      `Comment number ${index}, of a usual length for a remark`,
    ),
  )
  const bytes = pdfFrom(paperOf(20))
  const out = await written(bytes, marks)
  expect(out.bytes.length - bytes.length).toBeLessThan(200 * 1024)
})

test('refuses a wrong password and a file that is none', () => {
  const locked = pdfFrom(paperOf(1), { password: 'secret' })
  expect(() => PdfFile.open(locked, 'wrong')).toThrow(expect.objectContaining({ fault: 'password' }))
  expect(() => PdfFile.open(locked)).toThrow(expect.objectContaining({ fault: 'password' }))
  expect(() => PdfFile.open(Buffer.from('<html>no PDF at all</html>'))).toThrow(
    expect.objectContaining({ fault: 'damaged' }),
  )
})

test('leaves what a signature covers as it was, and says that the file is signed', async () => {
  const bytes = signedPdf()
  const kept = signedDigest(bytes)
  expect(digestOf(bytes)).toBe(kept)
  const fields = [{ id: signedFields.name, value: 'Ada 李' }]
  const first = await written(bytes, everyKind(), fields)
  expect(first).toMatchObject({ signed: true, forbidden: false, rebuilt: false, added: 9, filled: 1 })
  expect(Buffer.compare(first.bytes.subarray(0, bytes.length), bytes)).toBe(0)
  expect(digestOf(first.bytes)).toBe(kept)
  // And again, over our own addition.
  const second = await written(first.bytes, everyKind().slice(1), fields)
  expect(second).toMatchObject({ signed: true, removed: 1, filled: 0 })
  expect(digestOf(second.bytes)).toBe(kept)
  expect(digestOf(first.bytes.with(100, 0))).not.toBe(kept)
})

test('says where the signer of a file does not allow what is added', async () => {
  const fields = [{ id: signedFields.name, value: 'Ada' }]
  const forbidden = async (allows: 1 | 2 | 3, marks: KnownAnnotation[], filled: typeof fields) =>
    (await written(signedPdf(allows), marks, filled)).forbidden
  expect(await forbidden(1, [], fields)).toBe(true)
  expect(await forbidden(2, [], fields)).toBe(false)
  expect(await forbidden(2, everyKind(), [])).toBe(true)
  expect(await forbidden(3, everyKind(), fields)).toBe(false)
  expect(await forbidden(1, [], [])).toBe(false)
  expect((await written(signedPdf(3, 1), [], fields)).forbidden).toBe(true)
})
