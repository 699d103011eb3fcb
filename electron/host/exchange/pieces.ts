import { pieceOpening } from './bullets.ts'

/** What was written last: it decides whether a blank line is needed before what comes. */
type Kind = 'nothing' | 'heading' | 'text' | 'bullet'

const blankEnd = /(?:^|\n|\r)[ \t]*(?:\r\n|\n|\r)$/

/** A list being written, piece by piece: pieces of an imported file as they are, new ones set off by line breaks. */
export class Pieces {
  readonly eol: string
  private readonly parts: string[] = []
  private last: Kind = 'nothing'
  /** The last part was not in the file: what follows it may need a blank line that the file had no need for. */
  private isNew = false
  private mark = ''

  constructor(eol: string) {
    this.eol = eol
  }

  get isEmpty(): boolean {
    return this.parts.length === 0
  }

  /** Whether the next word begins a line, behind another one. */
  get atLineStart(): boolean {
    const end = this.parts.at(-1)?.at(-1)
    return end === '\n' || end === '\r'
  }

  text(): string {
    return this.mark + this.parts.join('')
  }

  private push(part: string): void {
    if (part !== '') this.parts.push(part)
  }

  private endLine(): void {
    if (!this.isEmpty && !this.atLineStart) this.push(this.eol)
  }

  private blankLine(): void {
    this.endLine()
    if (!this.isEmpty && !blankEnd.test(this.parts.slice(-2).join(''))) this.push(this.eol)
  }

  /** A piece of an imported file. A byte order mark goes to the beginning, wherever its piece has got to. */
  piece(markdown: string, kind: 'heading' | 'text' | 'item'): void {
    const marked = markdown.startsWith('\u{feff}')
    if (marked) this.mark = '\u{feff}'
    const words = marked ? markdown.slice(1) : markdown
    const opening = kind === 'item' ? pieceOpening(words) : 'line'
    const isBullet = kind === 'item' && (opening !== 'line' || /^\s*(?:[-+*]|\d{1,9}[.)])(?:\s|$)/.test(words))
    if (this.isNew && !isBullet) this.blankLine()
    // A text after a text without a line break is the rest of one too long for a record.
    else if (opening === 'line' && !(kind === 'text' && this.last === 'text')) this.endLine()
    this.push(words)
    this.last = isBullet ? 'bullet' : kind === 'heading' ? 'heading' : 'text'
    this.isNew = false
  }

  /** A piece of an imported file whose text was changed. */
  changed(markdown: string): void {
    if (this.last === 'bullet') this.blankLine()
    this.piece(markdown, 'text')
  }

  /** What was the rest of a bullet's line, now with a beginning of its own. */
  bulletPiece(markdown: string): void {
    this.push(markdown)
    this.last = 'bullet'
    this.isNew = false
  }

  /** A new bullet: right after the last one where there is one, before the blank lines behind that. */
  bullet(line: string): void {
    const part = this.last === 'bullet' ? (this.parts.pop() ?? '') : ''
    const words = part.trimEnd().length
    const [lineBreak = ''] = /^[^\r\n]*(?:\r\n|\n|\r)?/.exec(part.slice(words)) ?? []
    const cut = words + lineBreak.length
    this.push(part.slice(0, cut))
    if (this.last === 'text') this.blankLine()
    else this.endLine()
    this.push(line + this.eol)
    this.push(part.slice(cut))
    this.last = 'bullet'
    this.isNew = true
  }

  heading(line: string): void {
    this.blankLine()
    this.push(line + this.eol + this.eol)
    this.last = 'heading'
    this.isNew = false
  }

  paragraph(markdown: string): void {
    if (markdown === '') return
    this.blankLine()
    this.push(markdown + this.eol)
    this.last = 'text'
    this.isNew = true
  }
}
