import type { PageText } from './page-text.ts'
import { linesOf, type TextLine } from './lines.ts'

/**
 * A paper's text as one would type it: lines joined, hyphens at their ends and spaces inside Chinese gone, ligatures spelt,
 * full-width forms narrow; with the place in the PDF of each UTF-16 unit.
 */
export interface Searchable {
  text: string
  /** Where the characters of `text` stand in the pages' texts, laid end to end: see `placeIn`. */
  places: Places
  /** Where each page's text begins among those; one unit stands between two pages. */
  pageStarts: number[]
  /** The unit of `text` behind each page's last. */
  pageEnds: number[]
}

/**
 * Stretches of the text, three numbers each: the unit at which it begins, and where its first character begins and ends. Where
 * that is one unit long the next units follow one by one; else all units of the stretch are that character.
 */
export type Places = Int32Array<ArrayBuffer>
export const placeFields = 3

/** The last stretch that begins at a unit or before it. */
function stretchOf(places: Places, at: number): number {
  let [low, high] = [0, places.length / placeFields - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((places[middle * placeFields] ?? 0) <= at) low = middle
    else high = middle - 1
  }
  return low * placeFields
}

/** Where in the pages' texts, laid end to end, the character of a unit begins and ends. */
export function placeIn(places: Places, at: number): [number, number] {
  const stretch = stretchOf(places, at)
  // For each letter of each hit: what is read by index makes no object.
  const [first, from, to] = [places[stretch] ?? 0, places[stretch + 1] ?? 0, places[stretch + 2] ?? 0]
  const by = to - from === 1 ? at - first : 0
  return [from + by, to + by]
}

