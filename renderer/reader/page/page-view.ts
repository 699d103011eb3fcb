import type { PageSpace } from '../annotations/geometry.ts'
import { figuresOver } from './figures.ts'

/** A page that is drawn now. */
export interface DrawnPage {
  number: number
  /** Lies between the picture and the text; what draws marks fills it. */
  layer: HTMLElement
  /** The page at 1 CSS pixel a point (times the page's UserUnit). */
  space: PageSpace & { width: number; height: number }
  /** Degrees clockwise, the page's own with the reader's. */
  rotation: number
}

/** What is used of pdf.js's page views, which come untyped. */
export interface PageView {
  id: number
  pdfPage: object | null
  div: HTMLElement
  viewport: DrawnPage['space'] & {
    rotation: number
    /** The page's box before it is turned, PDF points. */
    rawDims: Readonly<Record<'pageWidth' | 'pageHeight' | 'pageX' | 'pageY', number>>
    clone(options: { scale: number }): DrawnPage['space'] & { transform: readonly number[] }
  }
  textLayer: { div: HTMLElement } | null
  canvas: HTMLCanvasElement | null
  imageCoordinates: ArrayLike<number> | null
  /** Takes what is drawn away; the viewer draws it again. */
  reset(): void
}

// pdf.js would fetch strings of its own; what it names, the view names.
export const silentWords = {
  pause: () => undefined,
  resume: () => undefined,
  getLanguage: () => '',
  getDirection: () => 'ltr',
}

/** Lays the pictures of a page that has been drawn over it: see `figuresOver`. */
export function keepFigures({ div, canvas, imageCoordinates }: PageView): void {
  div.querySelector('.figure-layer')?.remove()
  const layer = canvas && imageCoordinates && figuresOver(canvas, imageCoordinates)
  if (layer) canvas.after(layer)
}
