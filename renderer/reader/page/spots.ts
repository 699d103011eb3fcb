import type { PagePart, PointPt, RectPt } from '../../../electron/contract/annotation.ts'
import type { PageSelection } from '../annotations/anchor.ts'
import { type Edge, type Step, withEdgeMoved } from '../annotations/ends.ts'
import { type PageSpace, type RectPx, rectPxFromPt } from '../annotations/geometry.ts'
import { nearestSelection, pageSelectionFrom, rangeBetween, rangeOfPart, type TextPage } from './text.ts'

/** A point of a page, and the page's space at the size at which it is shown. */
export interface Spot {
  page: number
  pointPt: PointPt
  space: PageSpace & { width: number; height: number; scale: number }
}

interface Viewport {
  width: number
  height: number
  /** CSS pixels a point (times the page's UserUnit). */
  scale: number
  clone(options: { scale: number }): Viewport & PageSpace
}
/** What is used of pdf.js's page views here, which come untyped. */
interface View {
  div: HTMLElement
  viewport: Viewport & PageSpace
  textLayer: { div: HTMLElement } | null
  pdfPage: { render(options: object): { promise: Promise<void> } } | null
}

/** Pixels a CSS pixel in a kept picture, and the most that it may have. */
const pictureScale = 2 * (96 / 72)
const mostPixels = 6_000_000

/** Places of the pages on the screen: what a pointer is over, what stands nearby, and pictures of them. */
export class PageSpots {
  private readonly container: HTMLElement
  private readonly viewOf: (page: number) => object | undefined

  constructor(container: HTMLElement, viewOf: (page: number) => object | undefined) {
    this.container = container
    this.viewOf = viewOf
  }

  private view(page: number): View | undefined {
    return this.viewOf(page) as View | undefined
  }

  /** The width of a page in parts of its height, as it is turned. */
  ratioOf(page: number): number {
    const { width, height } = this.view(page)?.viewport ?? { width: 17, height: 22 }
    return width / height
  }

  /** Where the last line of a part stands in the scrolled content, CSS pixels. */
  rectOf({ page, rectsPt }: Pick<PagePart, 'page' | 'rectsPt'>): RectPx | null {
    const view = this.view(page)
    const rect = rectsPt.at(-1)
    if (!view || !rect) return null
    const { left, top, right, bottom } = rectPxFromPt(rect, view.viewport)
    const [x, y] = [view.div.offsetLeft, view.div.offsetTop]
    return { left: x + left, top: y + top, right: x + right, bottom: y + bottom }
  }

  private textPage(number: number): TextPage | null {
    const view = this.view(number)
    return view?.textLayer ? { number, textLayer: view.textLayer.div, space: view.viewport } : null
  }

  /** The page under a point of the window (client coordinates). */
  at(clientX: number, clientY: number): Spot | null {
    const div = document.elementsFromPoint(clientX, clientY).find(element => element.matches('.page'))
    return div && this.container.contains(div)
      ? this.on(Number((div as HTMLElement).dataset['pageNumber']), clientX, clientY)
      : null
  }

  /** A point of the window in a page's space, moved into the page where it lies beside it. */
  on(page: number, clientX: number, clientY: number): Spot | null {
    const view = this.view(page)
    if (!view) return null
    const { left, top } = view.div.getBoundingClientRect()
    const { viewport } = view
    const x = Math.max(0, Math.min(viewport.width, clientX - left - view.div.clientLeft))
    const y = Math.max(0, Math.min(viewport.height, clientY - top - view.div.clientTop))
    const [xPt = 0, yPt = 0] = viewport.convertToPdfPoint(x, y)
    return { page, pointPt: [xPt, yPt], space: viewport }
  }

  /** The words nearest to a place; null where the page has none, or where they are not laid out. */
  near(page: number, rectPt: RectPt): PageSelection | null {
    const textPage = this.textPage(page)
    return textPage && nearestSelection(rectPt, textPage)
  }

  /** What a part would cover with one of its ends moved a step; null where it cannot go or its page is not laid out. */
  moved(part: PagePart, edge: Edge, step: Step, by: 1 | -1): PageSelection | null {
    const textPage = this.textPage(part.page)
    const range = textPage && rangeOfPart(part, textPage)
    const selection = range && pageSelectionFrom(range, textPage)
    const edges = selection && withEdgeMoved(selection.pieces, edge, step, by)
    const next = edges && rangeBetween(textPage.textLayer, edges)
    return next && pageSelectionFrom(next, textPage)
  }

  /** What a part covers now, with the page's text around it. */
  covered(part: PagePart): PageSelection | null {
    const textPage = this.textPage(part.page)
    const range = textPage && rangeOfPart(part, textPage)
    return range && pageSelectionFrom(range, textPage)
  }

  /** A PNG of a stretch of a page, as it is read; null where it cannot be drawn. */
  async picture(page: number, rectPt: RectPt): Promise<Uint8Array<ArrayBuffer> | null> {
    const view = this.view(page)
    if (!view?.pdfPage) return null
    const whole = rectPxFromPt(rectPt, view.viewport.clone({ scale: pictureScale }))
    const area = (whole.right - whole.left) * (whole.bottom - whole.top)
    const viewport = view.viewport.clone({ scale: pictureScale * Math.min(1, Math.sqrt(mostPixels / area)) })
    const { left, top, right, bottom } = rectPxFromPt(rectPt, viewport)
    const canvas = document.createElement('canvas')
    canvas.width = Math.max(1, Math.round(right - left))
    canvas.height = Math.max(1, Math.round(bottom - top))
    try {
      await view.pdfPage.render({ canvas, viewport, transform: [1, 0, 0, 1, -left, -top] }).promise
    } catch {
      return null
    }
    const blob = await new Promise<Blob | null>(resolve => canvas.toBlob(resolve, 'image/png'))
    return blob && new Uint8Array(await blob.arrayBuffer())
  }
}
