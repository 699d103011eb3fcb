// A thread that reads one PDF and ends: what hangs or exhausts it takes nothing else along.
import { parentPort, workerData } from 'node:worker_threads'
import { type PaperText, textVersion } from '../../contract/text/page-text.ts'
import { lessPlaces } from '../../contract/text/kept-places.ts'
import { searchableFrom } from '../../contract/text/searchable.ts'
import type { PagesRead } from './page-read.ts'
import { countsOfPdf, type PdfCounts, type PdfFault, textOfPdf } from './pdf.ts'

/** What the thread is started with. */
export interface Task {
  bytes: Uint8Array
  /** The folder of pdf.js's character maps, with a slash behind. */
  assets: string
  /** Only count what the file has, opened with this password. */
  counting?: string
}

/** A paper's text as one would type it, and where in it each page ends: what the whole library is searched in. */
export interface PaperWords {
  version: typeof textVersion
  text: string
  pageEnds: number[]
}

/** Where the words stand on the pages: see `lessPlaces`. */
export interface WordPlaces {
  version: typeof textVersion
  places: number[]
}

export interface PaperReading {
  text: PaperText
  words: PaperWords
  places: WordPlaces
}

function readingOf(read: PaperText): PaperReading {
  const { text, pageEnds, places } = searchableFrom(read.pages)
  const version = textVersion
  return { text: read, words: { version, text, pageEnds }, places: { version, places: lessPlaces(places) } }
}

const { bytes, assets, counting } = workerData as Task
const tell = (said: PaperReading | PdfCounts | PdfFault | PagesRead): void => parentPort?.postMessage(said)
if (counting !== undefined) tell(await countsOfPdf(bytes, assets, counting))
else {
  const text = await textOfPdf(bytes, assets, (read, pages) => tell({ kind: 'pages-read', read, pages }))
  tell(typeof text === 'string' ? text : readingOf(text))
}
