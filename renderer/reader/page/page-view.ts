import type { PDFPageProxy } from 'pdfjs-dist'
import type { PaperView } from '../../../electron/contract/library.ts'
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
  pdfPage: { streamTextContent(options: object): ReadableStream<object> } | null
  setPdfPage(page: PDFPageProxy): void
  div: HTMLElement
  viewport: DrawnPage['space'] & {
    rotation: number
    /** The page's box before it is turned, PDF points. */
    rawDims: Readonly<Record<'pageWidth' | 'pageHeight' | 'pageX' | 'pageY', number>>
    clone(options: { scale: number }): DrawnPage['space'] & { transform: readonly number[] }
  }
  textLayer: { div: HTMLElement } | null
  /** Its `div` is there once it has been drawn. */
  annotationLayer: { div: HTMLElement | null; render(options: object): Promise<void> } | null
  /** Pairs what lies over the page with the words that it stands beside, for screen readers; it sorts these by their places. */
  _accessibilityManager: { enable(): void; disable(): void } | null
  /** While it is drawn; before each part that is drawn it is asked to go on. */
  renderTask: { onContinue: ((go: () => void) => void) | null } | null
  /** See `isDrawing`. */
  renderingState: number
  /** Pictures of at least so many pixels are told of, -1 for none. */
  imagesRightClickMinSize: number
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

/** pdf.js's states of a page (6.5, `RenderingStates`); one whose drawing was stopped for another's has the one between. */
const [initial, running, finished] = [0, 1, 3]
/** Whether a page's picture is on its way. */
export const isDrawing = (view: PageView | undefined): boolean => view !== undefined && view.renderingState !== finished
/** Whether it is being made now. */
export const isRunning = (view: PageView | undefined): boolean => view?.renderingState === running
/** Whether it was begun, and is not done. */
export const isBegun = (view: PageView | undefined): boolean => isDrawing(view) && view?.renderingState !== initial

/** pdf.js tells where pictures are for a menu of its own on those of some size: it gets none. */
export const tracking = (paper: PaperView['paper']): number => (paper === 'white' ? -1 : Number.MAX_SAFE_INTEGER)

/**
 * Has it told where the pictures of pages are, where a colour wants them: to keep track of them takes a good part of the
 * drawing. Gives whether pages are to be drawn anew.
 */
export function seekFigures(views: readonly (PageView | undefined)[], paper: PaperView['paper']): boolean {
  let isNew = false
  for (const view of views) {
    if (!view || view.imagesRightClickMinSize === tracking(paper)) continue
    view.imagesRightClickMinSize = tracking(paper)
    if (!view.canvas || view.imageCoordinates || paper === 'white') continue
    view.reset()
    isNew = true
  }
  return isNew
}

/** Lays the pictures of a page that has been drawn over it: see `figuresOver`. */
export function keepFigures({ div, canvas, imageCoordinates }: PageView): void {
  div.querySelector('.figure-layer')?.remove()
  const layer = canvas && imageCoordinates && figuresOver(canvas, imageCoordinates)
  if (layer) canvas.after(layer)
}
