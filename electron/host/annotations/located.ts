import type { NearText, PagePart, QuoteSelector, RectPt, Turn } from '../../contract/annotation.ts'
import { type PageText, type PaperText, runsOf, type TextRun } from '../../contract/text/page-text.ts'
import { helveticaWidth } from '../pdf/helvetica.ts'

/** How far letters reach above and below their baseline, of the font's height. */
const ascent = 0.8
const descent = 0.2

const turnOf = ({ angle }: TextRun): Turn => ((((Math.round(angle / 90) * 90) % 360) + 360) % 360) as Turn

const isWide = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff00-\uff60]/u
const letterWidth = (letter: string): number => (isWide.test(letter) ? 1 : helveticaWidth(letter))
/** The width of every letter of a typewriter's face, of the font's height. */
const typewriter = 0.6

/**
 * Where the letters of a run begin, and the last ends: from its start, PDF points. How wide each is is not known; they share
 * the run's width as they would in a common face.
 */
function edgesOf(run: TextRun, text: string): number[] {
  const letters = Array.from({ length: run.end - run.start }, (_, index) => text[run.start + index] ?? '')
  const isEven = Math.abs(run.widthPt / (letters.length * run.sizePt) - typewriter) < 0.005
  const shares = letters.map(letter => (isEven ? 1 : letterWidth(letter)))
  const whole = shares.reduce((sum, share) => sum + share, 0) || 1
  let at = 0
  return [0, ...shares.map(share => (at += (share * run.widthPt) / whole))]
}

/** The rectangle of a run between two places along it, PDF points. */
function rectIn(run: TextRun, along: number, beyond: number): RectPt {
  const turn = (run.angle * Math.PI) / 180
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)]
  const corners = [along, beyond].flatMap(x =>
    [-descent * run.sizePt, ascent * run.sizePt].map(
      y => [run.x + x * cos - y * sin, run.y + x * sin + y * cos] as const,
    ),
  )
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)]
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]
}

const union = (a: RectPt, b: RectPt): RectPt => [
  Math.min(a[0], b[0]),
  Math.min(a[1], b[1]),
  Math.max(a[2], b[2]),
  Math.max(a[3], b[3]),
]

const meet = (a: RectPt, b: RectPt): boolean => a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3]

/** The part of a page that the letters `start` to `end` of its text make: a rectangle a line. */
export function partOf(page: PageText, number: number, start: number, end: number): PagePart {
  const runs = runsOf(page).filter(run => run.start < end && run.end > start)
  const lines: { rect: RectPt; last: TextRun }[] = []
  for (const run of runs) {
    const edges = edgesOf(run, page.text)
    const [from, to] = [Math.max(start, run.start), Math.min(end, run.end)].map(at => edges[at - run.start] ?? 0)
    const rect = rectIn(run, from ?? 0, to ?? 0)
    const line = lines.at(-1)
    const goesOn =
      line &&
      !line.last.endsLine &&
      line.last.angle === run.angle &&
      Math.hypot(run.x - line.last.x, run.y - line.last.y) <= line.last.widthPt + 3 * run.sizePt
    if (line && goesOn) {
      line.rect = union(line.rect, rect)
      line.last = run
    } else lines.push({ rect, last: run })
  }
  const turn = runs[0] ? turnOf(runs[0]) : 0
  return { page: number, start, end, rectsPt: lines.map(({ rect }) => rect), ...(turn === 0 ? {} : { turn }) }
}

/** How many letters may lie between two that are marked, and still be one passage: the space at the end of a line, a hyphen. */
const gap = 3

/** Words that lie under rectangles. */
export interface Covered {
  /** Of the longest stretch that is whole in the page's text: a mark across columns may be several. */
  readonly start: number
  readonly end: number
  /** All of them. */
  readonly exact: string
}

/** The letters of a page that lie under rectangles; null where there are none. */
export function wordsUnder(page: PageText, rects: readonly RectPt[]): Covered | null {
  const stretches: { start: number; end: number }[] = []
  for (const run of runsOf(page).filter(each => rects.some(rect => meet(rect, rectIn(each, 0, each.widthPt))))) {
    const edges = edgesOf(run, page.text)
    for (let at = run.start; at < run.end; at++) {
      const [left, bottom, right, top] = rectIn(run, edges[at - run.start] ?? 0, edges[at - run.start + 1] ?? 0)
      const [x, y] = [(left + right) / 2, (bottom + top) / 2]
      if (!rects.some(rect => x >= rect[0] && x <= rect[2] && y >= rect[1] && y <= rect[3])) continue
      const last = stretches.at(-1)
      if (last && at - last.end <= gap) last.end = at + 1
      else stretches.push({ start: at, end: at + 1 })
    }
  }
  const [longest] = stretches.toSorted((a, b) => b.end - b.start - (a.end - a.start))
  if (!longest) return null
  return { ...longest, exact: stretches.map(({ start, end }) => linesJoined(page, start, end).trim()).join(' ') }
}

