import type { PDFDocumentProxy } from './document.ts'

/** What a document calls its pages; null where it only numbers them from one, was closed, or has them damaged: numbers serve. */
export async function labelsOf(document: PDFDocumentProxy): Promise<string[] | null> {
  const labels = await document.getPageLabels().catch(() => null)
  return labels?.some((label, index) => label !== String(index + 1)) ? labels : null
}
