import { expect, test } from 'vitest'
import type { TextMark } from '../../../../electron/contract/annotation.ts'
import { startPalette } from '../../../../electron/contract/choices.ts'
import { foreignFromPdf } from '../../../../electron/host/annotations/from-pdf.ts'
import { PdfFile } from '../../../../electron/host/pdf/file.ts'
import { readAnnotations } from '../../../../electron/host/pdf/read.ts'
import { writeAnnotations } from '../../../../electron/host/pdf/writer.ts'
import { everyKind } from '../pdf/marks.ts'
import { paperOf, pdfFrom } from '../../../fixtures/pdf.ts'

/** What is taken for annotations out of one page's dictionaries; the first is object 9. */
function taken(annotations: readonly string[]) {
  const pages = paperOf(1).map(page => ({ ...page, annotations }))
  return foreignFromPdf(readAnnotations(PdfFile.open(pdfFrom(pages, { annotationObjects: true }))))
}
const place = '/Rect [72 600 92 620]'
const idOfFirst = taken([`/Subtype /Text ${place}`])[0]?.objects[0] ?? ''
const refTo = (index: number): string => `${Number.parseInt(idOfFirst, 10) + index} 0 R`
const comments = (annotations: readonly string[]) => taken(annotations).map(({ annotation }) => annotation.comment)

test('puts a whole talk under the comment that began it', () => {
  const note = (more: string) => `/Subtype /Text ${place} ${more}`
  const talk = [
    note('/Contents (why?) /T (Ann)'),
    note(`/Contents (because) /T (Bob) /IRT ${refTo(0)}`),
    note(`/Contents (I see) /T (Ann) /IRT ${refTo(1)}`),
  ]
  expect(comments(talk)).toEqual(['why?\n\n**Bob**: because\n\n**Ann**: I see'])
  expect(taken(talk)[0]?.objects).toHaveLength(3)
})

test('keeps what answers nothing, and what answers in a circle', () => {
  expect(comments([`/Subtype /Text ${place} /Contents (alone) /IRT 99 0 R`])).toEqual(['alone'])
  const circle = [1, 0].map(other => `/Subtype /Text ${place} /Contents (round ${other}) /IRT ${refTo(other)}`)
  expect(comments(circle)).toEqual(['round 1', 'round 0'])
})

test('takes each of a group for a mark of its own', () => {
  const struck = `/Subtype /StrikeOut ${place} /QuadPoints [72 620 92 620 72 600 92 600] /IRT ${refTo(0)} /RT /Group`
  const kinds = taken([`/Subtype /Caret ${place} /Contents (instead)`, struck]).map(({ annotation }) => annotation.kind)
  expect(kinds).toEqual(['note', 'strike-out'])
})

test('knows which objects stand where those of ours are drawn, a part each', async () => {
  const words = { ...everyKind()[0], id: 'over-two-pages' } as TextMark
  const [part] = words.parts
  if (!part) throw new Error('no part')
  const mark = { ...words, parts: [part, { ...part, page: 2 }] }
  const file = PdfFile.open(pdfFrom(paperOf(2)))
  const { bytes } = await writeAnnotations(file, [mark], startPalette, [])
  const [found] = foreignFromPdf(readAnnotations(PdfFile.open(bytes)))
  expect(found?.objects).toHaveLength(2)
  expect(found?.annotation.origin).toEqual({ program: 'folium', id: found?.objects.join(' ') })
})

test('takes lines from point to point, with what stands at their ends, and shuts polygons', () => {
  const corners = '/Vertices [100 100 200 100 150 180]'
  const marks = taken([
    `/Subtype /Polygon ${place} ${corners}`,
    `/Subtype /Line ${place} /L [100 200 300 200] /LE [/None /OpenArrow]`,
    `/Subtype /PolyLine ${place} ${corners} /LE [/Butt /Unheard]`,
    `/Subtype /Ink ${place} /InkList [[10 10 20 30 40 10]]`,
  ]).map(({ annotation }) => annotation as unknown as { strokes: number[][]; straight?: true })
  expect(marks.map(({ straight }) => straight)).toEqual([true, true, true, true])
  expect(marks.map(({ strokes }) => strokes.map(stroke => stroke.map(Math.round)))).toEqual([
    [[100, 100, 200, 100, 150, 180, 100, 100]],
    [
      [100, 200, 300, 200],
      [294, 203, 300, 200, 294, 197],
    ],
    [
      [100, 100, 200, 100, 150, 180],
      [100, 97, 100, 103],
    ],
    [[10, 10, 20, 30, 40, 10]],
  ])
})

test('says which pictures stay, as ours would say less', () => {
  const kinds = [
    'Stamp /AP << /N 8 0 R >>',
    'Circle',
    'Stamp',
    'Square',
    'FileAttachment',
    'FreeText /AP << /N 8 0 R >>',
    'Caret',
    'Square /IC [1 0 0]',
    'Polygon /Vertices [72 600 80 620 90 600] /IC [1 0 0]',
    'Polygon /Vertices [72 600 80 620 90 600] /IC [1 0 0] /AP << /N 8 0 R >>',
    'Line /L [72 600 90 600] /LL 12 /AP << /N 8 0 R >>',
    'Line /L [72 600 90 600] /AP << /N 8 0 R >>',
  ]
  const origins = taken(kinds.map(kind => `/Subtype /${kind} ${place}`)).map(
    ({ annotation }) => annotation.origin?.shown,
  )
  expect(origins).toEqual([
    ...[true, true, undefined, undefined, undefined, true],
    ...[true, true, undefined, true, true, undefined],
  ])
})
