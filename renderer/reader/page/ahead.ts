import type { PDFViewer } from 'pdfjs-dist/web/pdf_viewer.mjs'
import { isDrawing, isRunning, type PageView } from './page-view.ts'
import type { Quiet } from './quiet.ts'

/** How long nothing has stirred when a page is drawn that may be gone to, ms. */
const restMs = 50

/** Draws pages before they are gone to. pdf.js keeps the last ten that were drawn, in view or not. */
export class Ahead {
  private readonly viewer: PDFViewer
  private readonly quiet: Quiet
  private readonly signal: AbortSignal
  private readonly wanted = new Set<number>()
  private isWaiting = false

  constructor(viewer: PDFViewer, quiet: Quiet, signal: AbortSignal) {
    this.viewer = viewer
    this.quiet = quiet
    this.signal = signal
  }

  /** Draws a page that is about to be gone to. */
  now(page: number): void {
    const view = this.view(page)
    // Its words are put in order by where they stand, which only what is laid out tells.
    if (view?.pdfPage && view.div.isConnected) this.viewer.renderingQueue?.renderView(view as never)
  }

  /** Draws a page that one may well go to, once nothing else is to be done. */
  atRest(page: number): void {
    this.wanted.add(page)
    if (!this.isWaiting) void this.rest()
  }

  private async rest(): Promise<void> {
    this.isWaiting = true
    await this.quiet.rest(restMs, this.signal)
    this.isWaiting = false
    // What is drawn now stirs again when it is done.
    if (this.signal.aborted || this.isBusy()) return
    for (const page of this.wanted) void this.drawn(page)
    this.wanted.clear()
  }

  /** pdf.js asks for pages in their order, and the last would come last. */
  private async drawn(page: number): Promise<void> {
    const view = this.view(page)
    if (view && !view.pdfPage) {
      const pdfPage = await this.viewer.pdfDocument?.getPage(page).catch(() => null)
      if (!pdfPage || this.signal.aborted) return
      if (!view.pdfPage) view.setPdfPage(pdfPage)
    }
    this.now(page)
  }

  private isBusy(): boolean {
    if (isDrawing(this.view(this.viewer.currentPageNumber))) return true
    return Array.from({ length: this.viewer.pagesCount }, (_, index) => this.view(index + 1)).some(isRunning)
  }

  private view(page: number): PageView | undefined {
    return this.viewer.getPageView(page - 1) as PageView | undefined
  }
}
