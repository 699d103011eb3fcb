import type { CallArgs } from '../../contract/calls.ts'
import type { ItemEntry } from '../../contract/entry.ts'
import type { Item } from '../../contract/item.ts'
import { openableLink } from '../../contract/link.ts'
import type { Reference } from '../../contract/reference.ts'
import { yearOf } from '../../contract/reference-words.ts'
import { Refusal } from '../../contract/result.ts'
import { itemFrom, peopleFromNames, readdressedEntry, retitledEntry } from '../exchange/index.ts'

type Change = Omit<CallArgs<'item:change'>, 'id'>

function referenceOf(item: Item, { authors, year, venue }: Change): Reference | undefined {
  if (authors === undefined && year === undefined && venue === undefined) return item.reference
  const reference: Reference = item.reference ?? { type: item.kind === 'webpage' ? 'webpage' : 'article' }
  const { author, issued, 'container-title': container, ...rest } = reference
  const people = authors === undefined ? author : peopleFromNames(authors, author)
  const date =
    year === undefined || year === yearOf(reference)
      ? issued
      : year === null
        ? undefined
        : { 'date-parts': [[year] as [number]] }
  const place = venue === undefined ? container : venue.trim()
  return {
    ...rest,
    ...(people ? { author: people } : {}),
    ...(date ? { issued: date } : {}),
    ...(place ? { 'container-title': place } : {}),
  }
}

/** An item with what is changed of it. Refusal 'link-refused' for an address that no door would open. */
export function redescribed(item: Item, change: Change): Item {
  const { url = item.url, title = item.title, kind = item.kind } = change
  if (url !== null && url !== item.url && !openableLink(url))
    throw new Refusal('link-refused', { name: url.slice(0, 200) })
  const { arxivId, doi } = itemFrom(item.id, title, url)
  const isMoved = url !== item.url
  const reference = referenceOf(item, change)
  return {
    ...item,
    title,
    kind,
    url,
    ...(isMoved ? { arxivId: arxivId ?? item.arxivId, doi: doi ?? item.doi } : {}),
    ...(reference ? { reference } : {}),
  }
}

/** An item's place after that: its piece of a list shows the new title and address where it showed the old. */
export function redescribedEntry(entry: ItemEntry, before: Item, after: Item): ItemEntry {
  const retitled = after.title === before.title ? entry : retitledEntry(entry, before, after.title)
  return after.url === before.url ? retitled : readdressedEntry(retitled, before.url, after.url)
}
