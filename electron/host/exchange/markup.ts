// Tags of HTML and XML, for bookmarks and outlines: one pass, nothing is ever run or shown as markup.
import { entity, entityValue } from './targets.ts'

export interface Tag {
  /** In lower case. */
  name: string
  kind: 'open' | 'close' | 'empty'
  /** By lower-case name, entities undone. */
  attributes: Map<string, string>
  start: number
  end: number
}

const tagStart = /<(\/?)([a-z][\w:-]*)|<!--|<!\[CDATA\[/gi
const attribute = /\s*([^\s=<>"'/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?/y

/** Words with entities undone. */
export const unescapedMarkup = (text: string): string => text.replace(entity, entityValue)

/** Words as they stand in HTML and XML. A character that XML has no place for is left out. */
export const escapedMarkup = (text: string): string =>
  text
    // oxlint-disable-next-line no-control-regex -- XML 1.0 knows no other control characters
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/\r?\n|\r/g, '&#10;')

/** The tags of a text, in order; comments are passed over. */
export function* tagsIn(text: string): Generator<Tag> {
  let at = 0
  let comments = true
  for (;;) {
    tagStart.lastIndex = at
    const match: RegExpExecArray | null = tagStart.exec(text)
    if (!match) return
    at = tagStart.lastIndex
    const name = match[2]
    if (name === undefined) {
      const close = match[0] === '<!--' ? '-->' : ']]>'
      const end: number = comments ? text.indexOf(close, at) : -1
      comments = end >= 0
      if (end >= 0) at = end + 3
      continue
    }
    const attributes = new Map<string, string>()
    for (;;) {
      attribute.lastIndex = at
      const found: RegExpExecArray | null = attribute.exec(text)
      if (!found) break
      at = attribute.lastIndex
      const [, key = '', double, single, bare] = found
      if (!attributes.has(key.toLowerCase()))
        attributes.set(key.toLowerCase(), unescapedMarkup(double ?? single ?? bare ?? ''))
    }
    const rest = /\s*(\/?)\s*>/y
    rest.lastIndex = at
    const end: RegExpExecArray | null = rest.exec(text)
    if (end) at = rest.lastIndex
    const kind = match[1] ? 'close' : end?.[1] ? 'empty' : 'open'
    yield { name: name.toLowerCase(), kind, attributes, start: match.index, end: at }
  }
}

/** The words between two offsets: no tags, entities undone, blanks joined. */
export function wordsBetween(text: string, from: number, to: number): string {
  const piece = text.slice(from, to)
  const bare = piece.includes('<') ? piece.replace(/<[^<>]*>/g, ' ') : piece
  return unescapedMarkup(bare).replace(/\s+/g, ' ').trim()
}
