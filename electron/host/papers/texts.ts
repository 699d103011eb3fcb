import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { type PagesOfText, type PaperText, textVersion } from '../../contract/text/page-text.ts'
import { type KeptSearchable, morePlaces } from '../../contract/text/kept-places.ts'
import { Refusal } from '../../contract/result.ts'
import { ensureDirectory, writeDurably } from '../store/files.ts'
import type { PaperStore } from './papers.ts'
import { isPagesRead, type PagesRead } from './page-read.ts'
import type { PdfCounts, PdfFault } from './pdf.ts'
import { countsInThread, textInThread, type ReadingPlaces } from './reading.ts'
import type { PaperReading, PaperWords } from './worker.ts'

/** Longest that a paper may go without a further page, ms. */
const patienceMs = 40_000
/** Longest that a paper may take in all, ms: it is read behind what the reader does. */
const mostMs = 600_000
/** How many pages are told at a time: a long paper's are megabytes, which a window would read in one go. */
const pagesAtOnce = 50
/** How many papers' texts stay in memory. */
const keptInMemory = 8

/** Where this build put the thread's script and what pdf.js needs: beside `resources`. */
export const readingPlaces = (resourcesPath: string): ReadingPlaces => ({
  script: path.join(resourcesPath, '../out/main/paper-worker.js'),
  assets: path.join(resourcesPath, '../out/renderer/pdfjs/'),
})

/** Whether a file that was read holds such a part of this version; each is known by a field. */
const holds = <T extends { version: number }>(value: unknown, field: keyof T & string): value is T =>
  typeof value === 'object' && value !== null && (value as T).version === textVersion && field in value

/**
 * The text of each paper, read once out of the PDF: `papers/<SHA-256>.text.json` as it lies on the pages,
 * `<SHA-256>.words.json` as one would type it, and in `<SHA-256>.places.json` where that stands in the first. All can be
 * deleted; the first two are then read anew, and the third is done without.
 */
export class TextStore {
  private readonly papers: PaperStore
  private readonly places: ReadingPlaces
  private readonly readOnly: boolean
  private readonly known = new Map<string, PaperText>()
  private readonly refused = new Map<string, Refusal>()
  private readonly readings = new Map<string, Promise<PaperText>>()
  private readonly closing = new AbortController()
  /** One PDF is read at a time: the second core is the window's. */
  private turn: Promise<unknown> = Promise.resolve()

  constructor(papers: PaperStore, places: ReadingPlaces, readOnly: boolean) {
    this.papers = papers
    this.places = places
    this.readOnly = readOnly
  }

  private fileOf(hash: string, kind: keyof PaperReading): string {
    return this.papers.fileOf(hash).replace(/\.pdf$/, `.${kind}.json`)
  }

  /** What was kept of a kind, known by one of its fields; null where nothing was, or of another version. */
  private async kept<K extends keyof PaperReading>(hash: string, kind: K, field: keyof PaperReading[K] & string) {
    try {
      const value = JSON.parse(await readFile(this.fileOf(hash, kind), 'utf8')) as unknown
      return holds<PaperReading[K]>(value, field) ? value : null
    } catch {
      return null
    }
  }

  /** The paper's text as one would type it, where it has been read before. */
  words(hash: string): Promise<PaperWords | null> {
    return this.kept(hash, 'words', 'pageEnds')
  }

  /** The same with its places, where both were kept. */
  async searchable(hash: string): Promise<KeptSearchable | null> {
    const [words, kept] = await Promise.all([this.words(hash), this.kept(hash, 'places', 'places')])
    if (!words || !kept) return null
    const { text, pageEnds } = words
    return { text: Buffer.from(text), pageEnds, places: new Uint8Array(morePlaces(kept.places).buffer) }
  }

  /** What pdf.js sees of a file that need not be in the library; `bytes` are copied. */
  counts(bytes: Uint8Array, password: string): Promise<PdfCounts | PdfFault | 'silent'> {
    return countsInThread(bytes, password, this.places, { signal: this.closing.signal, timeoutMs: patienceMs })
  }

