import type { RectPt } from '../../../electron/contract/annotation.ts'
import { rectPxFromPt } from '../annotations/geometry.ts'
import { openDocument, type PDFDocumentProxy } from './document.ts'

/** Room around what is shown, PDF points. */
const aroundPt = 36
/** Pixels a point. */
const scale = 2

/** A file that another took the place of, opened to show what stood where. */
export interface OldPages {
  /** A PNG of a stretch of a page with what is around it, and a frame round the stretch; null where it cannot be drawn. */
  picture(page: number, rectsPt: readonly RectPt[]): Promise<Blob | null>
  close(): void
}

export function openOldPages(bytes: Uint8Array): OldPages {
  // A file with a password is not asked for here: its words are shown without a picture.
  const opened = openDocument(bytes, { askPassword: () => new Promise(() => undefined), onFault: () => undefined })
  return {
    picture: async (page, rectsPt) => drawn(await opened.ready, page, rectsPt).catch(() => null),
    close: opened.close,
  }
}

async function drawn(pdf: PDFDocumentProxy, number: number, rectsPt: readonly RectPt[]): Promise<Blob | null> {
  if (rectsPt.length === 0) return null
  const page = await pdf.getPage(number)
  const viewport = page.getViewport({ scale })
  const frames = rectsPt.map(rect => rectPxFromPt(rect, viewport))
  const room = aroundPt * scale
  const left = Math.max(0, Math.min(...frames.map(frame => frame.left)) - room)
  const top = Math.max(0, Math.min(...frames.map(frame => frame.top)) - room)
  const right = Math.min(viewport.width, Math.max(...frames.map(frame => frame.right)) + room)
  const bottom = Math.min(viewport.height, Math.max(...frames.map(frame => frame.bottom)) + room)
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(right - left))
  canvas.height = Math.max(1, Math.round(bottom - top))
  await page.render({ canvas, viewport, transform: [1, 0, 0, 1, -left, -top] }).promise
  const context = canvas.getContext('2d')
  if (context) {
    context.globalCompositeOperation = 'multiply'
    context.fillStyle = '#ffe9a8'
    for (const frame of frames)
      context.fillRect(frame.left - left, frame.top - top, frame.right - frame.left, frame.bottom - frame.top)
  }
  return new Promise(resolve => canvas.toBlob(resolve, 'image/png'))
}
