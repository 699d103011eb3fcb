// The spans inside a paragraph, in one pass over its characters: links, images and addresses, and what hides them
// (code, mathematics, HTML). Emphasis is not among them: `plainText` takes its marks off.

import { addressAt, type Definitions, entity, entityValue, noDefinitions, referenceAt, targetAt } from './targets.ts'

/** Offsets count from the scanned stretch. `from` to `to` is the inner text: of a link its words, of code its content. */
export interface Span {
  kind: 'link' | 'address' | 'image' | 'code' | 'math' | 'html' | 'escape' | 'entity'
  start: number
  end: number
  from: number
  to: number
  /** Of a link, image or address, its target with escapes undone; of an entity, the character meant. */
  value: string
}

/** Finds where a run of `mark` of exactly some length comes again; asked with growing offsets, all answers take one pass. */
function runFinder(source: string, mark: RegExp): (length: number, after: number) => number {
  let runs: Map<number, number[]> | null = null
  const next = new Map<number, number>()
  const find = (): Map<number, number[]> => {
    const found = new Map<number, number[]>()
    for (const { 0: run, index } of source.matchAll(mark)) {
      const places = found.get(run.length)
      if (places) places.push(index)
      else found.set(run.length, [index])
    }
    return found
  }
  return (length, after) => {
    runs ??= find()
    const places = runs.get(length) ?? []
    let index = next.get(length) ?? 0
    while (index < places.length && (places[index] as number) < after) index++
    next.set(length, index)
    return places[index] ?? -1
  }
}

const interesting = /[\\`$<\]&]|!?\[|(?<![a-z0-9])https?:\/\//gi
const autolink = /<([a-z][a-z0-9+.-]{1,31}:[^\s<>]*)>/iy
const tag = /<\/?[a-z][a-z0-9-]*(?:\s[^<>]*)?\/?>/iy
const entityAt = new RegExp(entity.source, 'iy')

/** Longest mathematics inside a line, characters: what the window would show at all. */
const mathLimit = 2000

/** One scan's state: what was found, and the brackets that wait for their other half. */
class Scan {
  readonly spans: Span[] = []
  private readonly source: string
  private readonly definitions: Definitions
  private readonly brackets: { at: number; image: boolean; spans: number }[] = []
  /** Links hold no links: the brackets below this one, once a link is found inside them, open none. */
  private closedBelow = 0
  private readonly nextTick: (length: number, after: number) => number
  private readonly nextDollar: (length: number, after: number) => number
  private comments = true

  constructor(source: string, definitions: Definitions) {
    this.source = source
    this.definitions = definitions
    this.nextTick = runFinder(source, /`+/g)
    this.nextDollar = runFinder(source, /\$+/g)
  }

  run(): Span[] {
    interesting.lastIndex = 0
    for (let at = 0; ;) {
      interesting.lastIndex = at
      const match = interesting.exec(this.source)
      if (!match) return this.spans
      at = this.take(match[0], match.index)
    }
  }

  private add(kind: Span['kind'], start: number, end: number, from = start, to = end, value = ''): number {
    this.spans.push({ kind, start, end, from, to, value })
    return end
  }

  /** Takes what begins at `at`; gives where to go on. */
  private take(mark: string, at: number): number {
    if (mark === '\\') return /[!-/:-@[-`{-~]/.test(this.source[at + 1] ?? '') ? this.add('escape', at, at + 2) : at + 1
    if (mark === '`') return this.fenced('code', at, this.nextTick)
    if (mark === '$') return this.fenced('math', at, this.nextDollar)
    if (mark === '<') return this.angle(at)
    if (mark === '&') {
      entityAt.lastIndex = at
      const [found] = entityAt.exec(this.source) ?? []
      return found ? this.add('entity', at, at + found.length, at, at, entityValue(found)) : at + 1
    }
    if (mark === ']') return this.close(at)
    if (mark.endsWith('[')) {
      this.brackets.push({ at, image: mark === '![', spans: this.spans.length })
      return at + mark.length
    }
    const found = addressAt(this.source, at)
    const end = at + Math.max(found.length, mark.length)
    return found.length > mark.length ? this.add('address', at, end, at, end, found) : end
  }

  /** Code or mathematics between two equal runs of marks. A dollar sign before a link's target is money, not mathematics. */
  private fenced(kind: 'code' | 'math', at: number, next: (length: number, after: number) => number): number {
    let from = at
    while (this.source[from] === this.source[at]) from++
    const to = next(from - at, from)
    if (to < 0) return from
    if (kind === 'math' && (to - from > mathLimit || this.source.slice(from, to).includes(']('))) return from
    return this.add(kind, at, to + from - at, from, to)
  }

  private angle(at: number): number {
    autolink.lastIndex = tag.lastIndex = at
    const link = autolink.exec(this.source)
    if (link) return this.add('address', at, autolink.lastIndex, at + 1, autolink.lastIndex - 1, link[1])
    if (this.comments && this.source.startsWith('<!--', at)) {
      const end = this.source.indexOf('-->', at)
      this.comments = end >= 0
      if (end >= 0) return this.add('html', at, end + 3)
    }
    return tag.test(this.source) ? this.add('html', at, tag.lastIndex) : at + 1
  }

  private close(at: number): number {
    const opener = this.brackets.pop()
    const closed = this.brackets.length < this.closedBelow
    this.closedBelow = Math.min(this.closedBelow, this.brackets.length)
    if (!opener || (closed && !opener.image)) return at + 1
    const from = opener.at + (opener.image ? 2 : 1)
    const target =
      (this.source[at + 1] === '(' && targetAt(this.source, at + 1)) ||
      referenceAt(this.source, at + 1, this.source.slice(from, at), this.definitions)
    if (!target) return at + 1
    if (!opener.image) {
      const inside = this.spans.splice(opener.spans).filter(({ kind }) => kind !== 'address')
      for (const span of inside) this.spans.push(span)
      this.closedBelow = this.brackets.length
    }
    return this.add(opener.image ? 'image' : 'link', opener.at, target.end, from, at, target.value)
  }
}

/** The spans of a stretch of Markdown; a link comes after the spans in its words. Time is in proportion to the length. */
export const spansIn = (source: string, definitions: Definitions = noDefinitions): Span[] =>
  new Scan(source, definitions).run()

/** The links of a stretch: those with a target outside the file, and bare addresses that define no reference. */
export const linksIn = (source: string, definitions: Definitions = noDefinitions): Span[] =>
  spansIn(source, definitions).filter(
    ({ kind, value, start }) =>
      (kind === 'link' && value !== '' && value.length <= 8000 && !value.startsWith('#')) ||
      (kind === 'address' && value.length <= 8000 && !/\]:[ \t]*$/.test(source.slice(Math.max(0, start - 20), start))),
  )
