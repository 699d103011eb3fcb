import {
  type FontNumbers,
  type PageText,
  pageTextFrom,
  type PaperText,
} from '../../../electron/contract/text/page-text.ts'
import type { PDFDocumentProxy } from './document.ts'

/** As pdf.js's text layer reads a page, so that offsets here are offsets there. */
const asLaidOut = { includeMarkedContent: true, disableNormalization: true }

/** How many pages are asked for at a time: the worker need not wait for the window, and what is drawn waits for few. */
const atOnce = 8

/** Reads a document's text in the window. It is kept nowhere. */
export async function textIn(
  document: PDFDocumentProxy,
  { signal, onProgress }: { signal: AbortSignal; onProgress(share: { done: number; total: number }): void },
): Promise<PaperText> {
  const fonts: FontNumbers = new Map()
  const pages: PageText[] = []
  const total = document.numPages
  for (let done = 0; done < total; done += atOnce) {
    signal.throwIfAborted()
    const numbers = Array.from({ length: Math.min(atOnce, total - done) }, (_, index) => done + index + 1)
    const contents = await Promise.all(numbers.map(number => contentOf(document, number)))
    pages.push(...contents.map(content => pageText(content, fonts)))
    onProgress({ done: pages.length, total })
  }
  return { version: 1, title: '', pages, annotations: 0 }
}

/** A page with its text; null where it cannot be read. */
async function contentOf(document: PDFDocumentProxy, number: number) {
  try {
    const page = await document.getPage(number)
    return { page, ...(await page.getTextContent(asLaidOut)) }
  } catch {
    return null
  }
}

function pageText(content: Awaited<ReturnType<typeof contentOf>>, fonts: FontNumbers): PageText {
  if (!content) return { text: '', runs: [], view: [0, 0, 612, 792], rotate: 0 }
  const runs = content.items.flatMap(item => ('str' in item ? [item] : []))
  return pageTextFrom(runs, content.page, fonts)
}
