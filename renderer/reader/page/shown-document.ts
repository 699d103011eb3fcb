import type { PDFDocumentProxy } from 'pdfjs-dist'

/**
 * An open document as one viewer has it. What comes once the viewer is closed goes to nobody: pdf.js's (6.5) would look for
 * a page's place among none, or tell the console that the document it asks is closed too. Pages are asked for once `later`
 * settles: with the first picture pdf.js asks for hundreds, whose answers would come before that page's words.
 */
export function shownUntil(
  closed: AbortSignal,
  document: PDFDocumentProxy,
  later: () => Promise<void> | null,
): PDFDocumentProxy {
  const untilClosed = <T>(asked: Promise<T>) =>
    new Promise<T>((resolve, reject) => {
      asked.then(
        answer => closed.aborted || resolve(answer),
        (error: unknown) => closed.aborted || reject(error),
      )
    })
  const shown: PDFDocumentProxy = Object.create(document)
  shown.getPage = page => {
    const waited = later()
    return untilClosed(waited ? waited.then(() => document.getPage(page)) : document.getPage(page))
  }
  shown.getMetadata = () => untilClosed(document.getMetadata())
  shown.getOptionalContentConfig = options => untilClosed(document.getOptionalContentConfig(options))
  return shown
}
