import { AnnotationEditorType, AnnotationMode, type PDFDocumentProxy } from 'pdfjs-dist'
// The viewer parts read the library from the global that the import above sets.
import { EventBus, PDFLinkService, PDFViewer } from 'pdfjs-dist/web/pdf_viewer.mjs'
import type { PagePart } from '../../../electron/contract/annotation.ts'
import type { PaperView } from '../../../electron/contract/library.ts'
import type { PaperPages } from '../../../electron/contract/text/page-text.ts'
import type { PageSelection } from '../annotations/anchor.ts'
import { Ahead } from './ahead.ts'
import { shipped } from './document.ts'
import { unseen } from './drawn-behind.ts'
import { DrawnPages } from './drawn-pages.ts'
import { FirstSight } from './first-sight.ts'
import { ForeignMarks } from './foreign.ts'
import { FormFields } from './form-fields.ts'
import { HitMarks } from './hit-marks.ts'
import { JumpHistory } from './history.ts'
import { LateNews } from './late-news.ts'
import { labelsOf } from './labels.ts'
import { applyLayout, type Layout, plainLayout } from './layout.ts'
import { isBegun, isDrawing, keepFigures, type PageView, seekFigures, silentWords, tracking } from './page-view.ts'
import { PageSpots } from './spots.ts'
import { Originals } from './originals.ts'
import { selectionsIn } from './selections.ts'
import { shownUntil } from './shown-document.ts'
import { Quiet } from './quiet.ts'
import { nameIn, type Place, PlaceKeeper } from './place.ts'
import { arrangeTextLayer } from './text.ts'
import type { ViewerState } from './viewer-state.ts'
import { WordsAhead } from './words-ahead.ts'
import { keepFit, wheelZoom } from './zoom.ts'

interface ViewerOptions {
  /** Scrolls; absolutely positioned. */
  container: HTMLDivElement
  /** Takes the pages. */
  pages: HTMLDivElement
  document: PDFDocumentProxy
  place: Place | undefined
  onChange(change: Partial<ViewerState>): void
  onMove(place: Place): void
}

/** In a longer document pdf.js reads a page only when it is near. */
const eagerPages = 5000
/** pdf.js's viewer in `container` for one document, in this app's terms. */
export class PageViewer {
  readonly hits = new HitMarks(page => this.view(page)?.textLayer?.div)
  readonly drawn = new DrawnPages()
  readonly spots: PageSpots
  readonly originals: Originals
  readonly foreign: ForeignMarks
  readonly form: FormFields
  private readonly container: HTMLDivElement
  private readonly news: LateNews<ViewerState>
  readonly place: PlaceKeeper
  readonly quiet = new Quiet()
  readonly ahead: Ahead
  private readonly ending = new AbortController()
  private readonly linkService: PDFLinkService
  private readonly viewer: PDFViewer
  private readonly history = new JumpHistory<Place>()
  private layout: Layout
  private page = 0
  private readonly first: FirstSight
  private readonly words: WordsAhead
  /** The page of the last jump. */
  private goneTo = 0

