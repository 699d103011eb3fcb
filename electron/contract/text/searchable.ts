import type { PageText } from './page-text.ts'
import { linesOf, type TextLine } from './lines.ts'

/**
 * A paper's text as one would type it: lines joined, hyphens at their ends and spaces inside Chinese gone, ligatures spelt,
 * full-width forms narrow; with the place in the PDF of each UTF-16 unit.
 */
export interface Searchable {
  text: string
  /** For each unit of `text`, where in the pages' texts, laid end to end, its character begins and ends. */
  from: Int32Array
  to: Int32Array
  /** Where each page's text begins among those; one unit stands between two pages. */
  pageStarts: number[]
  /** The unit of `text` behind each page's last. */
  pageEnds: number[]
}

const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef]/u
const brokenWord = /(\p{L}+)[-\u2010\u00ad]\s*$/u
const wordRest = /^\s*(\p{Ll}+)/u
const compound = /\p{L}+[-\u2010]\p{L}+/gu
const isPlain = (code: number): boolean => code > 0x20 && code < 0x7f
/** A character with the marks that stand over it. */
const cluster = /\P{M}\p{M}*|\p{M}+/gu

/** Gathers the text unit by unit. */
class Pen {
  readonly units: string[] = []
  readonly from: number[] = []
  readonly to: number[] = []

  add(text: string, from: number, to: number): void {
    for (let at = 0; at < text.length; at++) {
      this.units.push(text.charAt(at))
      this.from.push(from)
      this.to.push(to)
    }
  }

  space(from: number, to: number): void {
    if (this.units.length > 0 && this.units.at(-1) !== ' ') this.add(' ', from, to)
  }

  takeBack(): void {
    this.units.pop()
    this.from.pop()
    this.to.pop()
  }

  trim(): void {
    while (this.units.at(-1) === ' ') this.takeBack()
  }
}

export function searchableFrom(pages: readonly PageText[]): Searchable {
  const pen = new Pen()
  const pageStarts: number[] = []
  const pageEnds: number[] = []
  const lines = pages.map(linesOf)
  const compounds = new Set(lines.flat().flatMap(compoundsIn))
  let base = 0
  pages.forEach(({ text }, index) => {
    pageStarts.push(base)
    const [here = [], after = []] = [lines[index], lines.slice(index + 1).find(page => page.length > 0)]
    here.forEach((line, at) => {
      writeLine(pen, line, text, base)
      endLine(pen, line, here[at + 1] ?? after[0], compounds)
    })
    pageEnds.push(pen.units.length)
    base += text.length + 1
  })
  const [from, to] = [Int32Array.from(pen.from), Int32Array.from(pen.to)]
  return { text: pen.units.join(''), from, to, pageStarts, pageEnds }
}

/** The words of a line that are written with a hyphen. */
const compoundsIn = ({ text }: TextLine): string[] =>
  /[-\u2010]/.test(text) ? (text.replaceAll('\u2010', '-').match(compound) ?? []) : []

function writeLine(pen: Pen, { runs }: TextLine, text: string, base: number): void {
  for (const { start, end } of runs)
    for (let at = start; at < end; at++) {
      const code = text.charCodeAt(at)
      if (isPlain(code)) pen.add(text.charAt(at), base + at, base + at + 1)
      else if (code === 0x20) pen.space(base + at, base + at + 1)
      else at = writeOther(pen, text, at, end, base) - 1
    }
}

/** Writes the character at `at` that is no plain letter; gives where it ends. */
function writeOther(pen: Pen, text: string, at: number, end: number, base: number): number {
  // A mark composes with the letter before it.
  const isMark = /\p{M}/u.test(text.charAt(at)) && pen.to.at(-1) === base + at
  const start = isMark ? at - 1 : at
  cluster.lastIndex = start
  const raw = cluster.exec(text)?.[0] ?? text.charAt(at)
  const stop = Math.min(end, start + raw.length)
  if (isMark) pen.takeBack()
  if (/\s/.test(raw)) pen.space(base + start, base + stop)
  else if (raw !== '\0' && raw !== '\u00ad') {
    if (unspaced.test(raw) && pen.units.at(-1) === ' ' && unspaced.test(pen.units.at(-2) ?? '')) pen.takeBack()
    pen.add(raw.normalize('NFKC'), base + start, base + stop)
  }
  return stop
}

/** Joins a line to the next: a broken word without its hyphen, Chinese without a space. */
function endLine(pen: Pen, { text }: TextLine, next: TextLine | undefined, compounds: ReadonlySet<string>): void {
  const end = pen.to.at(-1)
  if (end === undefined) return
  const word = /[-\u2010\u00ad]\s*$/.test(text) && brokenWord.exec(text)?.[1]
  const rest = word && wordRest.exec(next?.text ?? '')?.[1]
  if (word && rest) {
    pen.trim()
    if (/[-\u2010]/.test(pen.units.at(-1) ?? '') && !compounds.has(`${word}-${rest}`)) pen.takeBack()
    return
  }
  const [last, first] = [text.trimEnd().slice(-1), next?.text.trimStart().charAt(0)]
  if (!unspaced.test(last) && !unspaced.test(first ?? '')) pen.space(end, end)
}
