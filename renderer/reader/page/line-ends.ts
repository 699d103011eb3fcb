import { AnnotationMode, OPS } from 'pdfjs-dist'
import type { PDFDocumentProxy } from './document.ts'

/** What pdf.js tells of an annotation, as far as it takes to know a line with something at its ends. */
interface LineMark {
  id: string
  subtype: string
  hasAppearance: boolean
  lineEndings?: readonly string[]
  /** From where to where: x and y by turns. */
  line?: ArrayLike<number>
}

const hasEndings = ({ subtype, hasAppearance, lineEndings = [] }: LineMark): boolean =>
  subtype === 'Line' && !hasAppearance && lineEndings.some(style => style !== 'None')

/**
 * Tells lines from where to where they go. pdf.js tells their corners alone, put in order, so that it is not known which way a
 * line falls (6.5); how it draws it says so. The page is looked through only where something stands at a line's end.
 */
export async function withLines<M extends LineMark>(pdf: PDFDocumentProxy, page: number, marks: M[]): Promise<M[]> {
  if (!marks.some(hasEndings)) return marks
  const { fnArray, argsArray } = await (
    await pdf.getPage(page)
  ).getOperatorList({ annotationMode: AnnotationMode.ENABLE })
  const lines = new Map<string, ArrayLike<number>>()
  let drawn: string | null = null
  for (const [index, operator] of fnArray.entries()) {
    const args = argsArray[index] as readonly unknown[] | null
    if (operator === OPS.beginAnnotation) drawn = String(args?.[0])
    else if (operator === OPS.endAnnotation) drawn = null
    else if (operator === OPS.constructPath && drawn !== null) {
      // A move to a point and a line to another: their numbers, and the points.
      const [path] = (args?.[1] ?? []) as (ArrayLike<number> | null)[]
      if (path?.length === 6) lines.set(drawn, [path[1] ?? 0, path[2] ?? 0, path[4] ?? 0, path[5] ?? 0])
    }
  }
  return marks.map(mark => {
    const line = hasEndings(mark) ? lines.get(mark.id) : undefined
    return line ? { ...mark, line } : mark
  })
}