/** The words nearest to a place of a page (1-based, PDF points), by which it is found again; null where the page has none. */
export function nearestWords(page: PageText, number: number, [left, bottom, right, top]: RectPt): NearText | null {
  let nearest: { run: TextRun; away: number } | null = null
  for (const run of runsOf(page)) {
    if (page.text.slice(run.start, run.end).trim() === '') continue
    const [x0, y0, x1, y1] = rectIn(run, 0, run.widthPt)
    const away = Math.hypot(Math.max(0, x0 - right, left - x1), Math.max(0, y0 - top, bottom - y1))
    if (!nearest || away < nearest.away) nearest = { run, away }
  }
  if (!nearest) return null
  const { start, end } = nearest.run
  const [rectPt] = partOf(page, number, start, end).rectsPt
  return rectPt
    ? { quote: quoteAt(page, { start, end, exact: page.text.slice(start, end).trim() }), rectPt, start }
    : null
}

/** What stands between and around, for a quote (W3C TextQuoteSelector) of a range of a page. */
export function quoteAt(page: PageText, { start, end, exact }: Covered): QuoteSelector {
  return {
    exact,
    prefix: page.text.slice(Math.max(0, start - 32), start),
    suffix: page.text.slice(end, end + 32),
  }
}

/** The words of a range: a space where a line ends, none where a hyphen broke a word. */
export function linesJoined(page: PageText, start: number, end: number): string {
  return runsOf(page)
    .filter(run => run.start < end && run.end > start)
    .map(run => {
      const text = page.text.slice(Math.max(start, run.start), Math.min(end, run.end))
      if (!run.endsLine || run.end >= end) return text
      if (/\p{L}-$/u.test(text)) return text.slice(0, -1)
      return /[\s\p{Script=Han}]$/u.test(text) ? text : `${text} `
    })
    .join('')
}

/** A letter of the whole paper, as it is compared, and where it stands. */
export interface Letters {
  text: string
  pages: number[]
  offsets: number[]
}

/** Spaces, line breaks and hyphens at line ends left out, ligatures taken apart, full width made half. */
export const plainLetters = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\s\u00ad]+/g, '')
    .toLowerCase()

export function lettersOf({ pages }: PaperText): Letters {
  const found: Letters = { text: '', pages: [], offsets: [] }
  const parts: string[] = []
  for (const [index, page] of pages.entries()) {
    const hyphens = new Set(
      runsOf(page)
        .filter(run => run.endsLine && page.text[run.end - 1] === '-')
        .map(run => run.end - 1),
    )
    for (let at = 0; at < page.text.length; at++) {
      if (hyphens.has(at)) continue
      const plain = plainLetters(page.text[at] ?? '')
      parts.push(plain)
      for (let letter = 0; letter < plain.length; letter++) {
        found.pages.push(index)
        found.offsets.push(at)
      }
    }
  }
  found.text = parts.join('')
  return found
}

/** How much of two texts is alike, counted from where they meet. */
function alikeAtEnd(a: string, b: string): number {
  let count = 0
  while (count < a.length && count < b.length && a[a.length - 1 - count] === b[b.length - 1 - count]) count++
  return count
}
const reversed = (text: string): string => [...text].toReversed().join('')

/** Looks for quotes in a paper. */
export function quoteFinder(paper: PaperText): (quote: QuoteSelector, page: number) => PagePart[] | null {
  const letters = lettersOf(paper)
  return (quote, page) => {
    const exact = plainLetters(quote.exact.replace(/(\p{L})-\s*\n\s*/gu, '$1'))
    if (exact === '') return null
    const [prefix, suffix] = [plainLetters(quote.prefix), reversed(plainLetters(quote.suffix))]
    let best: { at: number; score: number } | null = null
    for (let at = letters.text.indexOf(exact); at >= 0; at = letters.text.indexOf(exact, at + 1)) {
      const before = alikeAtEnd(letters.text.slice(Math.max(0, at - prefix.length), at), prefix)
      const after = alikeAtEnd(
        reversed(letters.text.slice(at + exact.length, at + exact.length + suffix.length)),
        suffix,
      )
      const score = before + after + (letters.pages[at] === page - 1 ? 0.5 : 0)
      if (!best || score > best.score) best = { at, score }
    }
    return best && partsBetween(paper, letters, best.at, best.at + exact.length)
  }
}

export function partsBetween({ pages }: PaperText, letters: Letters, from: number, to: number): PagePart[] {
  const first = letters.pages[from] ?? 0
  const last = letters.pages[to - 1] ?? first
  const parts: PagePart[] = []
  for (let index = first; index <= last; index++) {
    const page = pages[index]
    if (!page) continue
    const start = index === first ? (letters.offsets[from] ?? 0) : 0
    const end = index === last ? (letters.offsets[to - 1] ?? 0) + 1 : page.text.length
    parts.push(partOf(page, index + 1, start, end))
  }
  return parts
}
