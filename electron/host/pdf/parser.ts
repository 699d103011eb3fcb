import { type Dict, Name, PdfError, type PdfObject, PdfString, Ref, Stream } from './objects.ts'

/** Deepest nesting of arrays and dictionaries that is read; a real file has a dozen. */
const depthLimit = 100

const codes = (text: string): Set<number> => new Set([...text].map(letter => letter.charCodeAt(0)))
const white = new Set([0, 9, 10, 12, 13, 32])
const delimiters = codes('()<>[]{}/%')
const digit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39
const escapes: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, b: 8, f: 12 }

/** How strings and streams of one indirect object are deciphered; the identity where nothing is encrypted. */
export interface Decipher {
  string(bytes: Uint8Array): Uint8Array
  stream(bytes: Uint8Array, dict: Dict): Uint8Array
}
const plain: Decipher = { string: bytes => bytes, stream: bytes => bytes }

/** Reads objects out of a file's bytes (ISO 32000-2, 7.2 and 7.3). `at` is the next byte to be read. */
export class Parser {
  readonly bytes: Uint8Array
  at: number
  private readonly decipher: Decipher

  constructor(bytes: Uint8Array, at = 0, decipher: Decipher = plain) {
    this.bytes = bytes
    this.at = at
    this.decipher = decipher
  }

  private peek(): number {
    return this.bytes[this.at] ?? -1
  }

  private fail(expected: string): PdfError {
    return new PdfError('damaged', `${expected} expected at byte ${this.at}`)
  }

  /** Passes over white space and comments. */
  skip(): void {
    for (;;) {
      if (white.has(this.peek())) this.at++
      else if (this.peek() === 0x25)
        while (this.at < this.bytes.length && this.peek() !== 10 && this.peek() !== 13) this.at++
      else return
    }
  }

  /** The run of regular characters from here: a keyword or a number. */
  private regular(): string {
    const from = this.at
    while (this.at < this.bytes.length && !white.has(this.peek()) && !delimiters.has(this.peek())) this.at++
    return String.fromCharCode(...this.bytes.subarray(from, Math.min(this.at, from + 200)))
  }

  /** Takes the keyword if it stands here. */
  keyword(word: string): boolean {
    this.skip()
    const from = this.at
    if (this.regular() === word) return true
    this.at = from
    return false
  }

  integer(): number {
    this.skip()
    const text = this.regular()
    if (!/^\d{1,15}$/.test(text)) throw this.fail('a whole number')
    return Number(text)
  }

  /** The next object. Throws PdfError 'damaged' or 'too-deep'. */
  object(depth = 0): PdfObject {
    if (depth > depthLimit) throw new PdfError('too-deep', `objects nested over ${depthLimit} deep at byte ${this.at}`)
    this.skip()
    const next = this.bytes[this.at + 1] ?? -1
    switch (this.peek()) {
      case 0x2f:
        return this.name()
      case 0x28:
        return new PdfString(this.decipher.string(this.literal()))
      case 0x5b:
        return this.array(depth)
      case 0x3c:
        return next === 0x3c ? this.dict(depth) : new PdfString(this.decipher.string(this.hexadecimal()))
      default:
        return this.word()
    }
  }

  private word(): PdfObject {
    const from = this.at
    const text = this.regular()
    if (text === 'true') return true
    if (text === 'false') return false
    if (text === 'null') return null
    if (/^\d+$/.test(text)) {
      const reference = this.reference(Number(text))
      if (reference) return reference
    }
    // Some writers leave a doubled sign or a sign inside ("--5", "1.-3"); readers take what stands before it.
    const number = /^[+-]*(\d+\.?\d*|\.\d+)/.exec(text)
    if (!number) {
      this.at = from
      throw this.fail('an object')
    }
    return (text.startsWith('-') ? -1 : 1) * Number(number[1])
  }

  /** `num gen R`, where that stands here after `num`. */
  private reference(num: number): Ref | null {
    const back = this.at
    this.skip()
    if (digit(this.peek())) {
      const gen = this.regular()
      if (/^\d{1,5}$/.test(gen) && this.keyword('R')) return new Ref(num, Number(gen))
    }
    this.at = back
    return null
  }

