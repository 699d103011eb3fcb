import type { PageText } from '../../../electron/contract/text/page-text.ts'
import type { PDFDocumentProxy } from './document.ts'
import { ask } from './worker-questions.ts'

/** How many pages are asked for at a time, and how many questions wait: the worker is never idle, and what is drawn waits for few. */
const [atOnce, questions] = [4, 2]

interface ReadingOptions {
  signal: AbortSignal
  /** The next pages' texts, in the order of the pages. */
  onPages(pages: PageText[]): void
}

/** Reads a document's text in its worker. It is kept nowhere. */
export async function textIn(document: PDFDocumentProxy, { signal, onPages }: ReadingOptions): Promise<PageText[]> {
  const pages: PageText[] = []
  const asked: Promise<PageText[]>[] = []
  for (let next = 0; pages.length < document.numPages;) {
    while (asked.length < questions && next < document.numPages) {
      const count = Math.min(atOnce, document.numPages - next)
      asked.push(
        textsOf(
          document,
          Array.from({ length: count }, (_, index) => next + index),
        ),
      )
      next += count
    }
    const texts = (await asked.shift()) ?? []
    signal.throwIfAborted()
    pages.push(...texts)
    onPages(texts)
  }
  return pages
}

async function textsOf(document: PDFDocumentProxy, indexes: number[]): Promise<PageText[]> {
  const [answer, ...pages] = await Promise.all([
    ask<'pages'>(document, { pages: indexes }),
    ...indexes.map(index => document.getPage(index + 1).catch(() => null)),
  ])
  return pages.map((page, at) => {
    const words = answer[at]
    if (!page || !words) return { text: '', runs: [], view: [0, 0, 612, 792], rotate: 0 }
    return { ...words, view: page.view, rotate: page.rotate }
  })
}
