// What the lists show of an item and what filters ask of it, drawn together from its records.
import type { Item } from '../../electron/contract/item.ts'
import type { Library } from '../../electron/contract/library.ts'
import type { ReadingStatus } from '../../electron/contract/reading.ts'
import { authorsShort, yearOf } from '../../electron/contract/reference-words.ts'
import { hostOf } from '../lib/address.ts'

export const statusOf = (item: Item): ReadingStatus => item.reading?.status ?? 'to-read'
export const priorityOf = (item: Item): number => item.reading?.priority ?? 0
export const ratingOf = (item: Item): number => item.reading?.rating ?? 0

/** The year it was issued; without a reference, the one in its arXiv number (`YYMM.number`, since 2007). Null where neither is known. */
export function yearOfItem({ reference, arxivId }: Item): number | null {
  const issued = reference ? yearOf(reference) : null
  const [, short] = /^(\d{2})\d{2}\./.exec(arxivId ?? '') ?? []
  return issued ?? (short === undefined ? null : 2000 + Number(short))
}

/** Authors, or where there are none the host of its address. */
export const byline = ({ reference, url }: Item): string => (reference && authorsShort(reference)) || hostOf(url)

/** Everyone's names, for searching. */
export const authorsOf = ({ reference }: Item): string =>
  [...(reference?.author ?? []), ...(reference?.editor ?? [])]
    .map(({ given = '', family = '', literal = '' }) => `${given} ${family}${literal}`.trim())
    .join(' ')

/** How far its paper was read: 0 to 1, by the page it was left at; null where that is not known. */
export function progressOf(item: Item, { papers }: Library): number | null {
  const { place, pages } = (item.paper && papers[item.paper]) || {}
  if (statusOf(item) === 'read') return 1
  return place && pages ? Math.min(1, place.page / pages) : null
}

export const annotationsOf = (item: Item, { papers }: Library): number =>
  (item.paper && papers[item.paper]?.annotations) || 0

export const openedAt = (item: Item, { visits }: Library): string | undefined => visits[item.id]?.at

export const tagsOf = (item: Item, { tags }: Library) => (item.tags ?? []).flatMap(id => tags[id] ?? [])
