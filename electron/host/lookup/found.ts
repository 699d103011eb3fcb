import type { Item } from '../../contract/item.ts'
import type { Reference } from '../../contract/reference.ts'

/** What a service, or a paper's own first page, says of an item. */
export interface Found {
  title: string
  url: string | null
  doi: string | null
  arxivId: string | null
  /** Null where it says nothing but numbers and a title. */
  reference: Reference | null
}

/** Whether a title only repeats the address or number, so that a true one may take its place. */
const isPlaceholder = ({ title, url, doi, arxivId }: Item): boolean => {
  const plain = title.trim().toLowerCase()
  if (plain === '' || /^https?:\/\//.test(plain)) return true
  return [url, doi, arxivId, doi && `doi:${doi}`, arxivId && `arxiv:${arxivId}`].some(
    each => each?.toLowerCase() === plain,
  )
}

/** The item with what it did not know yet; what a person or a file has written stays. The same item where nothing is new. */
export function filled(item: Item, found: Found): Item {
  const own = item.reference
  const reference = found.reference ? { ...found.reference, ...own } : own
  // A list of links knows only "webpage" of a paper.
  if (reference && found.reference && (own?.type === 'webpage' || own?.type === 'document'))
    reference.type = found.reference.type
  const next: Item = {
    ...item,
    title: isPlaceholder(item) && found.title ? found.title : item.title,
    url: item.url ?? found.url,
    doi: item.doi ?? found.doi,
    arxivId: item.arxivId ?? found.arxivId,
    ...(reference ? { reference } : {}),
  }
  return JSON.stringify(next) === JSON.stringify(item) ? item : next
}
