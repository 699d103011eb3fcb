// A stretch of a list's text and the note that shows it. The stretch is kept as it is written; the note has line feeds
// only, no indentation that came from a list, and ends with a blank line, so that notes can be joined.
import type { TextEntry } from '../../contract/entry.ts'

/** Longest stretch of one note, characters: well under what a record may hold. */
const pieceLimit = 1_000_000

const indentOf = (markdown: string): string => /^[ \t]*/.exec(markdown)?.[0] ?? ''

function noteFrom(markdown: string, nested: boolean): string {
  const text = markdown
    .replace(/^\u{feff}/u, '')
    .replace(/\r\n?/g, '\n')
    .replace(/^(?:[ \t]*\n)+/, '')
    .trimEnd()
  const indent = nested ? indentOf(text) : ''
  const lines = indent
    ? text.split('\n').map(line => (line.startsWith(indent) ? line.slice(indent.length) : line))
    : [text]
  return `${lines.join('\n')}\n\n`
}

/** A stretch as the texts of a topic: one, unless it is too long for a record. */
export function notePieces(markdown: string, nested: boolean): { kind: 'text'; markdown: string; note: string }[] {
  const pieces = []
  for (let at = 0; at < markdown.length;) {
    const end = at + pieceLimit
    const line = end < markdown.length ? markdown.lastIndexOf('\n', end) + 1 : markdown.length
    const to = line > at ? line : end
    const piece = markdown.slice(at, to)
    pieces.push({ kind: 'text' as const, markdown: piece, note: noteFrom(piece, nested) })
    at = to
  }
  return pieces
}

/** Whether a text was changed since it was read from its list. */
export const isEdited = ({ markdown, origin }: TextEntry): boolean =>
  origin !== undefined && markdown !== noteFrom(origin.markdown, false) && markdown !== noteFrom(origin.markdown, true)

/** Where two texts count as the same: everything but blanks around them. */
export const noteKey = (markdown: string): string => noteFrom(markdown, true).trim()

/** Ends a fence of code or mathematics that was left open, which would swallow what comes after it. */
function closed(markdown: string): string {
  let open = ''
  for (const line of markdown.split('\n')) {
    const [, fence = '', rest = ''] = /^ {0,3}(`{3,}|~{3,}|\${2,})(.*)$/.exec(line) ?? []
    if (open === '') open = fence && !rest.includes(fence[0] as string) ? fence : ''
    else if (fence.startsWith(open) && rest.trim() === '') open = ''
  }
  return open ? `${markdown}\n${open}` : markdown
}

/** A text as it goes into a list, without blank lines around it, fences closed; `eol` is the list's line break. */
export const markdownFromNote = (markdown: string, eol: string): string =>
  closed(
    markdown
      .replace(/\r\n?/g, '\n')
      .replace(/^(?:[ \t]*\n)+/, '')
      .trimEnd(),
  ).replaceAll('\n', eol)

/** A changed text in place of the stretch it was read from: its indentation and the blank lines around it stay. */
export function retextedPiece(original: string, markdown: string, eol: string): string {
  const [before = ''] = /^(?:[ \t]*(?:\r\n|\n|\r))*/.exec(original) ?? []
  const indent = indentOf(original.slice(before.length))
  const after = original.slice(original.trimEnd().length)
  const text = markdownFromNote(markdown, eol)
  const indented = indent && !text.startsWith(indent) ? text.replace(/^(?=[^\r\n])/gm, indent) : text
  return before + indented + (/[\r\n]/.test(after) ? after : eol)
}
