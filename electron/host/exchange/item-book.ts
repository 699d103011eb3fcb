// Which item of the library a listed one is, and what the two say together.
import { isDeepStrictEqual } from 'node:util'
import type { ImportPreview, PreviewRow, PreviewWhat } from '../../contract/import.ts'
import type { Item } from '../../contract/item.ts'
import type { Library, Source } from '../../contract/library.ts'
import { authorsShort, yearOf } from '../../contract/reference-words.ts'
import type { Reference } from '../../contract/reference.ts'
import { addressKey } from './identity.ts'
import type { ListedItem } from './listed.ts'
import { describedAgain } from './written.ts'

type Described = ListedItem['item']

/** A title as a name: letters and digits only, in lower case; one that has none is named by its signs. */
export function titleName(title: string): string {
  const plain = title.normalize('NFKC').toLowerCase()
  return plain.replace(/[^\p{L}\p{N}]+/gu, '') || plain.replace(/\s+/g, ' ').trim()
}

/** The names under which something is known for certain: arXiv number, DOI, address. The surest first. */
export const surely = ({ arxivId, doi, url }: Pick<Item, 'arxivId' | 'doi' | 'url'>): string[] => [
  ...(arxivId ? [`arxiv:${arxivId}`] : []),
  ...(doi ? [`doi:${doi}`] : []),
  ...(url ? [`url:${addressKey(url)}`] : []),
]

const differ = (a: string | number | null | undefined, b: string | number | null | undefined): boolean =>
  a !== null && a !== undefined && b !== null && b !== undefined && a !== '' && b !== '' && a !== b

const firstAuthor = ({ reference }: Described): string => {
  const [first] = reference?.author ?? []
  return titleName(first?.family ?? first?.literal ?? '')
}
const yearOfItem = ({ reference }: Described): number | null => (reference ? yearOf(reference) : null)

/** Whether numbers say that two things of one name are not the same. */
const contradict = (a: Described, b: Described): boolean => differ(a.doi, b.doi) || differ(a.arxivId, b.arxivId)

/** Whether two things of one title are the same: both without an address, or by the same first author in the same year. */
function sameByTitle(a: Described, b: Described): boolean {
  if (contradict(a, b) || differ(yearOfItem(a), yearOfItem(b)) || differ(firstAuthor(a), firstAuthor(b))) return false
  const bare = (one: Described): boolean => !one.url && !one.doi && !one.arxivId
  if (bare(a) && bare(b)) return true
  const agree = <T>(x: T, y: T): boolean => Boolean(x) && x === y
  return agree(yearOfItem(a), yearOfItem(b)) || agree(firstAuthor(a), firstAuthor(b))
}

/** One address may be that of a whole volume: then titles decide between two references. */
const sameByAddress = (a: Described, b: Described): boolean =>
  !contradict(a, b) && !(a.reference && b.reference && titleName(a.title) !== titleName(b.title))

/**
 * One value of three: of the library, of the file now, and of the file when it was read before. The file's change wins
 * only where nothing was changed here; nothing is emptied.
 */
function chosen<T>(known: T, now: T, before: T | undefined, hasBefore: boolean): T {
  if (now === undefined || now === null || now === '') return known
  if (hasBefore && isDeepStrictEqual(now, before)) return known
  const isMissing = known === undefined || known === null || known === ''
  return isMissing || (hasBefore && isDeepStrictEqual(known, before)) ? now : known
}

function mergedReference(known: Reference | undefined, now: Reference, before: Reference | undefined): Reference {
  if (!known) return now
  const merged: Record<string, unknown> = { ...known }
  const names = Object.keys(now) as (keyof Reference)[]
  for (const name of names)
    if (name !== 'written') {
      const value = chosen<unknown>(known[name], now[name], before?.[name], before !== undefined)
      if (value !== undefined) merged[name] = value
    }
  if (now.written && (!known.written || known.written.format === now.written.format)) merged['written'] = now.written
  return merged as Reference
}

