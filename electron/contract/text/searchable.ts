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

const space = 0x20
/** How many units are made into a string at a time: each is an argument of a call. */
const unitsAtOnce = 8192

/** Gathers the text unit by unit, in arrays of numbers: a long paper has millions. */
class Pen {
  length = 0
  private units: Uint16Array<ArrayBuffer>
  private from: Int32Array<ArrayBuffer>
  private to: Int32Array<ArrayBuffer>

  /** `room` units fit in before the arrays grow. */
  constructor(room: number) {
    this.units = new Uint16Array(room)
    this.from = new Int32Array(room)
    this.to = new Int32Array(room)
  }

  addUnit(unit: number, from: number, to: number): void {
    if (this.length === this.units.length) this.grow()
    this.units[this.length] = unit
    this.from[this.length] = from
    this.to[this.length++] = to
  }

  private grow(): void {
    const room = 2 * this.units.length + 64
    const larger = <A extends Uint16Array | Int32Array>(array: A, empty: A): A => {
      empty.set(array)
      return empty
    }
    this.units = larger(this.units, new Uint16Array(room))
    this.from = larger(this.from, new Int32Array(room))
    this.to = larger(this.to, new Int32Array(room))
  }

  add(text: string, from: number, to: number): void {
    for (let at = 0; at < text.length; at++) this.addUnit(text.charCodeAt(at), from, to)
  }

  space(from: number, to: number): void {
    if (this.length > 0 && this.units[this.length - 1] !== space) this.addUnit(space, from, to)
  }

  /** The unit so many before the end, 1 for the last; empty where there is none. */
  back(by: number): string {
    const unit = this.units[this.length - by]
    return unit === undefined ? '' : String.fromCharCode(unit)
  }

  /** Where in the pages' texts the last unit ends. */
  get end(): number | undefined {
    return this.length > 0 ? this.to[this.length - 1] : undefined
  }

  takeBack(): void {
    if (this.length > 0) this.length--
  }

  trim(): void {
    while (this.length > 0 && this.units[this.length - 1] === space) this.length--
  }

  get written(): Pick<Searchable, 'text' | 'from' | 'to'> {
    let text = ''
    for (let at = 0; at < this.length; at += unitsAtOnce)
      // Spread, the numbers would be gone through one by one.
      text += Reflect.apply(String.fromCharCode, null, this.units.subarray(at, Math.min(this.length, at + unitsAtOnce)))
    return { text, from: this.from.slice(0, this.length), to: this.to.slice(0, this.length) }
  }
}

/** `lines` are those of each page, where they are known. */
export function searchableFrom(
  pages: readonly PageText[],
  lines: readonly TextLine[][] = pages.map(linesOf),
): Searchable {
  const pen = new Pen(pages.reduce((sum, { text }) => sum + text.length + 1, 0))
  const pageStarts: number[] = []
  const pageEnds: number[] = []
  const compounds = new Set(lines.flat().flatMap(compoundsIn))
  let base = 0
  pages.forEach(({ text }, index) => {
    pageStarts.push(base)
    const here = lines[index] ?? []
    let following = index + 1
    while (lines[following]?.length === 0) following++
    const after = lines[following] ?? []
    here.forEach((line, at) => {
      writeLine(pen, line, text, base)
      endLine(pen, line, here[at + 1] ?? after[0], compounds)
    })
    pageEnds.push(pen.length)
    base += text.length + 1
  })
  return { ...pen.written, pageStarts, pageEnds }
}

/** The words of a line that are written with a hyphen. */
const compoundsIn = ({ text }: TextLine): string[] =>
  /[-\u2010]/.test(text) ? (text.replaceAll('\u2010', '-').match(compound) ?? []) : []

function writeLine(pen: Pen, { runs }: TextLine, text: string, base: number): void {
  for (const { start, end } of runs)
    for (let at = start; at < end; at++) {
      const code = text.charCodeAt(at)
      if (isPlain(code)) pen.addUnit(code, base + at, base + at + 1)
      else if (code === space) pen.space(base + at, base + at + 1)
      else at = writeOther(pen, text, at, end, base) - 1
    }
}

/** Writes the character at `at` that is no plain letter; gives where it ends. */
function writeOther(pen: Pen, text: string, at: number, end: number, base: number): number {
  // A mark composes with the letter before it.
  const isMark = /\p{M}/u.test(text.charAt(at)) && pen.end === base + at
  const start = isMark ? at - 1 : at
  cluster.lastIndex = start
  const raw = cluster.exec(text)?.[0] ?? text.charAt(at)
  const stop = Math.min(end, start + raw.length)
  if (isMark) pen.takeBack()
  if (/\s/.test(raw)) pen.space(base + start, base + stop)
  else if (raw !== '\0' && raw !== '\u00ad') {
    if (unspaced.test(raw) && pen.back(1) === ' ' && unspaced.test(pen.back(2))) pen.takeBack()
    pen.add(raw.normalize('NFKC'), base + start, base + stop)
  }
  return stop
}

/** Joins a line to the next: a broken word without its hyphen, Chinese without a space. */
function endLine(pen: Pen, { text }: TextLine, next: TextLine | undefined, compounds: ReadonlySet<string>): void {
  const { end } = pen
  if (end === undefined) return
  const word = /[-\u2010\u00ad]\s*$/.test(text) && brokenWord.exec(text)?.[1]
  const rest = word && wordRest.exec(next?.text ?? '')?.[1]
  if (word && rest) {
    pen.trim()
    if (/[-\u2010]/.test(pen.back(1)) && !compounds.has(`${word}-${rest}`)) pen.takeBack()
    return
  }
  const [last, first] = [text.trimEnd().slice(-1), next?.text.trimStart().charAt(0)]
  if (!unspaced.test(last) && !unspaced.test(first ?? '')) pen.space(end, end)
}
