import type {
  AnnotationColor,
  NearText,
  PagePart,
  QuoteSelector,
  RectPt,
  TextMark,
  TextMarkKind,
  Turn,
} from '../../../electron/contract/annotation.ts'

/** A stretch of a page's text as the PDF holds it, and how much of it is selected: from `from` up to `to`, nothing where both are equal. */
export interface Piece {
  text: string
  /** Where the piece begins in the page's text: all pieces in the file's order, joined with nothing between (UTF-16 units). */
  start: number
  from: number
  to: number
  /** A line of the page ends behind this piece. */
  endsLine: boolean
}

/** What is selected on a page: all its pieces in reading order, and the rectangles of the selected ones. */
export interface PageSelection {
  page: number
  pieces: readonly Piece[]
  rectsPt: RectPt[]
  /** Which way the selected words run in PDF user space. */
  turn?: Turn
}

interface Fragment {
  text: string
  endsLine: boolean
}

/** Characters kept on each side of a quote (W3C Web Annotation leaves the number open; this is Hypothesis's). */
const contextLength = 32

// Scripts that set no space between words, with their punctuation and full-width forms. Hangul does set spaces.
const unspaced = '[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\u3000-\\u303f\\uff00-\\uffef]'
const innerSpace = new RegExp(`(?<=${unspaced}) +(?=${unspaced})`, 'gu')
const endsUnspaced = new RegExp(`${unspaced}$`, 'u')
const startsUnspaced = new RegExp(`^${unspaced}`, 'u')
const brokenWord = /(\p{L}+)[-\u2010\u00ad]$/u
const wordRest = /^\p{Ll}+/u

/** Ligatures, Arabic forms, and the radicals that many Chinese PDFs have in place of the letters that look like them. */
const lookalikes = /[\ufb00-\ufdff\ufe70-\ufefc\u2e9f\u2ef3\u2f00-\u2fd5]/g

const cleaned = (line: string): string =>
  line
    .replaceAll('\0', '')
    .replace(lookalikes, letter => letter.normalize('NFKC'))
    .replace(/\s+/gu, ' ')
    .replace(innerSpace, '')

/** Puts two lines together. A hyphen goes, unless the same word is written with it elsewhere in the text. */
function joined(before: string, after: string, text: string): string {
  const [head, tail] = [before.trimEnd(), after.trimStart()]
  if (head === '' || tail === '') return head + tail
  const [broken, word] = brokenWord.exec(head) ?? []
  const [rest] = wordRest.exec(tail) ?? []
  if (broken && rest) return (text.includes(`${word}-${rest}`) ? head : head.slice(0, -1)) + tail
  return endsUnspaced.test(head) || startsUnspaced.test(tail) ? head + tail : `${head} ${tail}`
}

/** The text of fragments as one would type it: lines joined, hyphens at their ends and spaces inside Chinese gone, ligatures spelt. */
export function readableText(fragments: readonly Fragment[]): string {
  const lines: string[] = []
  let line = ''
  for (const { text, endsLine } of fragments) {
    line += text
    if (!endsLine) continue
    lines.push(cleaned(line))
    line = ''
  }
  lines.push(cleaned(line))
  const whole = lines.join('\n')
  return lines.reduce((text, next) => joined(text, next, whole))
}

const selected = (piece: Piece): boolean =>
  piece.to > piece.from && piece.text.slice(piece.from, piece.to).trim() !== ''

const fragmentsOf = (pages: readonly PageSelection[], cut: (piece: Piece) => string): Fragment[] =>
  pages.flatMap(({ pieces }) =>
    pieces.map((piece, index) => {
      const text = cut(piece)
      // A page's end is a line's end too.
      return { text, endsLine: text !== '' && (piece.endsLine || index === pieces.length - 1) }
    }),
  )

/** The pieces of the first page before the selection, or of the last page behind it, cut at the selection. */
function around(page: PageSelection | undefined, side: 'before' | 'after'): string {
  if (!page) return ''
  const chosen = page.pieces.map(selected)
  const at = side === 'before' ? chosen.indexOf(true) : chosen.lastIndexOf(true)
  const edge = page.pieces[at]
  if (!edge) return ''
  const inEdge = side === 'before' ? edge.text.slice(0, edge.from) : edge.text.slice(edge.to)
  const others = side === 'before' ? page.pieces.slice(0, at) : page.pieces.slice(at + 1)
  const fragments = others.map(({ text, endsLine }) => ({ text, endsLine }))
  if (side === 'before') fragments.push({ text: inEdge, endsLine: false })
  else fragments.unshift({ text: inEdge, endsLine: edge.endsLine })
  return readableText(fragments)
}

/** W3C TextQuoteSelector of a selection over one page or several; `exact` is empty where nothing but space is selected. */
export function quoteFrom(pages: readonly PageSelection[]): QuoteSelector {
  return {
    exact: readableText(fragmentsOf(pages, piece => piece.text.slice(piece.from, piece.to))).trim(),
    prefix: [...around(pages[0], 'before')].slice(-contextLength).join(''),
    suffix: [...around(pages.at(-1), 'after')].slice(0, contextLength).join(''),
  }
}

/**
 * One part a page. Where the reading order differs from the file's (two columns written line by line), `start` and `end` span
 * all that is selected, and the rectangles and the quote say exactly what it is.
 */
export function partsFrom(pages: readonly PageSelection[]): PagePart[] {
  return pages.flatMap(({ page, pieces, rectsPt, turn }) => {
    const chosen = pieces.filter(selected)
    if (chosen.length === 0) return []
    const start = Math.min(...chosen.map(piece => piece.start + piece.from))
    const end = Math.max(...chosen.map(piece => piece.start + piece.to))
    return [{ page, start, end, rectsPt, ...(turn ? { turn } : {}) }]
  })
}

/** What every annotation made now by this user has. */
export function madeNow({ paper, color, author }: { paper: string; color: AnnotationColor; author: string }) {
  const now = new Date().toISOString()
  return { id: crypto.randomUUID(), paper, color, comment: '', author, createdAt: now, modifiedAt: now }
}

/** A mark of a selection, or null where nothing but space is selected. */
export function textMarkFrom(
  pages: readonly PageSelection[],
  made: { kind: TextMarkKind; paper: string; color: AnnotationColor; author: string },
): TextMark | null {
  const [quote, parts] = [quoteFrom(pages), partsFrom(pages)]
  if (quote.exact === '' || parts.length === 0) return null
  return { ...madeNow(made), kind: made.kind, quote, parts }
}

/** The text of a selection as what stands beside a place; null where it has no words. */
export function nearFrom(selection: PageSelection): NearText | null {
  const [quote, [part]] = [quoteFrom([selection]), partsFrom([selection])]
  const rectPt = part?.rectsPt[0]
  return rectPt && quote.exact !== '' ? { quote, rectPt, start: part.start } : null
}
