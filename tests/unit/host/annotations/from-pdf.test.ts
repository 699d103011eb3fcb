import { expect, test } from 'vitest'
import { foreignFromPdf } from '../../../../electron/host/annotations/from-pdf.ts'
import { PdfFile } from '../../../../electron/host/pdf/file.ts'
import { readAnnotations } from '../../../../electron/host/pdf/read.ts'
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