  private name(): Name {
    this.at++
    return new Name(
      this.regular().replace(/#([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    )
  }

  private array(depth: number): PdfObject[] {
    this.at++
    const items: PdfObject[] = []
    for (;;) {
      this.skip()
      if (this.peek() === 0x5d) break
      items.push(this.object(depth + 1))
    }
    this.at++
    return items
  }

  private dict(depth: number): Dict {
    this.at += 2
    const entries: Dict = new Map()
    for (;;) {
      this.skip()
      if (this.peek() === 0x3e && this.bytes[this.at + 1] === 0x3e) break
      if (this.peek() !== 0x2f) throw this.fail('a name or >>')
      const key = this.name().name
      entries.set(key, this.object(depth + 1))
    }
    this.at += 2
    return entries
  }

  private hexadecimal(): Uint8Array {
    let digits = ''
    for (this.at++; this.peek() !== 0x3e; this.at++) {
      if (this.peek() < 0) throw this.fail('>')
      const letter = String.fromCharCode(this.peek())
      if (/[0-9a-f]/i.test(letter)) digits += letter
    }
    this.at++
    return Uint8Array.from(Buffer.from(digits.length % 2 ? `${digits}0` : digits, 'hex'))
  }

  private literal(): Uint8Array {
    const out: number[] = []
    let open = 1
    for (this.at++; ; this.at++) {
      const byte = this.peek()
      if (byte < 0) throw this.fail(')')
      if (byte === 0x5c) {
        this.at++
        this.escaped(out)
        continue
      }
      if (byte === 0x28) open++
      if (byte === 0x29 && --open === 0) break
      // An end of line within a string is one line feed, whatever it was (7.3.4.2).
      if (byte === 13) {
        if (this.bytes[this.at + 1] === 10) this.at++
        out.push(10)
      } else out.push(byte)
    }
    this.at++
    return Uint8Array.from(out)
  }

  /** What a backslash makes of the bytes after it; `at` stays on the last of them. */
  private escaped(out: number[]): void {
    const byte = this.peek()
    if (byte === 13 && this.bytes[this.at + 1] === 10) this.at++
    if (byte === 13 || byte === 10) return
    if (byte < 0x30 || byte > 0x37) {
      out.push(escapes[String.fromCharCode(byte)] ?? byte)
      return
    }
    let value = 0
    let taken = 0
    for (; taken < 3; taken++) {
      const octal = this.bytes[this.at + taken] ?? 0
      if (octal < 0x30 || octal > 0x37) break
      value = value * 8 + octal - 0x30
    }
    this.at += taken - 1
    out.push(value & 0xff)
  }

  /** The body of `num gen obj`, a stream's bytes with it; `lengthOf` resolves an indirect /Length. */
  body(lengthOf: (length: PdfObject | undefined) => number | null): PdfObject {
    const value = this.object()
    if (!(value instanceof Map) || !this.keyword('stream')) return value
    if (this.peek() === 13) this.at++
    if (this.peek() === 10) this.at++
    const from = this.at
    const length = lengthOf(value.get('Length'))
    let to = length === null ? -1 : from + length
    if (to >= 0 && to <= this.bytes.length) this.at = to
    if (to < 0 || to > this.bytes.length || !this.keyword('endstream')) to = this.endOfStream(from)
    return new Stream(value, this.decipher.stream(this.bytes.subarray(from, to), value))
  }

  /** Where a stream ends whose /Length is wrong: before the line break ahead of `endstream`. */
  private endOfStream(from: number): number {
    const found = Buffer.from(this.bytes.buffer, this.bytes.byteOffset, this.bytes.length).indexOf('endstream', from)
    if (found < 0) throw this.fail('endstream')
    this.at = found + 9
    if (this.bytes[found - 1] === 10 && this.bytes[found - 2] === 13) return found - 2
    return this.bytes[found - 1] === 10 || this.bytes[found - 1] === 13 ? found - 1 : found
  }
}
