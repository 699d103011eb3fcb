import { AnnotationMode, type PageViewport, type PDFPageProxy } from 'pdfjs-dist'
import { bareShapesOf, drawBare } from './bare-marks.ts'
import type { PDFDocumentProxy } from './document.ts'
import { marksOn } from './foreign.ts'
import { printedFields } from './printed-fields.ts'

interface Picture {
  /** 1-based. */
  page: number
  /** Degrees clockwise, beside the page's own. */
  rotation: number
  /** How wide the whole page is, or the part with `fit`; CSS pixels. */
  widthPx: number
  fit?: 'part'
  /** The part of the page that is wanted, PDF points; the whole where none is said. */
  rectPt?: readonly [number, number, number, number]
  /** For paper, a pixel for each of its width; `marks` with the annotations that the file has. */
  print?: { marks: boolean }
}

/** One at a time, so that the pages themselves come first. */
let turn: Promise<unknown> = Promise.resolve()

/** A small picture of a page, once it is its turn; null when it was called off or the page cannot be drawn. */
export function drawThumbnail(
  document: PDFDocumentProxy,
  picture: Picture,
  signal: AbortSignal,
): Promise<HTMLCanvasElement | null> {
  const drawn = turn.then(() => (signal.aborted ? null : drawPicture(document, picture, signal)))
  turn = drawn
  return drawn
}

/** A picture of a page or of a part of it; null when it was called off or the page cannot be drawn. */
export async function drawPicture(
  document: PDFDocumentProxy,
  { page: number, rotation, widthPx, fit, rectPt, print }: Picture,
  signal: AbortSignal,
): Promise<HTMLCanvasElement | null> {
  try {
    const page = await document.getPage(number)
    const plain = page.getViewport({ scale: 1, rotation: (page.rotate + rotation) % 360 })
    const density = print ? 1 : Math.min(2, window.devicePixelRatio)
    const measured = fit === 'part' ? boxIn(plain, rectPt).width : plain.width
    const viewport = page.getViewport({ scale: (widthPx * density) / measured, rotation: plain.rotation })
    const { left, top, width, height } = boxIn(viewport, rectPt)
    const canvas = window.document.createElement('canvas')
    canvas.width = Math.max(1, Math.round(width))
    canvas.height = Math.max(1, Math.round(height))
    canvas.style.width = `${canvas.width / density}px`
    canvas.style.height = `${canvas.height / density}px`
    // With what was filled into the form.
    const asked = print
      ? await printedManner(document, page, print.marks)
      : { annotationMode: AnnotationMode.ENABLE_STORAGE }
    const task = page.render({ canvas, viewport, transform: [1, 0, 0, 1, -left, -top], ...asked })
    signal.addEventListener('abort', () => task.cancel(), { once: true })
    await task.promise
    if (print?.marks === false) return canvas
    const [a, b, c, d, e, f] = viewport.transform as [number, number, number, number, number, number]
    const marks = await marksOn(document, number)
    drawBare(canvas, [a, b, c, d, e - left, f - top], bareShapesOf(document, marks, print ? 'print' : 'picture'))
    return canvas
  } catch {
    return null
  }
}

/** Where a part of a page, or the whole, stands in its viewport. */
function boxIn(viewport: PageViewport, rectPt: Picture['rectPt']): Record<'left' | 'top' | 'width' | 'height', number> {
  const corners = rectPt && [
    ...viewport.convertToViewportPoint(rectPt[0], rectPt[1]),
    ...viewport.convertToViewportPoint(rectPt[2], rectPt[3]),
  ]
  const [x0 = 0, y0 = 0, x1 = viewport.width, y1 = viewport.height] = corners ?? []
  return { left: Math.min(x0, x1), top: Math.min(y0, y1), width: Math.abs(x1 - x0), height: Math.abs(y1 - y0) }
}

/** pdf.js leaves out all annotations or none, and a form is to be printed as it was filled. */
async function printedManner(document: PDFDocumentProxy, page: PDFPageProxy, marks: boolean) {
  const { isForm, storage } = await printedFields(document, page)
  return {
    intent: 'print',
    annotationMode: marks || isForm ? AnnotationMode.ENABLE_STORAGE : AnnotationMode.DISABLE,
    printAnnotationStorage: storage,
  }
}
