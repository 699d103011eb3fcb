import search from 'approx-string-match'
import type { KnownAnnotation, PagePart, QuoteSelector, RectPt } from '../../contract/annotation.ts'
import type { PaperText } from '../../contract/text/page-text.ts'
import { type Letters, lettersOf, partOf, partsBetween, plainLetters } from './located.ts'

/** A place in a paper's letters that may be a quote's. */
interface Place {
  at: number
  end: number
  /** 0 to 1: how sure it is. */
  confidence: number
}

/** Stands in a quote between passages that do not follow each other (`several.ts` of the reader). */
const gapMark = ' … '
/** Below this a place is taken for another one. */
const leastConfidence = 0.6
/** Part of a quote's letters that may differ, and the most of them. */
const mostErrors = 0.25
const errorLimit = 60
/** How many places of the same words are compared by what stands around them. */
const mostPlaces = 200
/** A longer quote is looked for by its two ends, letters. */
const longQuote = 400
/** Letters on each side of the expected place that are searched first. */
const nearLetters = 20_000

// Hypothesis's weights: what the words themselves say, what stands around them, and where they stood.
const weights = { quote: 50, prefix: 20, suffix: 20, position: 2 }

/** How much of two texts is alike, 0 to 1, for a text that should stand at an edge of the other. */
function alike(wanted: string, there: string): number {
  if (wanted === '') return 1
  const [best] = search(there, wanted, wanted.length).toSorted((a, b) => a.errors - b.errors)
  return best ? 1 - best.errors / wanted.length : 0
}

/** Looks for the marked words of an earlier file in the text of another, by quote, context and position. */
export class Anchorer {
  private readonly text: PaperText
  private readonly letters: Letters

  constructor(text: PaperText) {
    this.text = text
    this.letters = lettersOf(text)
  }

  /** Where a quote stands now; null where it is not found with enough confidence. `share` is how far into the paper it stood, 0 to 1. */
  find(quote: QuoteSelector, share: number): { parts: PagePart[]; confidence: number } | null {
    const passages = quote.exact.split(gapMark)
    const found = passages.map((exact, index) =>
      this.place(
        { exact, prefix: index === 0 ? quote.prefix : '', suffix: index === passages.length - 1 ? quote.suffix : '' },
        share,
      ),
    )
    const places = found.filter(place => place !== null)
    if (places.length < found.length || places.length === 0) return null
    const parts = places.flatMap(({ at, end }) => partsBetween(this.text, this.letters, at, end))
    return {
      parts: quote.exact.trimEnd().endsWith('-') ? this.withHyphen(parts) : parts,
      confidence: Math.min(...places.map(({ confidence }) => confidence)),
    }
  }

  /** Letters are compared without the hyphen at a line's end; a mark that ended with it has it again. */
  private withHyphen(parts: PagePart[]): PagePart[] {
    const last = parts.at(-1)
    const page = last && this.text.pages[last.page - 1]
    if (!page || page.text[last.end] !== '-') return parts
    return [...parts.slice(0, -1), partOf(page, last.page, last.start, last.end + 1)]
  }

  private place(quote: QuoteSelector, share: number): Place | null {
    const exact = plainLetters(quote.exact)
    if (exact === '') return null
    const expected = Math.round(share * this.letters.text.length)
    const candidates = this.candidates(exact, expected)
    const [prefix, suffix] = [plainLetters(quote.prefix), plainLetters(quote.suffix)]
    let best: Place | null = null
    for (const { start, end, errors } of candidates) {
      const { text } = this.letters
      const scores = {
        quote: 1 - errors / exact.length,
        prefix: alike(prefix, text.slice(Math.max(0, start - prefix.length - 4), start)),
        suffix: alike(suffix, text.slice(end, end + suffix.length + 4)),
        position: 1 - Math.abs(start - expected) / Math.max(1, text.length),
      }
      const sum = (Object.keys(weights) as (keyof typeof weights)[]).reduce(
        (total, name) => total + weights[name] * scores[name],
        0,
      )
      const confidence = sum / Object.values(weights).reduce((total, weight) => total + weight, 0)
      // Few letters stand everywhere: only what is around them tells them apart.
      const isVague = exact.length < 8 && Math.max(scores.prefix, scores.suffix) < 0.7
      if (!isVague && confidence > (best?.confidence ?? leastConfidence)) best = { at: start, end, confidence }
    }
    return best && { ...best, confidence: Math.round(best.confidence * 100) / 100 }
  }

