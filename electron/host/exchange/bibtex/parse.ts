// A BibTeX file as it is written: entries with the places of their fields, so that an entry can go out again with one
// field changed. One pass over the characters; an entry that is not closed ends where the next one begins a line.

/** A field. Offsets count from the beginning of the text that was parsed. */
export interface Field {
  /** In lower case. */
  name: string
  /** The value as it is written, with its braces or quotes. */
  from: number
  to: number
  /** The value's pieces, joined by `#` in the file: words without their outer braces or quotes, or an abbreviation's name. */
  pieces: { text: string; isName: boolean }[]
  /** Where the whole field begins (its name). */
  start: number
}

export interface Entry {
  /** In lower case. */
  type: string
  key: string
  keyFrom: number
  fields: Map<string, Field>
  start: number
  end: number
  /** The offset of the closing brace. */
  close: number
}

export interface Problem {
  offset: number
  code: 'not-closed' | 'no-value' | 'unexpected' | 'too-long'
  /** The entry's type and key, or the letters that were not expected. */
  name: string
}

export interface ParsedBibtex {
  entries: Entry[]
  /** `@string` abbreviations, by lower-case name: the value as it is written. */
  strings: Map<string, string>
  /** `@preamble` and `@comment`, word for word. */
  rest: string[]
  problems: Problem[]
}

/** Longest entry, characters: what a record may keep word for word. */
const entryLimit = 1_000_000

const start = /(?<![\p{L}\p{N}])@[ \t]*(\p{L}+)\s*([{(])/gu
/** A line that begins an entry: it ends whatever was left open before it. */
const fresh = /[ \t]*@[ \t]*\p{L}+\s*[{(]\s*[^\s,{}()=]+\s*[,}=]/uy
const blanks = /(?:\s|%[^\n]*(?:\n|$))*/y
const keyWord = /[^\s,{}()="#%]*/y
const nameWord = /[^\s,{}()="#%]+/y

class Broken extends Error {
  readonly at: number
  readonly problem: Problem['code']
  constructor(problem: Problem['code'], at: number) {
    super(problem)
    this.problem = problem
    this.at = at
  }
}

class Parser {
  readonly found: ParsedBibtex = { entries: [], strings: new Map(), rest: [], problems: [] }
  private readonly text: string

  constructor(text: string) {
    this.text = text
  }

  /** Parses what stands next from `at` on; gives where to go on, or null at the end. */
  next(at: number): number | null {
    start.lastIndex = at
    const match = start.exec(this.text)
    if (!match) return null
    const type = (match[1] ?? '').toLowerCase()
    const opener = start.lastIndex - 1
    try {
      return this.take(type, match.index, opener)
    } catch (error) {
      if (!(error instanceof Broken)) throw error
      const { line = '' } = /(?<line>[^\r\n]{0,80})/.exec(this.text.slice(match.index, match.index + 80))?.groups ?? {}
      this.found.problems.push({ offset: match.index, code: error.problem, name: line })
      return Math.max(error.at, opener + 1)
    }
  }

  private take(type: string, from: number, opener: number): number {
    const closing = this.text[opener] === '{' ? '}' : ')'
    if (type === 'comment' || type === 'preamble') {
      const end = this.balanced(opener + 1, closing) + 1
      this.found.rest.push(this.text.slice(from, end))
      return end
    }
    if (type === 'string') {
      const { fields, close } = this.fields(opener + 1, closing)
      for (const { name, from: at, to } of fields.values()) this.found.strings.set(name, this.text.slice(at, to))
      return close + 1
    }
    const keyFrom = this.skip(opener + 1)
    keyWord.lastIndex = keyFrom
    const [word = ''] = keyWord.exec(this.text) ?? []
    const after = this.skip(keyFrom + word.length)
    // "@article{title = …": the key was left out.
    const key = this.text[after] === '=' ? '' : word
    const { fields, close } = this.fields(key === '' && word ? keyFrom : after, closing)
    if (close - from > entryLimit) throw new Broken('too-long', close + 1)
    this.found.entries.push({ type, key, keyFrom, fields, start: from, end: close + 1, close })
    return close + 1
  }

  private skip(at: number): number {
    blanks.lastIndex = at
    blanks.test(this.text)
    return blanks.lastIndex
  }

  private fields(at: number, closing: string): { fields: Map<string, Field>; close: number } {
    const fields = new Map<string, Field>()
    for (;;) {
      at = this.skip(at)
      while (this.text[at] === ',') at = this.skip(at + 1)
      if (this.text[at] === closing) return { fields, close: at }
      if (at >= this.text.length || this.isFresh(at)) throw new Broken('not-closed', at)
      nameWord.lastIndex = at
      const [word] = nameWord.exec(this.text) ?? []
      if (!word) throw new Broken('unexpected', this.recovery(at))
      const equals = this.skip(at + word.length)
      if (this.text[equals] !== '=') throw new Broken('no-value', this.recovery(equals))
      const from = this.skip(equals + 1)
      const { pieces, to } = this.value(from, closing)
      const name = word.toLowerCase()
      // BibTeX takes the first of two fields of one name.
      if (!fields.has(name)) fields.set(name, { name, from, to, pieces, start: at })
      at = to
    }
  }

  private value(at: number, closing: string): Pick<Field, 'pieces' | 'to'> {
    const pieces: Field['pieces'] = []
    for (;;) {
      const mark = this.text[at]
      let to: number
      if (mark === '{') to = this.balanced(at + 1, '}') + 1
      else if (mark === '"') to = this.balanced(at + 1, '"') + 1
      else {
        nameWord.lastIndex = at
        const [word] = nameWord.exec(this.text) ?? []
        if (!word) throw new Broken(at >= this.text.length ? 'not-closed' : 'no-value', this.recovery(at))
        to = at + word.length
        if (closing === ')' && word.endsWith(')')) to--
      }
      const isText = mark === '{' || mark === '"'
      const text = isText ? this.text.slice(at + 1, to - 1) : this.text.slice(at, to)
      pieces.push({ text, isName: !isText && !/^\d+$/.test(text) })
      const hash = this.skip(to)
      if (this.text[hash] !== '#') return { pieces, to }
      at = this.skip(hash + 1)
    }
  }

  /** The offset of the mark that closes what is open at `at`; braces inside it are in pairs. */
  private balanced(at: number, closing: string): number {
    const close = closing.charCodeAt(0)
    let depth = 0
    for (; at < this.text.length; at++) {
      const code = this.text.charCodeAt(at)
      if (code === close && depth === 0) return at
      if (code === 0x7b) depth++
      else if (code === 0x7d) depth--
      else if (code === 0x0a && this.isFresh(at + 1)) throw new Broken('not-closed', at + 1)
      if (depth < 0) throw new Broken('unexpected', this.recovery(at))
    }
    throw new Broken('not-closed', at)
  }

  private isFresh(at: number): boolean {
    fresh.lastIndex = at
    return fresh.test(this.text)
  }

  /** Where to go on after an entry that makes no sense from `at` on: at the next line that begins one. */
  private recovery(at: number): number {
    for (let line = this.text.indexOf('\n', at); line >= 0; line = this.text.indexOf('\n', line + 1))
      if (this.isFresh(line + 1)) return line + 1
    return this.text.length
  }
}

/** Parses in steps, so that the caller can pause: each step gives how far it is. Time is in proportion to the text. */
export function* parseBibtex(text: string): Generator<number, ParsedBibtex> {
  const parser = new Parser(text)
  for (let at: number | null = 0; ;) {
    at = parser.next(at)
    if (at === null) return parser.found
    yield at
  }
}
