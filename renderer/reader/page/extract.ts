import {
  type FontNumbers,
  type PageText,
  pageTextFrom,
  type PaperText,
} from '../../../electron/contract/text/page-text.ts'
import type { PDFDocumentProxy } from './document.ts'

/** As pdf.js's text layer reads a page, so that offsets here are offsets there. */
const asLaidOut = { includeMarkedContent: true, disableNormalization: true }

/** Reads a document's text in the window: where the host cannot, as behind a password. It is kept nowhere. */
export async function textIn(
  document: PDFDocumentProxy,
  { signal, onProgress }: { signal: AbortSignal; onProgress(share: { done: number; total: number }): void },
): Promise<PaperText> {
  const fonts: FontNumbers = new Map()
  const pages: PageText[] = []
  for (let number = 1; number <= document.numPages; number++) {
    signal.throwIfAborted()
    pages.push(await pageText(document, number, fonts))
    onProgress({ done: number, total: document.numPages })
  }
  return { version: 1, title: '', pages, annotations: 0 }
}

async function pageText(document: PDFDocumentProxy, number: number, fonts: FontNumbers): Promise<PageText> {
  try {
    const page = await document.getPage(number)
    const { items } = await page.getTextContent(asLaidOut)
    const runs = items.flatMap(item => ('str' in item ? [item] : []))
    return pageTextFrom(runs, page, fonts)
  } catch {
    return { text: '', runs: [], view: [0, 0, 612, 792], rotate: 0 }
  }
}
