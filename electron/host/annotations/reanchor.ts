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
/** How much may differ. */
interface Manner {
  /** Below this a place is taken for another one. */
  readonly leastConfidence: number
  /** Part of a quote's letters that may differ, and the most of them. */
  readonly mostErrors: number
  readonly errorLimit: number
  /** Whether what stood around the words is enough where they are gone. */
  readonly byContext: boolean
}
const surely: Manner = { leastConfidence: 0.6, mostErrors: 0.25, errorLimit: 60, byContext: false }
/** For a place that is only offered. */
const probably: Manner = { leastConfidence: 0.3, mostErrors: 0.5, errorLimit: 150, byContext: true }
/** What stood around words is too common below this, letters. */
const leastContext = 10
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
  find(quote: QuoteSelector, share: number, manner = surely): { parts: PagePart[]; confidence: number } | null {
    const passages = quote.exact.split(gapMark)
    const found = passages.map((exact, index) =>
      this.place(
        { exact, prefix: index === 0 ? quote.prefix : '', suffix: index === passages.length - 1 ? quote.suffix : '' },
        share,
        manner,
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

  private place(quote: QuoteSelector, share: number, manner: Manner): Place | null {
    const exact = plainLetters(quote.exact)
    if (exact === '') return null
    const expected = Math.round(share * this.letters.text.length)
    const [prefix, suffix] = [plainLetters(quote.prefix), plainLetters(quote.suffix)]
    const candidates = [
      ...this.candidates(exact, expected, manner),
      ...(manner.byContext ? this.between(prefix, suffix, exact) : []),
    ]
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
      if (!isVague && confidence > (best?.confidence ?? manner.leastConfidence)) best = { at: start, end, confidence }
    }
    return best && { ...best, confidence: Math.round(best.confidence * 100) / 100 }
  }

  /** Places with the very words, else with nearly these. */
  private candidates(
    exact: string,
    expected: number,
    manner: Manner,
  ): { start: number; end: number; errors: number }[] {
    const { text } = this.letters
    const same: { start: number; end: number; errors: number }[] = []
    for (let at = text.indexOf(exact); at >= 0 && same.length < mostPlaces; at = text.indexOf(exact, at + 1))
      same.push({ start: at, end: at + exact.length, errors: 0 })
    if (same.length > 0) return same
    if (exact.length > longQuote) return this.byEnds(exact, expected, manner)
    const errors = Math.min(manner.errorLimit, Math.floor(exact.length * manner.mostErrors))
    if (errors === 0) return []
    const from = Math.max(0, expected - nearLetters)
    const near = search(text.slice(from, expected + nearLetters), exact, errors)
    if (near.length > 0)
      return near
        .slice(0, mostPlaces)
        .map(({ start, end, errors }) => ({ start: start + from, end: end + from, errors }))
    return search(text, exact, errors).slice(0, mostPlaces)
  }

  /** Where words would stand that are gone: behind what stood before them, up to what stood behind them. */
  private between(prefix: string, suffix: string, exact: string): { start: number; end: number; errors: number }[] {
    const { text } = this.letters
    const [before, behind] = [prefix, suffix].map(words =>
      words.length < leastContext ? [] : search(text, words, Math.floor(words.length / 4)).slice(0, mostPlaces),
    )
    const made = (start: number, end: number) => {
      const errors = exact.length * (1 - alike(exact, text.slice(start, end)))
      return { start, end, errors: Math.min(exact.length, errors) }
    }
    const starts = (before ?? []).map(({ end: start }) => {
      const next = behind?.find(place => place.start >= start && place.start - start <= 3 * exact.length)
      return made(start, next && next.start > start ? next.start : Math.min(text.length, start + exact.length))
    })
    const ends = (behind ?? []).map(({ start: end }) => made(Math.max(0, end - exact.length), end))
    return [...starts, ...ends].filter(({ start, end }) => end > start)
  }

  /** A long quote, by how it begins and how it ends. */
  private byEnds(exact: string, expected: number, manner: Manner): { start: number; end: number; errors: number }[] {
    const [head, tail] = [exact.slice(0, 120), exact.slice(-120)]
    const starts = this.candidates(head, expected, manner)
    const ends = this.candidates(tail, expected, manner)
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

  /** Where an orphan probably belongs, to be offered; null where nothing speaks for any place. */
  guess(orphan: KnownAnnotation, earlier: PaperText | null): KnownAnnotation | null {
    const found = this.moved(orphan, earlier, probably)
    if (!found) return null
    const from = orphan.anchoring?.from ?? orphan.paper
    const anchoring = { from, confidence: found.confidence, state: 'found' as const }
    return { ...orphan, ...found.place, anchoring } as KnownAnnotation
  }

  private moved(
    annotation: KnownAnnotation,
    earlier: PaperText | null,
    manner = surely,
  ): { place: object; confidence: number } | null {
    if ('parts' in annotation) {
      const [part] = annotation.parts
      const found = part && this.find(annotation.quote, shareOf(part.page, part.start, earlier ?? this.text), manner)
      return found ? { place: { parts: found.parts }, confidence: found.confidence } : null
    }
    const { near, page } = annotation
    if (!near) return this.samePlace(page, earlier)
    const found = this.find(near.quote, shareOf(page, near.start, earlier ?? this.text), manner)
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