/** Where the units from `start` to `end` stand, where they follow one by one there; null where they may not. */
export function rowIn(places: Places, start: number, end: number): [number, number] | null {
  const stretch = stretchOf(places, start)
  const [first, from, to] = [places[stretch] ?? 0, places[stretch + 1] ?? 0, places[stretch + 2] ?? 0]
  const stop = places[stretch + placeFields] ?? Infinity
  return to - from === 1 && end <= stop ? [from + start - first, from + end - first] : null
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
/** How many of the last units can still be taken back. */
const unitsOpen = 64

/** Gathers the text unit by unit, and where each comes from: a long paper has millions, so that neither is kept by the unit. */
class Pen {
  length = 0
  private text = ''
  private readonly units = new Uint16Array(unitsAtOnce + unitsOpen)
  /** How many units are not in `text` yet. */
  private open = 0
  private places = new Int32Array(1024)
  private stretches = 0

  addUnit(unit: number, from: number, to: number): void {
    if (this.open === this.units.length) this.write(unitsAtOnce)
    this.units[this.open++] = unit
    if (!this.follows(from, to)) this.begin(from, to)
    this.length++
  }

  /** Turns the first of the open units into text. */
  private write(count: number): void {
    // Spread, the numbers would be gone through one by one.
    this.text += Reflect.apply(String.fromCharCode, null, this.units.subarray(0, count))
    this.units.copyWithin(0, count, this.open)
    this.open -= count
  }

  /** Whether the next unit goes on in the last stretch. */
  private follows(from: number, to: number): boolean {
    if (this.stretches === 0) return false
    // For each unit of a paper: what is read by index makes no object.
    const { places, last } = this
    const [at, first, end] = [places[last] ?? 0, places[last + 1] ?? 0, places[last + 2] ?? 0]
    const by = end - first === 1 ? this.length - at : 0
    return from === first + by && to === end + by
  }

  private get last(): number {
    return (this.stretches - 1) * placeFields
  }

  private begin(from: number, to: number): void {
    const next = this.stretches++ * placeFields
    if (next + placeFields > this.places.length) {
      const larger = new Int32Array(2 * this.places.length)
      larger.set(this.places)
      this.places = larger
    }
    this.places[next] = this.length
    this.places[next + 1] = from
    this.places[next + 2] = to
  }

  add(text: string, from: number, to: number): void {
    for (let at = 0; at < text.length; at++) this.addUnit(text.charCodeAt(at), from, to)
  }

  space(from: number, to: number): void {
    if (this.length > 0 && this.units[this.open - 1] !== space) this.addUnit(space, from, to)
  }

  /** The unit so many before the end, 1 for the last; empty where there is none. */
  back(by: number): string {
    const unit = this.open >= by ? this.units[this.open - by] : undefined
    return unit === undefined ? '' : String.fromCharCode(unit)
  }

  /** Where in the pages' texts the last unit ends. */
  get end(): number | undefined {
    return this.length > 0 ? placeIn(this.written, this.length - 1)[1] : undefined
  }

  private get written(): Places {
    return this.places.subarray(0, this.stretches * placeFields)
  }

  takeBack(): void {
    if (this.open === 0) return
    this.open--
    this.length--
    if (this.places[this.last] === this.length) this.stretches--
  }

  trim(): void {
    while (this.open > 0 && this.units[this.open - 1] === space) this.takeBack()
  }

  /** All of it, without the units that are named in ascending order. */
  without(dropped: readonly number[]): Pick<Searchable, 'text' | 'places'> {
    while (this.open > 0) this.write(Math.min(this.open, unitsAtOnce))
    const places = this.written
    // One that is dropped may have its stretch begin anew behind it.
    const kept = new Int32Array(places.length + placeFields * dropped.length)
    let [size, gone] = [0, 0]
    for (let stretch = 0; stretch < places.length; stretch += placeFields) {
      const [first, from, to] = [places[stretch] ?? 0, places[stretch + 1] ?? 0, places[stretch + 2] ?? 0]
      const end = places[stretch + placeFields] ?? this.length
      for (let at = first; at < end;) {
        const stop = Math.min(end, dropped[gone] ?? end)
        if (at < stop) {
          const by = to - from === 1 ? at - first : 0
          kept[size++] = at - gone
          kept[size++] = from + by
          kept[size++] = to + by
        }
        const isDropped = stop < end
        if (isDropped) gone++
        at = isDropped ? stop + 1 : stop
      }
    }
    const pieces = [-1, ...dropped].map((at, index) => this.text.slice(at + 1, dropped[index]))
    return { text: pieces.join(''), places: kept.slice(0, size) }
  }
}

/** Makes a paper's text page by page, so that of a page only what is kept of it stays. */
export class Joining {
  private readonly pen = new Pen()
  /** Where the next page's text begins. */
  private base = 0
  private readonly pageStarts: number[] = []
  private readonly pageEnds: number[] = []
  /** Words that are written with a hyphen somewhere. */
  private readonly compounds = new Set<string>()
  /** The hyphens at a line's end, each with the word that it stands in. */
  private readonly hyphens: { at: number; word: string }[] = []
  private before: string | null = null

  add(page: PageText): void {
    for (const line of linesOf(page)) {
      for (const word of compoundsIn(line)) this.compounds.add(word)
      this.endLine(line.text)
      writeLine(this.pen, line, page.text, this.base)
      this.before = line.text
    }
    this.pageStarts.push(this.base)
    this.base += page.text.length + 1
  }

  /** The text of all pages that were added; nothing can be added behind it. */
  end(): Searchable {
    this.endLine('')
    const dropped = this.hyphens.filter(({ word }) => !this.compounds.has(word)).map(({ at }) => at)
    let gone = 0
    const pageEnds = this.pageEnds.map(end => {
      while ((dropped[gone] ?? Infinity) < end) gone++
      return end - gone
    })
    return { ...this.pen.without(dropped), pageStarts: this.pageStarts, pageEnds }
  }

  /** Joins the line before to the next: a broken word without its hyphen, Chinese without a space. */
  private endLine(next: string): void {
    if (this.before !== null) this.join(this.before, next)
    while (this.pageEnds.length < this.pageStarts.length) this.pageEnds.push(this.pen.length)
  }

  private join(text: string, next: string): void {
    const { pen } = this
    const { end } = pen
    if (end === undefined) return
    const word = /[-\u2010\u00ad]\s*$/.test(text) && brokenWord.exec(text)?.[1]
    const rest = word && wordRest.exec(next)?.[1]
    if (word && rest) {
      pen.trim()
      // Whether the hyphen is the word's own is known once all of the text is.
      if (/[-\u2010]/.test(pen.back(1))) this.hyphens.push({ at: pen.length - 1, word: `${word}-${rest}` })
      return
    }
    const [last, first] = [text.trimEnd().slice(-1), next.trimStart().charAt(0)]
    if (!unspaced.test(last) && !unspaced.test(first)) pen.space(end, end)
  }
}

export function searchableFrom(pages: readonly PageText[]): Searchable {
  const joining = new Joining()
  for (const page of pages) joining.add(page)
  return joining.end()
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
