import type { Snippet } from '../../contract/search.ts'
import { standsAlone } from '../../contract/text/search.ts'
import type { Term } from '../../contract/text/terms.ts'

/** A stretch of a text in which terms stand; `marks` are the places of the terms themselves. */
export interface Passage {
  start: number
  end: number
  marks: [start: number, end: number][]
}

export interface Passages {
  list: Passage[]
  /** All terms stand together in each of them; else they stand here and there, and these are the places of the rarest. */
  together: boolean
}

/** Terms this near each other are read at one glance, UTF-16 units. */
const glance = 200
/** How often one term is looked for in one text: beyond it, it says nothing. */
const mostPlaces = 5000
const around = 60

function placesOf(text: string, { text: wanted, whole }: Term): number[] {
  const places: number[] = []
  for (
    let at = text.indexOf(wanted);
    at >= 0 && places.length < mostPlaces;
    at = text.indexOf(wanted, at + wanted.length)
  )
    if (!whole || standsAlone(text, at, at + wanted.length)) places.push(at)
  return places
}

interface Place {
  at: number
  end: number
  term: number
}

/** Places as marks that do not overlap. */
function apart(places: readonly Place[]): Passage['marks'] {
  const marks: Passage['marks'] = []
  for (const { at, end } of places) {
    const last = marks.at(-1)
    if (last && at < last[1]) last[1] = Math.max(last[1], end)
    else marks.push([at, end])
  }
  return marks
}

/** The stretches from a place on in which every term stands, the shortest first where they overlap. */
function together(places: readonly Place[], terms: number): Passage[] {
  const list: Passage[] = []
  const within = Array.from({ length: terms }, () => 0)
  const change = (term: number, by: number) => (within[term] = (within[term] ?? 0) + by)
  let [from, missing] = [0, terms]
  places.forEach((place, index) => {
    if (change(place.term, 1) === 1) missing--
    while (missing === 0) {
      const first = places[from] as Place
      // As narrow as it gets: without its first place a term would be missing.
      if (within[first.term] === 1) {
        const inside = places.slice(from, index + 1)
        const end = Math.max(...inside.map(each => each.end))
        if (end - first.at <= glance) {
          list.push({ start: first.at, end, marks: apart(inside) })
          within.fill(0)
          missing = terms
          from = index + 1
          return
        }
      }
      if (change(first.term, -1) === 0) missing++
      from++
    }
  })
  return list
}

const length = (terms: readonly Term[], index: number): number => terms[index]?.text.length ?? 0

/** Where terms stand in a folded text; null where one of them does not. */
export function passagesOf(text: string, terms: readonly Term[]): Passages | null {
  const found: number[][] = terms.map(() => [])
  // The longest is the likeliest to be missing, and the quickest to look for.
  const byLength = terms.map((_, index) => index).sort((a, b) => length(terms, b) - length(terms, a))
  for (const index of byLength) {
    const places = placesOf(text, terms[index] as Term)
    if (places.length === 0) return null
    found[index] = places
  }
  const asPassage = (term: Term, at: number): Passage => {
    const end = at + term.text.length
    return { start: at, end, marks: [[at, end]] }
  }
  const rarest = found.reduce((best, places, index) => (places.length < (found[best]?.length ?? 0) ? index : best), 0)
  const single = () => (found[rarest] ?? []).map(at => asPassage(terms[rarest] as Term, at))
  if (terms.length < 2) return { list: single(), together: true }
  const places = found
    .flatMap((list, term) => list.map(at => ({ at, end: at + (terms[term] as Term).text.length, term })))
    .sort((a, b) => a.at - b.at)
  const list = together(places, terms.length)
  return list.length > 0 ? { list, together: true } : { list: single(), together: false }
}

/** What Markdown writes around words: emphasis, code, dollars of formulas, guards of signs; what begins a heading, a quote, an entry. */
const markup =
  /\*\*|(?<![=\s])==(?!=)|(?<!=)==(?![=\s])|!(?=\[\[)|`+|\$+|\\(?=[%#&_$])|^[ \t]*(?:#{1,6}|>|[-*+])[ \t]+/gm

/** A text without what a pattern finds, and where its places have gone. */
function without(pattern: RegExp, text: string): { text: string; moved(at: number): number } {
  const cuts = Array.from(text.matchAll(pattern), ({ 0: { length }, index }) => ({ index, length }))
  const moved = (at: number) =>
    cuts.reduce((place, { index, length }) => place - Math.min(length, Math.max(0, at - index)), at)
  return { text: text.replace(pattern, ''), moved }
}

/**
 * A passage with what stands around it. `text` is unfolded; it may begin or end in the middle of a word only in Chinese. Of
 * Markdown the words are told.
 */
export function snippetOf(text: string, { start, end, marks }: Passage, isMarkdown = false): Snippet {
  const lead = text.slice(Math.max(0, start - around), start)
  const before = start > around ? lead.replace(/^[\p{L}\p{N}]{1,20}(?=[\s,.;:])\S?\s*/u, '') : lead
  const open = start - before.length
  const written = before + text.slice(start, end + around)
  const told = isMarkdown ? without(markup, written) : { text: written, moved: (at: number) => at }
  // Line breaks of a note would move the marks if they were joined: each is one space.
  return {
    words: told.text.replace(/\s/g, ' '),
    marks: marks.map(([from, to]) => [told.moved(from - open), told.moved(to - open)]),
  }
}