  constructor({ container, pages, document, place, onChange, onMove }: ViewerOptions) {
    this.container = container
    this.spots = new PageSpots(container, page => this.view(page))
    const redraw = (redrawn: ReadonlySet<number>) => this.redraw(redrawn)
    this.originals = new Originals(document, redraw)
    this.foreign = new ForeignMarks(document)
    this.form = new FormFields({ container, document, redraw, signal: this.ending.signal })
    this.first = new FirstSight(this.ending.signal, () => this.news.now({ isPainted: true }))
    this.news = new LateNews(onChange, () => isDrawing(this.view(this.viewer.currentPageNumber)))
    const eventBus = new EventBus()
    const linkService = new PDFLinkService({ eventBus })
    const options = {
      container,
      viewer: pages,
      eventBus,
      linkService,
      annotationMode: AnnotationMode.ENABLE_FORMS,
      imageResourcesPath: shipped('images'),
      // A page is seen as it fills, not only once it is done.
      minDurationToUpdateCanvas: 0,
      imagesRightClickMinSize: tracking(place?.view?.paper ?? 'white'),
      annotationEditorMode: AnnotationEditorType.DISABLE,
      l10n: silentWords,
      abortSignal: this.ending.signal,
    }
    this.linkService = linkService
    this.viewer = new PDFViewer(options as unknown as ConstructorParameters<typeof PDFViewer>[0])
    this.ahead = new Ahead(this.viewer, this.quiet, this.ending.signal)
    this.words = new WordsAhead(document, this.viewer.renderingQueue)
    // Not the window's language: pdf.js measures text in the document's or none, and another would choose other fonts.
    pages.lang = ''
    this.place = new PlaceKeeper(container, this.viewer, place, onMove)
    this.layout = { ...plainLayout, ...place?.view }
    this.listen(eventBus, document)
    linkService.setViewer(this.viewer)
    this.viewer.setDocument(shownUntil(this.ending.signal, document, this.first.over, this.quiet))
    linkService.setDocument(document)
    const goTo = linkService.goToDestination.bind(linkService)
    linkService.goToDestination = destination => this.jump(() => goTo(destination))
  }

  private listen(eventBus: EventBus, document: PDFDocumentProxy): void {
    const { container, viewer } = this
    eventBus.on('pagesinit', () => this.laidOut(document))
    eventBus.on('pagesloaded', () => this.loaded())
    eventBus.on('updateviewarea', () => this.moved())
    eventBus.on('scalechanging', () =>
      this.news.now({ zoom: viewer.currentScale, zoomName: nameIn(viewer.currentScaleValue) }),
    )
    // The sharper part that is laid over a page in a high zoom has a viewport of its page's only.
    eventBus.on('pagerender', ({ source }: { source: PageView }) => {
      if (!('viewport' in source)) return
      this.drawn.add(source)
      this.stir()
      if (!this.first.hasWords || source.id === this.goneTo) this.words.begin(source)
      else this.words.pass(source)
    })
    eventBus.on('pagerendered', ({ source, error }: { source: PageView; error: unknown }) => {
      source.div.classList.toggle('page-faulty', Boolean(error))
      this.first.picture()
      this.stir()
      keepFigures(source)
      this.news.seen()
    })
    eventBus.on('textlayerrendered', ({ source }: { source: PageView }) => {
      this.words.laid(source.id)
      this.first.words()
      this.stir()
      if (source.textLayer) arrangeTextLayer(source.textLayer.div)
      this.hits.paint(source.id)
    })
    eventBus.on('annotationlayerrendered', ({ source }: { source: PageView }) => {
      this.originals.hideIn(source.div)
      void this.foreign.drawn(source)
      this.form.drawn()
    })
    container.tabIndex = 0
    container.addEventListener('wheel', wheelZoom(container, viewer), { passive: false, signal: this.ending.signal })
    keepFit(container, viewer, this.ending.signal)
  }

  /** In which colour the pages are shown. */
  tint(paper: PaperView['paper']): void {
    if (seekFigures(this.views(), paper)) this.viewer.update()
  }

  private redraw(pages: ReadonlySet<number>): void {
    for (const { number } of this.drawn.now()) if (pages.has(number)) this.view(number)?.reset()
    this.viewer.update()
  }

  private view(page: number): PageView | undefined {
    return this.viewer.getPageView(page - 1) as PageView | undefined
  }

  private views(): (PageView | undefined)[] {
    return Array.from({ length: this.viewer.pagesCount }, (_, index) => this.view(index + 1))
  }

  private laidOut(document: PDFDocumentProxy): void {
    unseen(this.viewer.renderingQueue, () => {
      applyLayout(this.viewer, this.layout)
      this.place.restore()
    })
    this.page = this.viewer.currentPageNumber
    this.news.now({ pages: this.viewer.pagesCount, page: this.page, layout: this.layout })
    void labelsOf(document).then(labels => {
      if (this.ending.signal.aborted) return
      this.viewer.setPageLabels(labels)
      this.news.now({ labels })
    })
  }

