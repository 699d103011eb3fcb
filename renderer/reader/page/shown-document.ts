import type { PDFDocumentProxy } from 'pdfjs-dist'
import type { Quiet } from './quiet.ts'

/** How many pages are asked for at a time of all that pdf.js asks for, at rest and while a page is looked for or drawn. */
const [atRest, meanwhile] = [16, 2]
/** How long after it was stirred a view is not at rest, ms. */
const stirredMs = 100

/**
 * With its first picture pdf.js (6.5) asks for all pages, one after another, 250 at a time, to learn how large they are; and
 * in between for one that comes into view. The many wait for each other, and that one does not wait for them.
 */
class Paced {
  private next = 2
  private running = 0
  private readonly waiting: (() => void)[] = []
  private readonly quiet: Quiet

  constructor(quiet: Quiet) {
    this.quiet = quiet
  }

  get<T>(page: number, ask: () => Promise<T>): Promise<T> {
    if (page !== this.next) return ask()
    this.next++
    return new Promise((resolve, reject) => {
      this.waiting.push(() => {
        const over = () => {
          this.running--
          this.go()
        }
        ask().then(resolve, reject).finally(over)
      })
      this.go()
    })
  }

  private go(): void {
    while (this.running < (this.quiet.isStirred(stirredMs) ? meanwhile : atRest)) {
      const begin = this.waiting.shift()
      if (!begin) return
      this.running++
      begin()
    }
  }
}

/**
 * An open document as one viewer has it. What comes once the viewer is closed goes to nobody: pdf.js's (6.5) would look for
 * a page's place among none, or tell the console that the document it asks is closed too. Pages are asked for once `later`
 * settles: with the first picture pdf.js asks for hundreds, whose answers would come before that page's words.
 */
export function shownUntil(
  closed: AbortSignal,
  document: PDFDocumentProxy,
  later: () => Promise<void> | null,
  quiet: Quiet,
): PDFDocumentProxy {
  const untilClosed = <T>(asked: Promise<T>) =>
    new Promise<T>((resolve, reject) => {
      asked.then(
        answer => closed.aborted || resolve(answer),
        (error: unknown) => closed.aborted || reject(error),
      )
    })
  const shown: PDFDocumentProxy = Object.create(document)
  const paced = new Paced(quiet)
  shown.getPage = page => {
    const waited = later()
    const get = () => paced.get(page, () => document.getPage(page))
    return untilClosed(waited ? waited.then(get) : get())
  }
  shown.getMetadata = () => untilClosed(document.getMetadata())
  shown.getOptionalContentConfig = options => untilClosed(document.getOptionalContentConfig(options))
  return shown
}
