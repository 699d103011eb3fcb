import type { Entry } from '../../contract/entry.ts'
import type { Item } from '../../contract/item.ts'
import { fieldOf } from './fields.ts'
import { spansIn } from './inline.ts'
import { markdownFromPlain, plainText } from './plain.ts'

const spliced = (text: string, from: number, to: number, words: string): string =>
  text.slice(0, from) + words + text.slice(to)

/** A link of this title to this address, in a form that reads back as the two. */
export function markdownLink(title: string, url: string): string {
  const targets = [url, `<${url.replace(/[\\<>]/g, '\\$&')}>`, url.replace(/[\s()<>\\]/g, encodeURIComponent)]
  const titles = [title, markdownFromPlain(title), title.replace(/[!-/:-@[-`{-~]/g, '\\$&')]
  const links = titles.flatMap(words => targets.map(target => `[${words.replace(/\s+/g, ' ')}](${target})`))
  const readsBack = (link: string): boolean => {
    const span = spansIn(link).at(-1)
    if (span?.kind !== 'link' || span.start !== 0 || span.end !== link.length || span.value !== url) return false
    return plainText(link.slice(span.from, span.to)) === plainText(markdownFromPlain(title))
  }
  return links.find(readsBack) ?? (links.at(-1) as string)
}

/** The piece's lines that say something of a paper, with the offsets of what they say. */
function fieldsOf(piece: string) {
  return [...piece.matchAll(/[^\r\n]+/g)].flatMap(({ 0: line, index }) => {
    const [marker = ''] = /^\s*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)?/.exec(line) ?? []
    const field = fieldOf(line.slice(marker.length))
    if (!field) return []
    const to = index + line.trimEnd().length
    const colon = index + line.search(/[:：]/) + 1
    const from = colon + (/^[*_\s]*/.exec(piece.slice(colon, to))?.[0].length ?? 0)
    return [{ ...field, marker, from, to, end: index + line.length }]
  })
}

/** A paper's piece with another title: in its title line, or in a new one after its address. */
function retitledPaper(piece: string, title: string): string | null {
  const fields = fieldsOf(piece)
  const named = fields.find(({ kind }) => kind === 'title')
  if (named) return spliced(piece, named.from, named.to, markdownFromPlain(title))
  const address = fields.find(({ kind, label, words }) => kind === 'address' && label !== '' && words === '')
  if (!address || !/论文|原文|paper|arxiv|地址|链接|link|url/i.test(address.label)) return null
  const [eol] = /\r\n|\n|\r/.exec(piece) ?? ['\n']
  const line = `${/\p{Script=Han}/u.test(address.label) ? '论文标题：' : 'Title: '}${markdownFromPlain(title)}`
  return spliced(piece, address.end, address.end, `${eol}${address.marker}${line}`)
}

/** A bullet without a link, with other words before its colon. */
function retitledWords(piece: string, old: string, title: string): string {
  const [before = ''] = /^\s*(?:[-+*]|\d{1,9}[.)])\s+(?:\[[ xX]\]\s+)?/.exec(piece) ?? []
  const [line = ''] = /^[^\r\n]*/.exec(piece.slice(before.length)) ?? []
  const colon = line.search(/：|:(?=\s|$)/)
  const words = (colon < 0 ? line : line.slice(0, colon)).trimEnd()
  return plainText(words) === old
    ? spliced(piece, before.length, before.length + words.length, markdownFromPlain(title))
    : piece
}

/**
 * An item's piece of its list with another title, and nothing else changed. A piece that shows the item under
 * other words than `item.title`, or leaves them to the sentence it stands in, is given back as it is.
 */
export function retitledPiece(piece: string, item: Pick<Item, 'title' | 'url'>, title: string): string {
  if (title === item.title || piece === '') return piece
  if (item.url === null) return retitledPaper(piece, title) ?? retitledWords(piece, item.title, title)
  const link = spansIn(piece).find(({ kind, value, from, to }) => {
    const words = plainText(piece.slice(from, to)) || value
    return value === item.url && words === item.title && (kind === 'link' || kind === 'address')
  })
  if (link?.kind === 'link') {
    const renamed = markdownLink(title, item.url)
    return spliced(piece, link.from, link.to, renamed.slice(1, renamed.lastIndexOf('](')))
  }
  const paper = retitledPaper(piece, title)
  if (paper !== null)
    return fieldsOf(piece).some(({ kind, value }) => kind === 'title' && value !== item.title) ? piece : paper
  return link ? spliced(piece, link.start, link.end, markdownLink(title, item.url)) : piece
}

/** An entry of `item` after the item was renamed to `title`: its piece of a list shows the new title where it showed the old. */
export const retitledEntry = <E extends Entry>(entry: E, item: Item, title: string): E =>
  entry.origin
    ? { ...entry, origin: { ...entry.origin, markdown: retitledPiece(entry.origin.markdown, item, title) } }
    : entry

const boxed = /^(\s*(?:[-+*]|\d{1,9}[.)])[ \t]+\[)([ xX])(\][ \t])/

/** Whether a piece's bullet has a ticked task's box; undefined where it has none. */
export function isTicked(piece: string): boolean | undefined {
  const box = boxed.exec(piece)?.[2]
  return box === undefined ? undefined : box !== ' '
}

/** A piece whose bullet has a task's box, ticked or not; one without a box, or with the right one, as it is. */
export function tickedPiece(piece: string, ticked: boolean): string {
  const [, before = '', box = '', after = ''] = boxed.exec(piece) ?? []
  if (box === '' || (box === ' ') !== ticked) return piece
  return before + (ticked ? 'x' : ' ') + after + piece.slice(before.length + 1 + after.length)
}

/** A piece with another address in the place of its first link to the old one; null where it shows none. */
function readdressedPiece(piece: string, old: string, url: string): string | null {
  const link = spansIn(piece).find(({ kind, value }) => value === old && (kind === 'link' || kind === 'address'))
  if (!link) return null
  if (link.kind === 'address') {
    const standsBare = piece[link.start] !== '<' && /^[\w:/?&=.~%+-]*[\w/]$/.test(url)
    return spliced(piece, link.start, link.end, standsBare ? url : `<${url}>`)
  }
  const target = markdownLink('x', url).slice('[x'.length)
  return spliced(piece, link.to, link.end, target)
}

/** An entry after its item's address was changed: its piece shows the new one; a piece that cannot is given up, and our own form is written. */
export function readdressedEntry<E extends Entry>(entry: E, old: string | null, url: string | null): E {
  if (!entry.origin) return entry
  const markdown = old !== null && url !== null ? readdressedPiece(entry.origin.markdown, old, url) : null
  if (markdown !== null) return { ...entry, origin: { ...entry.origin, markdown } }
  const { origin: _, ...own } = entry
  return own as E
}