  /** Tells whether the paper was found to give no text. */
  isRefused(hash: string): boolean {
    return this.refused.has(hash)
  }

  /** Reads the PDF, again if need be, and keeps its words. Nothing to wait for where the library cannot be written. */
  async learn(hash: string, fileName: string): Promise<void> {
    if (this.readOnly || this.refused.has(hash)) return
    await (this.readings.get(hash) ?? this.begin(hash, fileName))
  }

  /** Tells whether the text has been read before, without reading it now. */
  async has(hash: string): Promise<boolean> {
    const found = stat(this.fileOf(hash, 'text')).then(
      () => true,
      () => false,
    )
    return this.known.has(hash) || found
  }

  /** The text where it has been read before, else null. */
  async stored(hash: string): Promise<PaperText | null> {
    const known = this.known.get(hash)
    if (known) return this.remember(hash, known)
    const text = await this.kept(hash, 'text', 'pages')
    return text && this.remember(hash, text)
  }

  /** Some of its pages, from one on. */
  async pagesOf(hash: string, from: number): Promise<PagesOfText | null> {
    const text = await this.stored(hash)
    return text && { pages: text.pages.slice(from, from + pagesAtOnce), total: text.pages.length }
  }

  /** The text, read now if need be. Throws Refusal 'pdf-locked', 'pdf-damaged', 'pdf-silent', 'pdf-long' or 'not-found'. */
  async of(hash: string, fileName: string): Promise<PaperText> {
    const refused = this.refused.get(hash)
    if (refused) throw refused
    return (await this.stored(hash)) ?? this.readings.get(hash) ?? this.begin(hash, fileName)
  }

  private begin(hash: string, fileName: string): Promise<PaperText> {
    const text = this.turn.then(() => this.read(hash, fileName)).finally(() => this.readings.delete(hash))
    this.turn = text.catch(() => undefined)
    this.readings.set(hash, text)
    return text
  }

  private async read(hash: string, fileName: string): Promise<PaperText> {
    const { signal } = this.closing
    const bytes = await this.papers.read(hash, { signal, progress: () => undefined })
    const result = await textInThread(bytes, this.places, { signal, timeoutMs: patienceMs, mostMs })
    if (typeof result === 'string' || isPagesRead(result)) {
      const refusal = pdfRefusal(result, fileName, patienceMs)
      this.refused.set(hash, refusal)
      throw refusal
    }
    await this.keep(hash, result)
    return result.text
  }

  /** Keeps a text that has been read. A disk that does not take it costs only the time to read it again. */
  async keep(hash: string, reading: PaperReading): Promise<void> {
    this.remember(hash, reading.text)
    if (this.readOnly) return
    try {
      await ensureDirectory(path.dirname(this.fileOf(hash, 'text')))
      for (const kind of ['places', 'words', 'text'] as const)
        await writeDurably(this.fileOf(hash, kind), JSON.stringify(reading[kind]))
    } catch {
      // The disk says so itself at the next edit.
    }
  }

  private remember(hash: string, text: PaperText): PaperText {
    this.known.delete(hash)
    this.known.set(hash, text)
    for (const old of this.known.keys()) {
      if (this.known.size <= keptInMemory) break
      this.known.delete(old)
    }
    return text
  }

  /** Ends the thread that reads, and waits for it. */
  async close(): Promise<void> {
    this.closing.abort(new Refusal('cancelled'))
    await this.turn
  }
}

/** The sentence for a PDF that gave no text. */
export function pdfRefusal(fault: PdfFault | 'silent' | PagesRead, name: string, timeoutMs: number): Refusal {
  if (isPagesRead(fault)) return new Refusal('pdf-long', { name, pages: fault.pages, read: fault.read })
  if (fault === 'locked') return new Refusal('pdf-locked', { name })
  if (fault === 'silent') return new Refusal('pdf-silent', { name, seconds: timeoutMs / 1000 })
  return new Refusal('pdf-damaged', { name })
}
