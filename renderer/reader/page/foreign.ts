import type { PDFDocumentProxy } from 'pdfjs-dist'
import type { Spot } from './spots.ts'

/** What is no mark of a reader's (ISO 32000-2, table 171). */
const parts = new Set(['Link', 'Widget', 'Popup'])

/** Whether the PDF itself may have a mark at a place. */
export async function foreignAt(pdf: PDFDocumentProxy, { page, pointPt: [x, y] }: Spot): Promise<boolean> {
  const annotations: { subtype: string; rect: [number, number, number, number] }[] = await pdf
    .getPage(page)
    .then(each => each.getAnnotations())
    .catch(() => [])
  return annotations.some(
    ({ subtype, rect: [left, bottom, right, top] }) =>
      !parts.has(subtype) && x >= left && x <= right && y >= bottom && y <= top,
  )
}
