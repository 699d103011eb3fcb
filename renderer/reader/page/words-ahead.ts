import { frameIsOut, layOverLater, type Next, pairLater, seenFirst, streamOf } from './drawn-behind.ts'
import type { PDFDocumentProxy } from './document.ts'
import { drawAtOnce } from './draw-at-once.ts'
import { isDrawing, type PageView } from './page-view.ts'
import type { LayerContent } from './pdf.worker.ts'
import { ask } from './worker-questions.ts'

/** The words of the page that a document opens at. */
const first = new WeakMap<PDFDocumentProxy, { page: number; asked: Promise<LayerContent | null> }>()

/** Has the page read at which a document will be shown, while the reader is put together around its place. */
export function readFirst(document: PDFDocumentProxy, left: number): void {
  const page = Math.min(left, document.numPages)
  document.getPage(page).catch(() => undefined)
  first.set(document, { page, asked: ask<'layer'>(document, { layerOf: page - 1 }) })
}

/** The pages of a document whose words come with their pictures, and what lies over them behind that. */
export class WordsAhead {
  private readonly document: PDFDocumentProxy
  /** Pages without their words yet, and what waits for these. */
  private readonly waiting = new Map<number, { view: PageView; end(): void }>()

  /** `queue` says what is drawn next. */
  constructor(document: PDFDocumentProxy, queue: Next | undefined) {
    this.document = document
    // What was scrolled away from before its picture came waits for nothing.
    const isAwaited = () => [...this.waiting.values()].some(({ view }) => !isDrawing(view))
    if (queue) seenFirst(queue, isAwaited)
  }

  /** A page begins to be drawn. */
  begin(view: PageView): void {
    drawAtOnce(view)
    readWordsAhead(this.document, view)
    pairLater(view._accessibilityManager)
    const words = new Promise<void>(end => this.waiting.set(view.id, { view, end }))
    layOverLater(view.annotationLayer, words, () => this.laid(view.id))
  }

  /** A page is drawn that is scrolled by: its words come in a frame of their own, behind the one that shows its picture. */
  pass({ id, pdfPage, textLayer }: PageView): void {
    if (!pdfPage || !textLayer || textLayer.div.hasChildNodes()) return
    streamOf(pdfPage, async () => {
      const asked = ask<'layer'>(this.document, { layerOf: id - 1 })
      await frameIsOut()
      return asked
    })
  }

  /** A page's words are laid out, or not to come. */
  laid(page: number): void {
    this.waiting.get(page)?.end()
    this.waiting.delete(page)
  }
}

/** Has the words of a page that begins to be drawn read while it is. */
function readWordsAhead(document: PDFDocumentProxy, { id, pdfPage, textLayer }: PageView): void {
  // Drawn anew in another size: its words are there.
  if (!pdfPage || !textLayer || textLayer.div.hasChildNodes()) return
  const known = first.get(document)
  first.delete(document)
  const asked = known?.page === id ? known.asked : ask<'layer'>(document, { layerOf: id - 1 })
  streamOf(pdfPage, () => asked)
}
