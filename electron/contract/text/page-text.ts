import { logicalOrder } from './bidi.ts'

/** 2: lines from right to left are in the order in which they are read. 3: with the places of what is found in. */
export const textVersion = 3

/** What is used of an item of pdf.js's text content (pdfjs-dist, `TextItem`). */
interface ContentItem {
  str: string
  /** From text space to PDF user space: [a, b, c, d, x, y]; the baseline begins at (x, y). */
  transform: number[]
  /** Along the baseline, PDF points. */
  width: number
  fontName: string
  hasEOL: boolean
}

/**
 * A page's text as the PDF holds it: the strings of its runs in the file's order (of right-to-left lines as they are read:
 * see `logicalOrder`), joined with nothing between, before any normalisation. Offsets of annotations, of find hits and of `runs` count UTF-16 units of `text`.
 */
export interface PageText {
  text: string
  /** `runFields` numbers a run, one run after another: see `runsOf`. */
  runs: ArrayLike<number>
  /** The crop box, PDF points: [left, bottom, right, top]. */
  view: number[]
  /** Degrees clockwise by which the page is turned when it is shown. */
  rotate: number
}

/** The whole text of a paper, read once and kept beside it. A text of another version is read anew. */
export interface PaperText {
  version: typeof textVersion
  /** What the document says that its title is; empty where it says nothing of use. */
  title: string
  pages: PageText[]
  /** How many annotations of any kind (links and form fields too) the file itself carries. */
  annotations: number
}

/** What a window needs of a paper's text. */
export type PaperPages = Pick<PaperText, 'pages'>

/** Some pages of a paper's text, one after another. */
export interface PagesOfText {
  pages: PageText[]
  /** How many pages the paper has. */
  total: number
}

/** A stretch of text drawn at once: one span of pdf.js's text layer. */
export interface TextRun {
  start: number
  end: number
  /** Where its baseline begins, PDF points. */
  x: number
  y: number
  widthPt: number
  /** Height of the font, PDF points. */
  sizePt: number
  /** Of the baseline, degrees against the clock. */
  angle: number
  /** Same number, same font, within the paper. */
  font: number
  /** A line of the page ends behind it. */
  endsLine: boolean
}

export const runFields = 7
const tenth = (value: number): number => Math.round(value * 10) / 10

/** Numbers the fonts of a paper in the order in which they are met. */
export type FontNumbers = Map<string, number>
const numberOf = (fonts: FontNumbers, name: string): number => {
  const known = fonts.get(name) ?? fonts.size
  fonts.set(name, known)
  return known
}

/** A page's text from pdf.js's text content, read as its text layer reads it: with marked content, which is left out, and not normalised. */
export function pageTextFrom(
  items: readonly ContentItem[],
  { view, rotate }: { view: number[]; rotate: number },
  fonts: FontNumbers,
): PageText {
  const runs: number[] = []
  let text = ''
  let line: ContentItem[] = []
  const endLine = (isEnd: boolean): void => {
    for (const { str, transform, width, fontName } of readLine(line)) {
      const [, , c = 0, d = 1, x = 0, y = 0] = transform
      const kind = numberOf(fonts, fontName) << 1
      runs.push(text.length, tenth(x), tenth(y), tenth(width), tenth(Math.hypot(c, d)), angleOf(transform), kind)
      text += str
    }
    const last = runs.length - 1
    if (isEnd && last > 0) runs[last] = (runs[last] ?? 0) | 1
    line = []
  }
  for (const item of items) {
    // An item without words only ends the line of the one before.
    if (item.str !== '') line.push(item)
    if (item.hasEOL) endLine(true)
  }
  endLine(false)
  return { text, runs, view, rotate }
}

const angleOf = ([a = 1, b = 0]: readonly number[]): number => Math.round((Math.atan2(b, a) * 180) / Math.PI)

/** The items of a line as they are read. */
function readLine(items: ContentItem[]): ContentItem[] {
  const words = items.map(({ str }) => str)
  const lefts = items.map(({ transform }) => transform[4] ?? 0)
  const order = items.every(({ transform }) => angleOf(transform) === 0) ? logicalOrder(words, lefts) : null
  return order ? order.flatMap(index => items[index] ?? []) : items
}

/** The same page with its runs outside of the heap: a long paper's are millions of numbers, and copied from thread to thread. */
export const offHeap = <P extends Pick<PageText, 'runs'>>(page: P): P => ({
  ...page,
  runs: new Float64Array(page.runs),
})

/** The runs of a page in the file's order. */
export function runsOf({ text, runs }: PageText): TextRun[] {
  const list: TextRun[] = []
  // A long paper has a hundred thousand: each field is taken where it stands.
  const field = (at: number): number => runs[at] ?? 0
  for (let at = 0; at < runs.length; at += runFields) {
    const kind = field(at + 6)
    list.push({
      start: field(at),
      end: runs[at + runFields] ?? text.length,
      x: field(at + 1),
      y: field(at + 2),
      widthPt: field(at + 3),
      sizePt: field(at + 4),
      angle: field(at + 5),
      font: kind >> 1,
      endsLine: (kind & 1) === 1,
    })
  }
  return list
}

/** Characters of a paper with one for the end of each line, as other programs count them. */
export const textLengthOf = ({ pages }: PaperText): number =>
  pages.reduce((sum, page) => sum + page.text.length + runsOf(page).filter(run => run.endsLine).length, 0)
