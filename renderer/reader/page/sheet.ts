import type { DrawnPage } from './page-view.ts'
import type { PDFDocumentProxy } from './document.ts'
import { drawPicture } from './pictures.ts'

/** A page by itself: its picture, and over it the layer for its marks. */
export interface Sheet extends DrawnPage {
  element: HTMLElement
}

interface SheetOptions {
  /** 1-based. */
  page: number
  /** Degrees clockwise, beside the page's own. */
  rotation: number
  /** How wide a page is drawn that has this size at 1 CSS pixel a point; CSS pixels. */
  widthPx(size: { width: number; height: number }): number
  /** For paper; `marks` with the annotations that the file has. */
  print?: { marks: boolean }
}

/** Draws a page by itself; null when it was called off or the page cannot be drawn. */
export async function drawSheet(
  document: PDFDocumentProxy,
  { page: number, rotation, widthPx, print }: SheetOptions,
  signal: AbortSignal,
): Promise<Sheet | null> {
  const page = await document.getPage(number).catch(() => null)
  if (!page || signal.aborted) return null
  const space = page.getViewport({ scale: 1, rotation: (page.rotate + rotation) % 360 })
  const canvas = await drawPicture(
    document,
    { page: number, rotation, widthPx: widthPx(space), ...(print && { print }) },
    signal,
  )
  if (!canvas || signal.aborted) return null
  const [element, layer] = [window.document.createElement('div'), window.document.createElement('div')]
  element.className = 'page-sheet'
  layer.className = 'mark-layer'
  element.append(canvas, layer)
  return { element, number, layer, space, rotation: space.rotation }
}
