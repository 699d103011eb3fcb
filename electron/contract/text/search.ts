import { placeIn, rowIn, type Searchable } from './searchable.ts'

/** Which spellings are told apart. */
export interface Folding {
  matchCase: boolean
  /** "naive" finds only itself, not "naïve". */
  matchDiacritics: boolean
}

export interface FindQuery extends Folding {
  text: string
  wholeWord: boolean
  /** `text` is a regular expression of JavaScript with the flag `u`. */
  regex: boolean
}

/** What of a hit lies on one page and together in its text. */
export interface HitPart {
  /** 1-based. */
  page: number
  start: number
  end: number
}

export interface Hit {
  /** Where it begins in the searchable text. */
  at: number
  parts: HitPart[]
  /** The words around it, and itself. */
  before: string
  words: string
  after: string
}

export interface Hits {
  hits: Hit[]
  /** There are more than `mostHits`: the rest is not listed. */
  cut: boolean
}

const mostHits = 20_000
const aroundLength = 48

/** Makes two spellings equal, unit for unit, so that places stay what they are. */
export function folded(text: string, { matchCase, matchDiacritics }: Folding): string {
  const bare = matchDiacritics ? text : text.replace(/[^\0-\x7f]/g, bareUnit)
  if (matchCase) return bare
  const lower = bare.toLowerCase()
  // One letter in a thousand files grows in lower case: then unit for unit.
  return lower.length === bare.length ? lower : bare.replace(/[A-Z]|[^\0-\x7f]/g, lowerUnit)
}
const bareUnits = new Map<string, string>()
function bareUnit(unit: string): string {
  const known = bareUnits.get(unit)
  if (known !== undefined) return known
  const bare = unit.normalize('NFD').replace(/\p{M}/gu, '')
  const same = bare.length === 1 ? bare : unit
  bareUnits.set(unit, same)
  return same
}
const lowerUnit = (unit: string): string => (unit.toLowerCase().length === 1 ? unit.toLowerCase() : unit)

export const isWordUnit = (unit: string): boolean => /[\p{L}\p{N}_]/u.test(unit) && !/\p{Script=Han}/u.test(unit)

/** Tells whether no word goes on over an end of the hit. Chinese has no such ends. */
export function standsAlone(text: string, start: number, end: number): boolean {
  const inWord = (at: number) => isWordUnit(text.charAt(at - 1)) && isWordUnit(text.charAt(at))
  return !inWord(start) && !inWord(end)
}

/** Typed as text is kept: composed, narrow, without a line's end. */
export const asKept = (typed: string): string => typed.normalize('NFKC').replace(/\s+/g, ' ')

function* placesOf(source: Searchable, query: FindQuery, text: string): Generator<[number, number]> {
  if (query.regex) {
    // A dot stays on its page.
    const paged = withPageEnds(text, source.pageEnds)
    for (const { 0: words, index } of paged.matchAll(new RegExp(query.text, query.matchCase ? 'gu' : 'giu')))
      if (words.trim() !== '') yield [index, index + words.length]
    return
  }
  const wanted = folded(asKept(query.text), query)
  if (wanted.trim() === '') return
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length))
    yield [at, at + wanted.length]
}

function withPageEnds(text: string, pageEnds: readonly number[]): string {
  const parts: string[] = []
  let from = 0
  for (const end of pageEnds) {
    const hasSpace = end > from && text.charAt(end - 1) === ' '
    parts.push(hasSpace ? `${text.slice(from, end - 1)}\n` : text.slice(from, end))
    from = end
  }
  return parts.join('')
}

/**
 * Every place of the words, in reading order. `text` is the source's, folded as the query wants it. Throws SyntaxError for a
 * regular expression that is none.
 */
export function hitsOf(source: Searchable, query: FindQuery, text = folded(source.text, query)): Hits {
  const hits: Hit[] = []
  for (const [start, end] of placesOf(source, query, text)) {
    if (query.wholeWord && !standsAlone(source.text, start, end)) continue
    if (hits.length === mostHits) return { hits, cut: true }
    hits.push(hitFrom(source, start, end))
  }
  return { hits, cut: false }
}

function hitFrom(source: Searchable, start: number, end: number): Hit {
  const { text } = source
  const lead = Math.max(0, start - aroundLength)
  // Begins with a whole word where there are words.
  const trimmed = lead > 0 ? text.slice(lead, start).replace(/^[\p{L}\p{N}]{1,20}[\s,.;:]/u, '') : text.slice(0, start)
  return {
    at: start,
    parts: partsFrom(source, start, end),
    before: trimmed.trimStart(),
    words: text.slice(start, end),
    after: text.slice(end, end + aroundLength),
  }
}

/** The page (0-based) that a place among the pages' texts lies on. */
export function pageOf(pageStarts: readonly number[], at: number): number {
  let [low, high] = [0, pageStarts.length - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((pageStarts[middle] ?? 0) <= at) low = middle
    else high = middle - 1
  }
  return low
}

/** A stretch of the searchable text as stretches of the pages' texts. What is skipped between two lines is in neither. */
export function partsFrom({ places, pageStarts }: Searchable, start: number, end: number): HitPart[] {
  // Most lie in one line: each of a common word's thousands is asked for once then.
  const row = rowIn(places, start, end)
  if (row) {
    const index = pageOf(pageStarts, row[0])
    const base = pageStarts[index] ?? 0
    return [{ page: index + 1, start: row[0] - base, end: row[1] - base }]
  }
  const parts: HitPart[] = []
  for (let at = start; at < end; at++) {
    const [first, last] = placeIn(places, at)
    if (first === last) continue
    const index = pageOf(pageStarts, first)
    const base = pageStarts[index] ?? 0
    const open = parts.at(-1)
    // A gap of a few units is a hyphen or a space that was left out.
    const follows = open && open.page === index + 1 && first - base >= open.start && first - base - open.end < 4
    if (follows) open.end = Math.max(open.end, last - base)
    else parts.push({ page: index + 1, start: first - base, end: last - base })
  }
  return parts
}
