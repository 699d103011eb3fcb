import { expect, test } from 'vitest'
import type { KnownAnnotation } from '../../../../electron/contract/annotation.ts'
import { startPalette } from '../../../../electron/contract/choices.ts'
import { foreignFromPdf } from '../../../../electron/host/annotations/from-pdf.ts'
import { PdfFile } from '../../../../electron/host/pdf/file.ts'
import { type Name, Ref } from '../../../../electron/host/pdf/objects.ts'
import { readAnnotations } from '../../../../electron/host/pdf/read.ts'
import { writeAnnotations } from '../../../../electron/host/pdf/writer.ts'
import { paperOf, pdfFrom } from '../../../fixtures/pdf.ts'

/** A form that stands for an appearance; the tests ask only whether it stays. */
const look = '/AP << /N 8 0 R >>'
const place = '/Rect [100 600 160 640]'
const words = { id: 'ours', paper: 'a'.repeat(64), comment: 'said to it', author: 'Ada', tags: ['seen'] }

const fileWith = (annotation: string): PdfFile =>
  PdfFile.open(
    pdfFrom(
      paperOf(1).map(page => ({ ...page, annotations: [annotation] })),
      { annotationObjects: true },
    ),
  )

/** What an annotation of a PDF is after it was taken over, changed and written; and once more with nothing changed. */
async function writtenBack(annotation: string, change: object = {}) {
  const file = fileWith(annotation)
  const [found] = foreignFromPdf(readAnnotations(file))
  const ours = { ...found?.annotation, ...words, ...change } as unknown as KnownAnnotation
  const first = await writeAnnotations(file, [ours], startPalette)
  expect(first).toMatchObject({ added: 0, changed: 1 })
  const out = PdfFile.open(first.bytes)
  const again = await writeAnnotations(out, [ours], startPalette)
  expect(again, 'nothing is left to write').toMatchObject({ added: 0, changed: 0, unchanged: 1 })
  const [read, ...others] = readAnnotations(out)
  expect(others).toEqual([])
  expect(read).toMatchObject({ name: 'ours', contents: 'said to it', author: 'Ada', tags: ['seen'], ours: true })
  const entries = out.dictOf(new Ref(Number.parseInt(read?.id ?? '', 10)))
  const drawn = out.dictOf(entries.get('AP')).get('N')
  const isTheirs = drawn instanceof Ref && drawn.num === 8
  return { subtype: (entries.get('Subtype') as Name).name, isTheirs, keys: [...entries.keys()], read }
}

test('keeps the look of what was not changed but in words', async () => {
  for (const kind of ['Stamp', 'Circle', 'Square /C [1 0 0]', 'Caret', 'FileAttachment /FS (data.csv)'])
    expect(await writtenBack(`/Subtype /${kind} ${place} ${look}`), kind).toMatchObject({
      subtype: kind.split(' ')[0],
      isTheirs: true,
      read: { rectPt: [100, 600, 160, 640] },
    })
  const line = `/Subtype /Line ${place} /L [100 600 160 640] /LE [/None /ClosedArrow] /C [0 0 1] ${look}`
  expect(await writtenBack(line)).toMatchObject({ subtype: 'Line', isTheirs: true })
})

test('moves as a whole what ours could not stand for', async () => {
  const stamp = await writtenBack(`/Subtype /Stamp ${place} ${look}`, { rectPt: [200, 500, 260, 540], color: 'red' })
  expect(stamp).toMatchObject({ subtype: 'Stamp', isTheirs: true, read: { rectPt: [200, 500, 260, 540] } })
  const file = await writtenBack(`/Subtype /FileAttachment ${place} /FS (data.csv)`, { pointPt: [230, 520] })
  expect(file).toMatchObject({ subtype: 'FileAttachment', read: { rectPt: [200, 500, 260, 540] } })
  expect(file.keys).toContain('FS')
  expect(await writtenBack(`/Subtype /Circle ${place} /C [1 0 0]`)).toMatchObject({ subtype: 'Circle' })
})

test('draws lines straight that have a new colour, once, and leaves nothing of the old kind', async () => {
  const polygon = `/Subtype /Polygon ${place} /Vertices [100 600 160 600 130 640] /IC [1 1 0] /C [0 0 1] ${look}`
  const { subtype, isTheirs, keys, read } = await writtenBack(polygon, { color: 'red' })
  expect({ subtype, isTheirs }).toEqual({ subtype: 'Ink', isTheirs: false })
  expect(keys).not.toContain('Vertices')
  expect(keys).not.toContain('IC')
  expect(read).toMatchObject({ straight: true, strokes: [[100, 600, 160, 600, 130, 640, 100, 600]] })
})

test('draws what had no look of its own', async () => {
  const { subtype, keys } = await writtenBack(`/Subtype /Line ${place} /L [100 600 160 640] /LE [/None /Butt]`)
  expect(subtype).toBe('Ink')
  expect(keys).toContain('AP')
  expect(keys).not.toContain('LE')
})
