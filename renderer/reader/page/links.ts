import type { PDFDocumentProxy } from './document.ts'
import { placeOf } from './outline.ts'

interface LinkData {
  id: string
  dest?: string | unknown[] | null
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

/** Where a link on a page leads inside the paper; null for one that leads out, or nowhere. */
export async function placeOfLink(
  document: PDFDocumentProxy,
  link: Element,
): Promise<{ page: number; topPt: number | null; leftPt: number | null } | null> {
  const section = link.closest<HTMLElement>('section[data-annotation-id]')
  const page = Number(section?.closest<HTMLElement>('.page')?.dataset['pageNumber'])
  if (!section || !page) return null
  const data = (await linksOn(document, page)).find(({ id }) => id === section.dataset['annotationId'])
  return data?.dest ? placeOf(document, data.dest) : null
}
