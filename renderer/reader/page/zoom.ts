import type { PDFViewer } from 'pdfjs-dist/web/pdf_viewer.mjs'
import { nameIn } from './place.ts'

/** How long a page is only stretched while a zoom goes on. */
const redrawDelayMs = 200

/** Zoom by Ctrl+wheel or a pinch on a touchpad; what lies under the pointer stays where it is. */
export function wheelZoom(container: HTMLElement, viewer: PDFViewer): (event: WheelEvent) => void {
  // pdf.js rounds to hundredths: gather what is smaller.
  let gathered = 0
  return event => {
    if (!event.ctrlKey) return
    event.preventDefault()
    gathered -= event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 0.05 : 0.002)
    if (Math.abs(gathered) < 0.02) return
    const frame = container.getBoundingClientRect()
    const origin = [event.clientX - frame.left + container.offsetLeft, event.clientY - frame.top + container.offsetTop]
    viewer.updateScale({ scaleFactor: Math.exp(gathered), origin, drawingDelay: redrawDelayMs })
    gathered = 0
  }
}

/** "Fit width" stays true when the column's width changes. */
export function keepFit(container: HTMLElement, viewer: PDFViewer, signal: AbortSignal): void {
  const resized = new ResizeObserver(() => {
    const zoom = viewer.currentScaleValue
    if (nameIn(zoom)) viewer.currentScaleValue = zoom
  })
  resized.observe(container)
  signal.addEventListener('abort', () => resized.disconnect())
}
