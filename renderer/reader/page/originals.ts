import type { PDFDocumentProxy } from 'pdfjs-dist'

/** An annotation of the PDF itself: its page, and its object as pdf.js writes it ("12R"). */
export interface Original {
  page: number
  id: string
  /** Its picture stays, under ours. */
  shown?: true
}

/** The annotations of a file in whose place ours stand: they are not offered, and not drawn, or one would see both. */
export class Originals {
  private readonly document: PDFDocumentProxy
  private readonly redraw: (pages: ReadonlySet<number>) => void
  private known: ReadonlyMap<string, number> = new Map()

  /** `redraw` draws pages anew. */
  constructor(document: PDFDocumentProxy, redraw: (pages: ReadonlySet<number>) => void) {
    this.document = document
    this.redraw = redraw
  }

  leaveOut(originals: readonly Original[]): void {
    const before = this.known
    const places = (list: readonly Original[]) => new Map(list.map(({ page, id }) => [id, page]))
    this.known = places(originals)
    const undrawn = places(originals.filter(({ shown }) => !shown))
    const changed = [...this.known, ...before].filter(([id]) => this.known.has(id) !== before.has(id))
    if (changed.length === 0) return
    // pdf.js leaves out what its own editor has changed, and asks its storage for that (6.5, `AnnotationStorage.modifiedIds`).
    const named = { ids: new Set(undrawn.keys()), hash: [...undrawn.keys()].sort().join() }
    Object.defineProperty(this.document.annotationStorage, 'modifiedIds', { configurable: true, get: () => named })
    this.redraw(new Set(changed.map(([, page]) => page)))
  }

  /** Hides what of them stands over a page's picture: icons, and what opens their comments. */
  hideIn(page: HTMLElement): void {
    for (const element of page.querySelectorAll<HTMLElement>('.annotationLayer [data-annotation-id]'))
      element.classList.toggle('annotation-left-out', this.known.has(element.dataset['annotationId'] ?? ''))
  }

  /** The annotation that has the keys. */
  idOf(target: EventTarget): string | null {
    const isOne = target instanceof HTMLElement && target.matches('.foreign-mark')
    return (isOne && target.parentElement?.dataset['annotationId']) || null
  }
}
