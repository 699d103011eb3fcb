import { PixelsPerInch } from 'pdfjs-dist'
import { type PDFViewer, ScrollMode } from 'pdfjs-dist/web/pdf_viewer.mjs'
import type { Paper } from '../../../electron/contract/library.ts'

export type Place = NonNullable<Paper['place']>
const zoomNames = ['auto', 'page-width', 'page-fit'] as const
export type ZoomName = (typeof zoomNames)[number]

export const nameIn = (scale: string): ZoomName | null => zoomNames.find(name => name === scale) ?? null

/** Brings a viewer to the place where the paper was left, and tells where it is now. */
export class PlaceKeeper {
  private readonly container: HTMLElement
  private readonly viewer: PDFViewer
  private readonly place: Place | undefined
  private readonly onMove: (place: Place) => void
  /** Where it scrolled to at the start. */
  private restoredTop = 0

  constructor(container: HTMLElement, viewer: PDFViewer, place: Place | undefined, onMove: (place: Place) => void) {
    this.container = container
    this.viewer = viewer
    this.place = place
    this.onMove = onMove
  }

  private topOf(page: number): number {
    return (this.viewer.getPageView(page - 1) as { div: HTMLElement } | undefined)?.div.offsetTop ?? 0
  }

  /** CSS pixels a point. */
  private get scale(): number {
    return this.viewer.currentScale * PixelsPerInch.PDF_TO_CSS_UNITS
  }

  /** Called when the pages are laid out, with the size of the first for those not read yet. */
  restore(): void {
    this.size(this.place?.scale ?? 'auto')
    this.scroll(this.place)
  }

  private size(scale: Place['scale']): void {
    const value = String(typeof scale === 'number' ? scale / PixelsPerInch.PDF_TO_CSS_UNITS : scale)
    if (this.viewer.currentScaleValue !== value) this.viewer.currentScaleValue = value
  }

  /** Goes to a place, in its size. */
  go(place: Place): void {
    this.size(place.scale)
    this.scroll(place)
  }

  /** Called when the sizes of all pages are known; leaves someone who has moved on alone. */
  correct(): void {
    if (Math.abs(this.container.scrollTop - this.restoredTop) <= 1) this.scroll(this.place)
  }

  private scroll(place: Place | undefined): void {
    const { container } = this
    const page = Math.min(place?.page ?? 1, this.viewer.pagesCount)
    // Sideways or page by page there is more to it than a distance from the top.
    if (place && this.viewer.scrollMode !== ScrollMode.VERTICAL) this.viewer.scrollPageIntoView({ pageNumber: page })
    container.scrollTop = place ? this.topOf(page) + place.topPt * this.scale : 0
    this.restoredTop = container.scrollTop
  }

  /** Where it is now. */
  here(): Place {
    const page = this.viewer.currentPageNumber
    const topPt = Math.round(((this.container.scrollTop - this.topOf(page)) / this.scale) * 10) / 10
    return { page, scale: nameIn(this.viewer.currentScaleValue) ?? this.scale, topPt }
  }

  note(): void {
    if (this.scale > 0) this.onMove(this.here())
  }
}
