import type { PageText } from '../../../electron/contract/text/page-text.ts'
import type { PDFDocumentProxy } from './document.ts'
import { ask } from './worker-questions.ts'

/** How many pages are asked for at a time, and how many questions wait: the worker is never idle, and what is drawn waits for few. */
const [atOnce, questions] = [4, 2]

/** The reading of a document's text in its worker, one for all that want it; it ends with the document. It is kept nowhere. */
export class TextReading {
  /** What has been read so far, in the order of the pages. */
  readonly pages: PageText[] = []
  /** Settles with the last page; never where the document is closed before. */
  readonly whole: Promise<PageText[]>
  private readonly document: PDFDocumentProxy
  private readonly hearers = new Set<(pages: PageText[]) => void>()
  /** Settles when it may go on. */
  private held: PromiseWithResolvers<void> | null = null

  constructor(document: PDFDocumentProxy) {
    this.document = document
    this.whole = this.read()
  }

  /** Tells of the pages read so far, and of the next as they come; gives what ends that. */
  hear(onPages: (pages: PageText[]) => void): () => void {
    if (this.pages.length > 0) onPages([...this.pages])
    this.hearers.add(onPages)
    return () => this.hearers.delete(onPages)
  }

  /** Has it wait: what the worker is asked for else comes first. */
  hold(): void {
    this.held ??= Promise.withResolvers()
  }

  goOn(): void {
    this.held?.resolve()
    this.held = null
  }

  private async read(): Promise<PageText[]> {
    const total = this.document.numPages
    const asked: Promise<PageText[]>[] = []
    for (let next = 0; this.pages.length < total;) {
      if (asked.length === 0) await this.held?.promise
      while (asked.length < questions && next < total && !this.held) {
        const count = Math.min(atOnce, total - next)
        asked.push(
          textsOf(
            this.document,
            Array.from({ length: count }, (_, index) => next + index),
          ),
        )
        next += count
      }
      const texts = (await asked.shift()) ?? []
      this.pages.push(...texts)
      for (const hear of this.hearers) hear(texts)
    }
    return this.pages
  }
}

const readings = new WeakMap<PDFDocumentProxy, TextReading>()

/** The reading of a document's text, begun where it has not been. */
export function readText(document: PDFDocumentProxy): TextReading {
  const reading = readings.get(document) ?? new TextReading(document)
  readings.set(document, reading)
  return reading
}

/** The reading of a document's text where it has begun. */
export const readingOf = (document: PDFDocumentProxy): TextReading | undefined => readings.get(document)

/** Lets a reading go; tells whether this is the first to do so. */
export const leaveReading = (document: PDFDocumentProxy): boolean => readings.delete(document)

const unreadable: PageText = { text: '', runs: [], view: [0, 0, 612, 792], rotate: 0 }

async function textsOf(document: PDFDocumentProxy, pages: number[]): Promise<PageText[]> {
  const answer = await ask<'pages'>(document, { pages })
  return pages.map((_, at) => answer[at] ?? unreadable)
}
