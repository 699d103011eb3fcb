import { type Person, type Reference, reference as referenceRecord } from '../../contract/reference.ts'
import type { ListedItem } from './listed.ts'
import { clipped } from './plain.ts'

type Described = ListedItem['item']

const fittingPerson = (person: Person): Person =>
  Object.fromEntries(Object.entries(person).map(([part, words]) => [part, clipped(words ?? '', 2000)]))

function fittingReference(reference: Reference): Reference {
  const cut = { ...reference }
  for (const name of ['author', 'editor', 'translator'] as const)
    if (cut[name]) cut[name] = cut[name].slice(0, 10_000).map(fittingPerson)
  if (referenceRecord.safeParse(cut).success) return cut
  // What is still no record was no bibliography: its kind and its words as they are written stay.
  const { type, written } = reference
  return written && referenceRecord.safeParse({ type, written }).success ? { type, written } : { type }
}

/** What a file says of an item, cut to what a record of the library may hold. */
export function fitting(item: Described): Described {
  const { title, url, doi, arxivId, reference } = item
  return {
    ...item,
    title: clipped(title, 2000),
    url: url && url.length > 8000 ? null : url,
    doi: doi && doi.length > 256 ? null : doi,
    arxivId: arxivId && arxivId.length > 64 ? null : arxivId,
    ...(reference ? { reference: fittingReference(reference) } : {}),
  }
}
