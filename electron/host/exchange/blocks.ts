// The blocks of a reading list, in one pass over its lines. A full Markdown parser gives the same blocks, but its time
// grows with the square of a list's length (13 s for 50,000 bullets, minutes for nested ones); this one's does not.
import { isBlank, type Line, lineAt, wordsOf } from './lines.ts'
import { type Opening, openingOf } from './openings.ts'

export type Block = Heading | Paragraph | List | Other
/** `from` and `to` hold the heading's words; an underlined heading's line of - or = ends at `end`. */
export interface Heading {
  kind: 'heading'
  start: number
  level: number
  from: number
  to: number
  end: number
}
export interface Paragraph {
  kind: 'paragraph'
  start: number
  lines: Line[]
}
export interface List {
  kind: 'list'
  start: number
  ordered: boolean
  items: { start: number; blocks: Block[] }[]
}
/** What is only text here: quotes (whose links count), code, mathematics, HTML, rules. */
export interface Other {
  kind: 'other'
  start: number
  lines: Line[]
  links: boolean
}

/** Lists nested deeper than this are read as plain text, so that time stays in proportion to the file. */
const depthLimit = 8

/** Follows lines into quotes and lists, to know whether the last of them left a paragraph open that a next line may go on. */
function paragraphWatch(): (words: string, indent: number) => boolean {
  let fence: Extract<Opening, { kind: 'fence' }> | null = null
  let open = false
  return (words, indent) => {
    if (fence) {
      if (fence.closes(words)) fence = null
      return (open = false)
    }
    let inner = words
    for (let depth = 0; depth < depthLimit; depth++)
      inner = inner.replace(/^(?:>|(?:[-+*]|\d{1,9}[.)])(?=[ \t]|$))[ \t]*/, '')
    const opening = openingOf(inner, open)
    if (opening?.kind === 'fence') fence = opening
    open = inner !== '' && opening === null && (open || indent < 4)
    return open
  }
}

/** Whether a line outside a quote or item ends the paragraph open in it: what breaks into any paragraph, and every bullet. */
const endsLazily = (words: string): boolean =>
  openingOf(words, true) !== null || openingOf(words, false)?.kind === 'bullet'

/** Where the quote that begins at the line `at` ends; lines without its mark may go on with its paragraph. */
function quoteEnd(text: string, lines: Line[], at: number): number {
  const watch = paragraphWatch()
  let open = false
  let end = at
  for (; end < lines.length; end++) {
    const line = lines[end] as Line
    const words = wordsOf(text, line)
    const inside = line.indent < 4 && words.startsWith('>')
    if (!inside && (words === '' || !open || (line.indent < 4 && endsLazily(words)))) break
    open = watch(words, line.indent)
  }
  return end
}

/** A list's item from the line `at` on: its lines without the indentation, and where it ends. */
function itemLines(text: string, lines: Line[], at: number, width: number): { own: Line[]; end: number } {
  const head = lines[at] as Line
  const after = head.first + width
  const measured = lineAt(text, head.start, after, head.to, head.column + width, 0)
  const gap = measured.column - head.column - width
  const edge = head.column + width + (isBlank(measured) || gap > 4 ? 1 : gap)
  const own = [{ ...measured, indent: measured.column - edge }]
  const watch = paragraphWatch()
  let open = watch(wordsOf(text, measured), own[0]?.indent ?? 0)
  let end = at + 1
  for (; end < lines.length; end++) {
    const line = lines[end] as Line
    const words = wordsOf(text, line)
    const indent = line.column - edge
    const lazy = open && (line.indent >= 4 || !endsLazily(words))
    if (words === '' ? own.length === 1 && isBlank(measured) : indent < 0 && !lazy) break
    own.push({ ...line, indent: Math.max(indent, 0) })
    open = words !== '' && watch(words, indent)
  }
  return { own, end }
}

type Bullet = Extract<Opening, { kind: 'bullet' }>