  /** Only now are the sizes of all pages known, and which of them cannot be read. */
  private loaded(): void {
    this.place.correct()
    if (this.viewer.pagesCount > eagerPages) return
    for (let page = 1; page <= this.viewer.pagesCount; page++) {
      const view = this.view(page)
      if (!view?.pdfPage) view?.div.classList.add('page-faulty')
    }
  }

  private moved(): void {
    const page = this.viewer.currentPageNumber
    if (page !== this.page) this.news.note({ page })
    this.page = page
    this.stir()
    this.place.note()
  }

  /** What is gone to most from afar are the references. */
  private stir(): void {
    this.quiet.stir()
    this.ahead.atRest(this.viewer.pagesCount)
  }

  focus(): void {
    this.container.focus({ preventScroll: true })
  }

  goToPage(page: number): void {
    if (page >= 1 && page <= this.viewer.pagesCount) this.viewer.currentPageNumber = page
  }

  turnPage(by: 1 | -1): void {
    if (by > 0) this.viewer.nextPage()
    else this.viewer.previousPage()
  }

  /** Goes somewhere so that one can come back. */
  jump<T>(go: () => T): T {
    this.history.leave(this.place.here())
    const result = go()
    this.ask()
    return result
  }

  /** Back to where one was before the last jump, or forward again. */
  step(direction: 'back' | 'forward'): void {
    const place = this.history[direction](this.place.here())
    if (place) this.place.go(place)
    this.ask()
  }

  /** Asks for the page that was gone to at once; pdf.js would wait for the next frame. */
  private ask(): void {
    this.viewer.update()
    this.goneTo = this.viewer.currentPageNumber
    const view = this.view(this.goneTo)
    // Begun ahead, it had time; now it is waited for.
    if (view && isBegun(view)) this.words.begin(view)
    this.ahead.now(this.goneTo)
    this.news.note({ canGoBack: this.history.canGoBack, canGoForward: this.history.canGoForward })
  }

  /** To a height of a page, PDF points; to its top where none is said. */
  goToHeight(page: number, topPt: number | null): void {
    if (topPt === null) return this.goToPage(page)
    this.viewer.scrollPageIntoView({ pageNumber: page, destArray: [null, { name: 'XYZ' }, null, topPt, null] })
  }

  /** The page and the height at the top of what is seen, PDF points. */
  here(): { page: number; topPt: number } {
    const page = this.viewer.currentPageNumber
    const view = this.view(page)
    const down = Math.max(0, this.container.scrollTop - (view?.div.offsetTop ?? 0))
    return { page, topPt: Math.round(view?.viewport.convertToPdfPoint(0, down)[1] ?? 0) }
  }

  /** Lays the pages out another way; the page that is read stays. */
  lay(change: Partial<Layout>): void {
    this.layout = { ...this.layout, ...change }
    const page = this.viewer.currentPageNumber
    applyLayout(this.viewer, this.layout)
    this.viewer.currentPageNumber = page
    this.news.now({ layout: this.layout })
  }

  goToDestination(destination: unknown): void {
    void this.linkService.goToDestination(destination as string)
  }

  /** To a factor of the size on paper, or one of the names. */
  zoomTo(zoom: number | string): void {
    this.viewer.currentScaleValue = String(zoom)
  }

  /** To the next tenth up or down. */
  zoomStep(steps: 1 | -1): void {
    this.viewer.updateScale({ steps })
  }

  reveal({ page: pageNumber, rectsPt: [rect] }: Pick<PagePart, 'page' | 'rectsPt'>): void {
    if (!rect) return
    const destArray = [null, { name: 'XYZ' }, rect[0], rect[3], null]
    this.viewer.scrollPageIntoView({ pageNumber, destArray, ...({ center: 'vertical' } as object) })
  }

  /** What a range of the document selects, by page; null when a page of it is neither laid out nor known by its text. */
  selectionIn(range: Range, text: PaperPages | null): PageSelection[] | null {
    return selectionsIn(range, this.views(), text)
  }

  close(): void {
    this.hits.close()
    this.news.close()
    this.ending.abort()
    this.linkService.setDocument(null)
    this.viewer.setDocument(null)
  }
}