  /** Places with the very words, else with nearly these. */
  private candidates(exact: string, expected: number): { start: number; end: number; errors: number }[] {
    const { text } = this.letters
    const same: { start: number; end: number; errors: number }[] = []
    for (let at = text.indexOf(exact); at >= 0 && same.length < mostPlaces; at = text.indexOf(exact, at + 1))
      same.push({ start: at, end: at + exact.length, errors: 0 })
    if (same.length > 0) return same
    if (exact.length > longQuote) return this.byEnds(exact, expected)
    const errors = Math.min(errorLimit, Math.floor(exact.length * mostErrors))
    if (errors === 0) return []
    const from = Math.max(0, expected - nearLetters)
    const near = search(text.slice(from, expected + nearLetters), exact, errors)
    if (near.length > 0)
      return near
        .slice(0, mostPlaces)
        .map(({ start, end, errors }) => ({ start: start + from, end: end + from, errors }))
    return search(text, exact, errors).slice(0, mostPlaces)
  }

  /** A long quote, by how it begins and how it ends. */
  private byEnds(exact: string, expected: number): { start: number; end: number; errors: number }[] {
    const [head, tail] = [exact.slice(0, 120), exact.slice(-120)]
    const starts = this.candidates(head, expected)
    const ends = this.candidates(tail, expected)
    return starts.flatMap(({ start, errors }) =>
      ends.flatMap(last => {
        const length = last.end - start
        const isLikely = length > exact.length * 0.7 && length < exact.length * 1.3
        return isLikely
          ? [{ start, end: last.end, errors: errors + last.errors + Math.abs(length - exact.length) / 4 }]
          : []
      }),
    )
  }

  /** An annotation of an earlier file in this one: at its new place, or as an orphan where that is not found. */
  carried(annotation: KnownAnnotation, paper: string, earlier: PaperText | null): KnownAnnotation {
    const from = annotation.anchoring?.state === 'orphan' ? annotation.anchoring.from : annotation.paper
    const found = this.moved(annotation, earlier)
    const anchoring = {
      from,
      confidence: found?.confidence ?? 0,
      state: found ? ('found' as const) : ('orphan' as const),
    }
    return { ...annotation, ...found?.place, paper, anchoring } as KnownAnnotation
  }

  private moved(annotation: KnownAnnotation, earlier: PaperText | null): { place: object; confidence: number } | null {
    if ('parts' in annotation) {
      const [part] = annotation.parts
      const found = part && this.find(annotation.quote, shareOf(part.page, part.start, earlier ?? this.text))
      return found ? { place: { parts: found.parts }, confidence: found.confidence } : null
    }
    const { near, page } = annotation
    if (!near) return this.samePlace(page, earlier)
    const found = this.find(near.quote, shareOf(page, near.start, earlier ?? this.text))
    const [part] = found?.parts ?? []
    const rect = part?.rectsPt[0]
    if (!found || !part || !rect) return null
    const by: [number, number] = [rect[0] - near.rectPt[0], rect[3] - near.rectPt[3]]
    const place = { ...shifted(annotation, by), page: part.page, near: { ...near, rectPt: rect, start: part.start } }
    return { place, confidence: found.confidence }
  }

  /** A page without text is known by its number and size alone, which says little. */
  private samePlace(page: number, earlier: PaperText | null): { place: object; confidence: number } | null {
    const [before, after] = [earlier?.pages[page - 1], this.text.pages[page - 1]]
    const isSame =
      before &&
      after &&
      before.text.trim() === '' &&
      after.text.trim() === '' &&
      before.view.join() === after.view.join()
    return isSame ? { place: {}, confidence: 0.5 } : null
  }
}

/** How far into a paper's letters a place of a page is, 0 to 1. */
function shareOf(page: number, start: number, { pages }: PaperText): number {
  const lengths = pages.map(({ text }) => text.length)
  const before = lengths.slice(0, page - 1).reduce((sum, length) => sum + length, start)
  return (
    before /
    Math.max(
      1,
      lengths.reduce((sum, length) => sum + length, 0),
    )
  )
}

const movedRect = ([x0, y0, x1, y1]: RectPt, [dx, dy]: [number, number]): RectPt => [x0 + dx, y0 + dy, x1 + dx, y1 + dy]

/** The geometry of what stands at a place, moved on its page (PDF points). */
function shifted(annotation: Exclude<KnownAnnotation, { parts: unknown }>, by: [number, number]): object {
  if (annotation.kind === 'note') return { pointPt: [annotation.pointPt[0] + by[0], annotation.pointPt[1] + by[1]] }
  if (annotation.kind === 'ink')
    return { strokes: annotation.strokes.map(stroke => stroke.map((value, index) => value + (by[index % 2] ?? 0))) }
  return { rectPt: movedRect(annotation.rectPt, by) }
}