function readList(text: string, lines: Line[], at: number, first: Bullet, depth: number): { block: List; end: number } {
  const block: List = { kind: 'list', start: lines[at]?.start ?? 0, ordered: first.ordered, items: [] }
  let end = at
  while (end < lines.length) {
    const line = lines[end] as Line
    const bullet = line.indent < 4 ? openingOf(wordsOf(text, line), false) : null
    if (bullet?.kind !== 'bullet' || bullet.type !== first.type) break
    const item = itemLines(text, lines, end, bullet.width)
    block.items.push({ start: line.start, blocks: blocksOf(text, item.own, depth + 1) })
    end = item.end
  }
  return { block, end }
}

/** The paragraph that begins at the line `at`, or the heading that its underline makes of it. */
function readParagraph(text: string, lines: Line[], at: number): { block: Paragraph | Heading; end: number } {
  const first = lines[at] as Line
  let end = at + 1
  for (; end < lines.length; end++) {
    const line = lines[end] as Line
    const words = wordsOf(text, line)
    if (words === '') break
    if (line.indent >= 4) continue
    if (/^(?:=+|-+)[ \t]*$/.test(words)) {
      const to = (lines[end - 1] as Line).to
      const level = words.startsWith('=') ? 1 : 2
      return {
        block: { kind: 'heading', start: first.start, level, from: first.first, to, end: line.to },
        end: end + 1,
      }
    }
    if (openingOf(words, true)) break
  }
  return { block: { kind: 'paragraph', start: first.start, lines: lines.slice(at, end) }, end }
}

function headingOf(text: string, line: Line, level: number): Heading {
  const words = wordsOf(text, line)
  const body = words.slice(level).trimStart()
  const title = body
    .trimEnd()
    .replace(/(?:^|[ \t])#+$/, '')
    .trimEnd()
  const from = body === '' ? line.first + level : line.to - body.length
  return { kind: 'heading', start: line.start, level, from, to: from + title.length, end: line.to }
}

/** The end of an indented block of code, of a fence or of HTML that begins at the line `at`. */
function textEnd(text: string, lines: Line[], at: number, opening: Opening | null): number {
  let end = at + 1
  if (opening === null)
    while (end < lines.length && ((lines[end] as Line).indent >= 4 || isBlank(lines[end] as Line))) end++
  else if (opening.kind === 'fence') {
    while (end < lines.length && !opening.closes(wordsOf(text, lines[end] as Line))) end++
    end = Math.min(end + 1, lines.length)
  } else if (opening.kind === 'html') {
    const { closes } = opening
    const ends = (line: Line): boolean => (closes ? closes(wordsOf(text, line)) : isBlank(line))
    for (end = at; end < lines.length && !ends(lines[end] as Line);) end++
    end = Math.min(closes ? end + 1 : end, lines.length)
  }
  return end
}

function readBlock(text: string, lines: Line[], at: number, depth: number): { block: Block; end: number } {
  const line = lines[at] as Line
  const opening = line.indent >= 4 ? null : openingOf(wordsOf(text, line), false)
  if (opening?.kind === 'heading') return { block: headingOf(text, line, opening.level), end: at + 1 }
  if (opening?.kind === 'bullet') return readList(text, lines, at, opening, depth)
  if (opening === null && line.indent < 4) return readParagraph(text, lines, at)
  const quote = opening?.kind === 'quote'
  const end = quote ? quoteEnd(text, lines, at) : textEnd(text, lines, at, opening)
  return { block: { kind: 'other', start: line.start, lines: lines.slice(at, end), links: quote }, end }
}

/** The blocks of some lines of `text`, lists with the blocks of their items. Blank lines between blocks belong to none. */
export function blocksOf(text: string, lines: Line[], depth = 0): Block[] {
  const blocks: Block[] = []
  for (let at = 0; at < lines.length;) {
    const line = lines[at] as Line
    if (isBlank(line)) at++
    else if (depth > depthLimit) {
      blocks.push({ kind: 'other', start: line.start, lines: lines.slice(at), links: true })
      at = lines.length
    } else {
      const { block, end } = readBlock(text, lines, at, depth)
      blocks.push(block)
      at = end
    }
  }
  return blocks
}
