import './with-resolvers.ts'
import {
  getDocument,
  type PDFDocumentLoadingTask,
  type PDFDocumentProxy,
  VerbosityLevel,
} from 'pdfjs-dist/legacy/build/pdf.mjs'
import {
  type FontNumbers,
  type PageText,
  pageTextFrom,
  type PaperText,
  textVersion,
} from '../../contract/text/page-text.ts'

/** Why a PDF gives no text. */
export type PdfFault = 'damaged' | 'locked'

/** Opens a PDF where this runs, without a worker of pdf.js's own. `assets` is the folder of its character maps, with a slash behind. */
async function opened(data: Uint8Array, assets: string, password: string): Promise<PDFDocumentLoadingTask> {
  // pdf.js looks here for its parser before it would start a worker.
  ;(globalThis as { pdfjsWorker?: unknown }).pdfjsWorker ??= await import('pdfjs-dist/legacy/build/pdf.worker.mjs')
  return getDocument({
    data,
    password,
    verbosity: VerbosityLevel.ERRORS,
    cMapUrl: `${assets}cmaps/`,
    standardFontDataUrl: `${assets}standard_fonts/`,
    wasmUrl: `${assets}wasm/`,
    disableFontFace: true,
    useSystemFonts: false,
    isOffscreenCanvasSupported: false,
  })
}

async function withDocument<T>(
  data: Uint8Array,
  assets: string,
  read: (document: PDFDocumentProxy) => Promise<T>,
  password = '',
): Promise<T | PdfFault> {
  const task = await opened(data, assets, password)
  try {
    return await read(await task.promise)
  } catch (error) {
    return error instanceof Error && error.name === 'PasswordException' ? 'locked' : 'damaged'
  } finally {
    await task.destroy().catch(() => undefined)
  }
}

/** As pdf.js's text layer reads a page, so that offsets here are offsets there. */
const asLaidOut = { includeMarkedContent: true, disableNormalization: true }

const noText: PageText = { text: '', runs: [], view: [0, 0, 612, 792], rotate: 0 }

/** The text of every page; a page that cannot be read has none. `onPage` hears how many of how many are done. `data` is emptied. Never throws. */
export const textOfPdf = (
  data: Uint8Array,
  assets: string,
  onPage: (read: number, pages: number) => void = () => undefined,
): Promise<PaperText | PdfFault> =>
  withDocument(data, assets, async document => {
    const fonts: FontNumbers = new Map()
    const pages: PageText[] = []
    let read = 0
    for (let number = 1; number <= document.numPages; number++) {
      const page = await pageTextOf(document, number, fonts)
      if (page) read++
      pages.push(page ?? noText)
      onPage(number, document.numPages)
    }
    if (read === 0 && document.numPages > 0) throw new Error('no page can be read')
    return { version: textVersion, title: await titleOf(document), pages, annotations: await annotationsIn(document) }
  })

async function pageTextOf(document: PDFDocumentProxy, number: number, fonts: FontNumbers): Promise<PageText | null> {
  try {
    const page = await document.getPage(number)
    const { items } = await page.getTextContent(asLaidOut)
    const text = pageTextFrom(
      items.flatMap(item => ('str' in item ? [item] : [])),
      page,
      fonts,
    )
    page.cleanup()
    return text
  } catch {
    return null
  }
}

/** What another reader sees of a file: enough to tell that it is whole. */
export interface PdfCounts {
  pages: number
  /** Of every kind, links and form fields too. */
  annotations: number
}

/** Counts without reading any words. `data` is emptied. Never throws. */
export const countsOfPdf = (data: Uint8Array, assets: string, password: string): Promise<PdfCounts | PdfFault> =>
  withDocument(
    data,
    assets,
    async document => ({ pages: document.numPages, annotations: await annotationsIn(document) }),
    password,
  )

/** Words that a program, not an author, put there. */
const noTitle = /^(untitled|about:blank|title|document\d*|microsoft word -.*|.*\.(pdf|docx?|tex|dvi|ps|indd|qxd))$/i

async function titleOf(document: PDFDocumentProxy): Promise<string> {
  const metadata = await document.getMetadata().catch(() => null)
  const info = metadata?.info as { Title?: unknown } | undefined
  const title = typeof info?.Title === 'string' ? info.Title.replace(/[\s\p{Cc}]+/gu, ' ').trim() : ''
  return noTitle.test(title) ? '' : title.slice(0, 2000)
}

/** How many annotations of any kind (links and form fields too) the file carries. */
async function annotationsIn(document: PDFDocumentProxy): Promise<number> {
  // Without a set pdf.js takes every kind, and unlike a page's `getAnnotations` it does not read the words under the links.
  const every = null as unknown as Set<number>
  const found = (await document
    .getAnnotationsByType(every, null as unknown as Set<number>)
    .catch(() => [])) as unknown[]
  return found.filter(Boolean).length
}
