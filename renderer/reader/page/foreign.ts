import type { PDFDocumentProxy } from 'pdfjs-dist'
import type { KnownAnnotation } from '../../../electron/contract/annotation.ts'
import { kindOfPdfMark } from '../../../electron/contract/pdf-mark.ts'
import { bareShapesOf, layBare } from './bare-marks.ts'
import type { BareMark } from './bare-shapes.ts'
import { withLines } from './line-ends.ts'
import type { PageView } from './page-view.ts'
import type { Spot } from './spots.ts'

/** What pdf.js tells of an annotation. */
interface Told extends BareMark {
  titleObj?: { str: string }
  contentsObj?: { str: string }
}

/** A mark that the PDF itself brings, as far as its name needs it. */
export interface ForeignMark {
  kind: KnownAnnotation['kind']
  author: string
  comment: string
  /** What it covers or writes. */
  words: string
}

/** Flags of what is not on the screen: Hidden and NoView (ISO 32000-2, table 167). */
const unseen = 2 | 32

/** The marks of a page. Unlike a page's own list of pdf.js's this reads no words under links, which costs as much as drawing it. */
export async function marksOn(pdf: PDFDocumentProxy, page: number): Promise<Told[]> {
  const others = new Set(Array.from({ length: pdf.numPages }, (_, index) => index))
  others.delete(page - 1)
  // Without a set pdf.js takes every kind.
  const every = null as unknown as Set<number>
  const told = (await pdf.getAnnotationsByType(every, others).catch(() => null)) as (Told | null)[] | null
  const marks = (told ?? []).filter(each => each !== null).filter(({ subtype }) => kindOfPdfMark(subtype) !== null)
  return withLines(pdf, page, marks).catch(() => marks)
}

/** Whether the PDF itself may have a mark at a place. */
export async function foreignAt(pdf: PDFDocumentProxy, { page, pointPt: [x, y] }: Spot): Promise<boolean> {
  const marks = await marksOn(pdf, page)
  return marks.some(({ rect: [left, bottom, right, top] }) => x >= left && x <= right && y >= bottom && y <= top)
}

/** Gives the marks that the PDF itself brings a place in the order of Tab and a name, and draws those that pdf.js does not. */
export class ForeignMarks {
  private readonly document: PDFDocumentProxy
  private name: (mark: ForeignMark) => string = () => ''
  private readonly named = new Map<HTMLElement, ForeignMark>()

  constructor(document: PDFDocumentProxy) {
    this.document = document
  }

  /** How marks are called from now on. */
  nameBy(name: (mark: ForeignMark) => string): void {
    this.name = name
    for (const [element, mark] of this.named)
      if (element.isConnected) element.ariaLabel = name(mark)
      else this.named.delete(element)
  }

  /** A page's layer of annotations has been drawn. */
  async drawn(view: PageView): Promise<void> {
    const layer = view.div.querySelector<HTMLElement>('.annotationLayer')
    // The window that stands for a comment is a window, and shown by us.
    for (const popup of layer?.querySelectorAll<HTMLElement>('.popupAnnotation') ?? []) popup.tabIndex = -1
    if (!layer || layer.hidden) return
    const marks = await marksOn(this.document, view.id)
    if (!layer.isConnected) return
    layBare(view, bareShapesOf(this.document, marks, 'screen'))
    for (const mark of marks) {
      const found = layer.querySelector<HTMLElement>(`:scope > [data-annotation-id="${CSS.escape(mark.id)}"]`)
      const isAnswer = Boolean(mark.inReplyTo) && mark.replyType !== 'Group'
      if (isAnswer || mark.annotationFlags & unseen) found?.setAttribute('hidden', '')
      else this.offer(found ?? placeFor(mark, layer, view), mark)
    }
  }

  private offer(element: HTMLElement, { subtype, titleObj, contentsObj }: Told): void {
    const covered = element.querySelector('.overlaidText, .annotationTextContent')
    const mark = {
      kind: kindOfPdfMark(subtype) ?? 'area',
      author: titleObj?.str ?? '',
      comment: contentsObj?.str ?? '',
      words: covered?.textContent ?? '',
    }
    element.removeAttribute('tabindex')
    element.removeAttribute('aria-haspopup')
    // The name says it all.
    for (const child of element.children) child.ariaHidden = 'true'
    for (const icon of element.querySelectorAll('img')) icon.alt = ''
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'foreign-mark'
    button.ariaHasPopup = 'dialog'
    button.ariaLabel = this.name(mark)
    element.append(button)
    this.named.set(button, mark)
  }
}

/** A place over a mark for which pdf.js has none (Redact, Sound): laid out as pdf.js lays out its own, in parts of the page. */
function placeFor({ id, rect: [left, bottom, right, top] }: Told, layer: HTMLElement, { viewport }: PageView) {
  const { pageWidth, pageHeight, pageX, pageY } = viewport.rawDims
  const element = document.createElement('section')
  element.dataset['annotationId'] = id
  element.style.left = `${(100 * (left - pageX)) / pageWidth}%`
  element.style.top = `${(100 * (pageHeight - top + pageY)) / pageHeight}%`
  element.style.width = `${(100 * (right - left)) / pageWidth}%`
  element.style.height = `${(100 * (top - bottom)) / pageHeight}%`
  layer.append(element)
  return element
}
