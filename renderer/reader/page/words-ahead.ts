import type { PDFDocumentProxy } from './document.ts'
import type { PageView } from './page-view.ts'
import type { LayerContent } from './pdf.worker.ts'
import { ask } from './worker-questions.ts'

/** How many items are made into a text layer before the window has a turn. */
const itemsAtOnce = 400

/**
 * Has the words of a page that begins to be drawn read while it is. pdf.js (6.5) asks for them only when the picture is done,
 * and is then told ten at a time; so they are there by then, and seen with the picture.
 */
export function readWordsAhead(document: PDFDocumentProxy, { id, pdfPage, textLayer }: PageView): void {
  // Drawn anew in another size: its words are there.
  if (!pdfPage || !textLayer || textLayer.div.hasChildNodes()) return
  const asked = ask<'layer'>(document, { layerOf: id - 1 })
  pdfPage.streamTextContent = options => {
    Reflect.deleteProperty(pdfPage, 'streamTextContent')
    return new ReadableStream(inTurns(asked.then(content => content ?? read(pdfPage.streamTextContent(options)))))
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
