import type { PDFDocumentProxy } from './document.ts'
import { drawAtOnce } from './draw-at-once.ts'
import type { PageView } from './page-view.ts'
import type { LayerContent } from './pdf.worker.ts'
import { ask } from './worker-questions.ts'

/** How many items are made into a text layer before the window has a turn. */
const itemsAtOnce = 400

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
  /** What waits for the words of pages. */
  private readonly waiting = new Map<number, () => void>()

  constructor(document: PDFDocumentProxy) {
    this.document = document
  }

  /** A page begins to be drawn. */
  begin(view: PageView): void {
    drawAtOnce(view)
    readWordsAhead(this.document, view)
    layOverLater(view, new Promise(resolve => this.waiting.set(view.id, resolve)))
  }

  /** A page's words are laid out. */
  laid(page: number): void {
    this.waiting.get(page)?.()
    this.waiting.delete(page)
  }
}

/**
 * Has the words of a page that begins to be drawn read while it is. pdf.js (6.5) asks for them only when the picture is done,
 * and is then told ten at a time; so they are there by then, and seen with the picture.
 */
function readWordsAhead(document: PDFDocumentProxy, { id, pdfPage, textLayer }: PageView): void {
  // Drawn anew in another size: its words are there.
  if (!pdfPage || !textLayer || textLayer.div.hasChildNodes()) return
  const known = first.get(document)
  first.delete(document)
  const asked = known?.page === id ? known.asked : ask<'layer'>(document, { layerOf: id - 1 })
  pdfPage.streamTextContent = options => {
    Reflect.deleteProperty(pdfPage, 'streamTextContent')
    return new ReadableStream(inTurns(asked.then(content => content ?? read(pdfPage.streamTextContent(options)))))
  }
}

/** Longest that what lies over a page waits for its words, ms. */
const mostMs = 250

/**
 * Has what lies over a page that begins to be drawn laid out behind the frame that shows its words: fields, links, and
 * addresses among the words, which pdf.js (6.5) looks for in between. `words` settles once they are laid out.
 */
function layOverLater({ annotationLayer: layer }: PageView, words: Promise<void>): void {
  if (!layer || layer.div) return
  layer.render = async options => {
    Reflect.deleteProperty(layer, 'render')
    await Promise.race([words, new Promise(resolve => setTimeout(resolve, mostMs))])
    await new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve)))
    return layer.render(options)
  }
}

/** What pdf.js tells of a page's words, where our own question found none. */
async function read(stream: ReadableStream<object>): Promise<LayerContent> {
  const content: LayerContent = { items: [], styles: {}, lang: null }
  const reader = stream.getReader()
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    const { items, styles, lang } = next.value as LayerContent
    content.items.push(...items)
    Object.assign(content.styles, styles)
    content.lang ??= lang
  }
  return content
}

/** A page of thousands of words must not hold up a frame. */
function inTurns(asked: Promise<LayerContent>): UnderlyingDefaultSource<object> {
  let at = 0
  return {
    pull: async controller => {
      const { items, ...rest } = await asked
      if (at > 0) await new Promise(resolve => setTimeout(resolve))
      controller.enqueue({ ...rest, items: items.slice(at, at + itemsAtOnce) })
      at += itemsAtOnce
      if (at >= items.length) controller.close()
    },
  }
}