/** A known item with what a file says of it. An item whose words in the file are as they were is given back as it is. */
export function mergedItem(known: Item, now: Described): Item {
  const written = known.reference?.written
  const again = now.reference?.written
  if (written && again && isDeepStrictEqual(written, again)) return known
  const before = written && again && written.format === again.format ? describedAgain(written) : null
  const of = <K extends 'title' | 'url' | 'doi' | 'arxivId' | 'kind'>(name: K): Described[K] =>
    chosen<Described[K]>((known as Described)[name], now[name], before?.[name], before !== null)
  const isNamedByAddress = known.title === known.url && now.title !== now.url
  const isPlain = !known.reference && known.kind === 'webpage' && now.reference !== undefined
  return {
    ...known,
    title: isNamedByAddress ? now.title : of('title'),
    url: of('url'),
    doi: of('doi'),
    arxivId: of('arxivId'),
    kind: isPlain ? now.kind : of('kind'),
    ...(now.reference ? { reference: mergedReference(known.reference, now.reference, before?.reference) } : {}),
  }
}

/** What the preview shows of an item. */
export function rowOf(what: PreviewWhat, { title, reference }: Item, topic: string): PreviewRow {
  const [authors, year] = reference ? [authorsShort(reference), yearOf(reference)] : ['', null]
  return { what, title, authors, year, topic }
}

/** The items of a library while a file is merged into it. */
export class ItemBook {
  readonly counts: Record<PreviewWhat, number> = { new: 0, merged: 0, unchanged: 0 }
  readonly rows: ImportPreview['rows'] = []
  private readonly sure = new Map<string, Item>()
  private readonly byTitle = new Map<string, Item[]>()
  private readonly byKey = new Map<string, Item[]>()
  private readonly rowOf = new Map<string, PreviewRow>()
  /** Items that stand in this file's own places. */
  private readonly own = new Set<string>()
  private readonly standing = new Set<string>()

  constructor(library: Library, source: Source) {
    for (const entry of Object.values(library.entries))
      if (entry.kind === 'item') {
        this.standing.add(entry.itemId)
        if (entry.origin?.sourceId === source.id) this.own.add(entry.itemId)
      }
    for (const item of Object.values(library.items)) this.index(item)
  }

  /** An item goes by its own names and by those of the items that were merged into it. */
  private index(item: Item): void {
    for (const one of [item, ...(item.merged ?? [])]) {
      for (const name of surely(one)) if (!this.sure.has(name)) this.sure.set(name, item)
      const put = (map: Map<string, Item[]>, key: string): void => {
        const known = map.get(key)
        if (known) known.push(item)
        else map.set(key, [item])
      }
      const title = titleName(one.title)
      if (title) put(this.byTitle, title)
      if (one.reference?.citeKey) put(this.byKey, one.reference.citeKey)
    }
  }

  /** The library's item for a listed one. */
  find(now: Described): Item | undefined {
    for (const name of surely(now)) {
      const known = this.sure.get(name)
      if (known && (name.startsWith('url:') ? sameByAddress(known, now) : true)) return this.current(known)
    }
    const title = titleName(now.title)
    const cited = now.reference?.citeKey ? (this.byKey.get(now.reference.citeKey) ?? []) : []
    const byKey = cited.find(
      known => !contradict(known, now) && (this.own.has(known.id) || titleName(known.title) === title),
    )
    const known =
      byKey ??
      this.byTitle
        .get(title)
        ?.slice(0, 200)
        .find(known => sameByTitle(known, now))
    return known && this.current(known)
  }

  private readonly latest = new Map<string, Item>()
  private current(item: Item): Item {
    return this.latest.get(item.id) ?? item
  }

  /** Keeps an item that was made or changed, so that what is listed next is compared with it. */
  keep(item: Item, known: Item | undefined): void {
    this.latest.set(item.id, item)
    if (!known || !isDeepStrictEqual(surely(known), surely(item)) || known.title !== item.title) this.index(item)
  }

  stands(itemId: string): boolean {
    return this.standing.has(itemId)
  }

  place(itemId: string): void {
    this.standing.add(itemId)
  }

  /** Notes for the preview what becomes of an item; of an item that is listed twice, the first and the most. */
  note(what: PreviewWhat, item: Item, topic: string): void {
    if (this.rowOf.has(item.id)) return what === 'unchanged' ? undefined : this.tell('merged', item.id, topic)
    const row = rowOf(what, item, topic)
    this.counts[what]++
    this.rows.push(row)
    this.rowOf.set(item.id, row)
  }

  /** An item that was thought unchanged gets something new after all. */
  tell(what: 'merged', itemId: string, topic: string): void {
    const row = this.rowOf.get(itemId)
    if (row?.what !== 'unchanged') return
    this.counts.unchanged--
    this.counts[what]++
    Object.assign(row, { what, topic })
  }
}
