import type { PDFDocumentProxy } from './document.ts'
import { placeOf } from './outline.ts'

interface LinkData {
  id: string
  dest?: string | unknown[] | null
  /** The words under it. */
  overlaidText?: string
}

/** Where a link leads inside the paper, and the words that it lies over. */
interface LinkPlace {
  page: number
  topPt: number | null
  leftPt: number | null
  words: string
}

const linksOf = new WeakMap<PDFDocumentProxy, Map<number, Promise<LinkData[]>>>()

function linksOn(document: PDFDocumentProxy, page: number): Promise<LinkData[]> {
  const pages = linksOf.get(document) ?? new Map<number, Promise<LinkData[]>>()
  linksOf.set(document, pages)
  const known = pages.get(page)
  if (known) return known
  const read = document
    .getPage(page)
    .then(proxy => proxy.getAnnotations() as Promise<LinkData[]>)
    .catch(() => [])
  pages.set(page, read)
  return read
}

/** Null for one that leads out, or nowhere. */
export async function placeOfLink(document: PDFDocumentProxy, link: Element): Promise<LinkPlace | null> {
  const section = link.closest<HTMLElement>('section[data-annotation-id]')
  const page = Number(section?.closest<HTMLElement>('.page')?.dataset['pageNumber'])
  if (!section || !page) return null
  const data = (await linksOn(document, page)).find(({ id }) => id === section.dataset['annotationId'])
  const place = data?.dest ? await placeOf(document, data.dest) : null
  return place && { ...place, words: data?.overlaidText ?? '' }
}
