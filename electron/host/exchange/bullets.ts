import { linksIn, type Span, spansIn } from './inline.ts'
import { openingOf } from './openings.ts'
import { fieldOf } from './fields.ts'
import { plainText, withoutEnd } from './plain.ts'
import type { Definitions } from './targets.ts'

/** One link of a bullet. `cut` is where its piece of the bullet's words begins; the first one's begins with the bullet. */
export interface BulletLink {
  cut: number
  title: string
  url: string
  label: string
  remark: string
}

/** How a piece of a list begins: a line of its own, the rest of a line, or either (such a piece is never touched). */
export function pieceOpening(markdown: string): 'line' | 'rest' | 'either' {
  if (/^[\r\n]/.test(markdown)) return 'either'
  const [line = ''] = /^.*/.exec(markdown.slice(0, 10_000).trimStart()) ?? []
  if (openingOf(line, false)?.kind === 'bullet') return 'line'
  if (/^(?:[[<]|https?:)/i.test(line)) return 'either'
  return fieldOf(line) ? 'line' : 'rest'
}

export const endsWithColon = (words: string): boolean => /[:：]$/.test(withoutEnd(words, '*_ \t\r\n').slice(-1))

/** The words before a link without a task's box, marks of emphasis, separators and the colon or dash at their end. */
export function labelOf(words: string): string {
  const label = plainText(words.replace(/^\s*\[[ xX]\]\s/, '')).replace(/^[\s,，、;；|/·*_~]+/, '')
  const kept = withoutEnd(label, ' :：*_~')
  return kept.replace(/\s[-–—]$/, '').trimEnd()
}

/** The words after a link, as Markdown on one line, without what separates them from it. */
const remarkOf = (words: string): string =>
  withoutEnd(words.replace(/\s+/g, ' ').replace(/^[\s*_~]*[\s:：,，、;；|–—-]*/, ''), ' ,，、;；|/')

/** Where the words between two links are divided: before the last separator, or before a label. */
function divided(gap: string): number {
  const lineBreak = gap.search(/[\r\n]/)
  if (lineBreak >= 0) return lineBreak
  const closing = /^[*_~]*/.exec(gap)?.[0].length ?? 0
  const separator = Math.max(...['，', ',', '；', ';', '、', '|', '/', '·'].map(mark => gap.lastIndexOf(mark)))
  if (separator >= closing) return separator
  return endsWithColon(gap) ? closing : Math.max(gap.trimEnd().length, closing)
}

/**
 * Where the pieces of a bullet's words begin, one piece a link. A piece that would look like a line of its own could
 * not be told from one when the list is written again: it begins with its link instead.
 */
function cutsOf(source: string, links: Span[]): number[] {
  const cuts = links.map(({ start }, index) => {
    const before = links[index - 1]
    return before ? before.end + divided(source.slice(before.end, start)) : 0
  })
  return cuts.map((cut, index) =>
    index > 0 && pieceOpening(source.slice(cut, cuts[index + 1])) === 'line' ? (links[index]?.start ?? cut) : cut,
  )
}

/** The links of a bullet's words, each with what is written before and after it. */
export function bulletLinks(source: string, links: Span[]): BulletLink[] {
  const cuts = cutsOf(source, links)
  const bulletLabel = source.slice(0, links[0]?.start)
  return links.map((link, index) => {
    const cut = cuts[index] ?? 0
    const own = source.slice(cut, link.start)
    return {
      cut,
      title: plainText(source.slice(link.from, link.to)) || link.value,
      url: link.value,
      label: labelOf(endsWithColon(bulletLabel) && !endsWithColon(own) ? bulletLabel : own),
      remark: remarkOf(source.slice(link.end, cuts[index + 1])),
    }
  })
}

/** A bullet without a link as title and remark, parted by its first colon; null when it shows an image or has no words. */
export function bulletTitle(source: string, definitions: Definitions): { title: string; remark: string } | null {
  const spans = spansIn(source, definitions)
  if (spans.some(({ kind }) => kind === 'image' || kind === 'html') || linksIn(source, definitions).length > 0)
    return null
  const line = source.replace(/^\s*\[[ xX]\]\s/, '').replace(/\s+/g, ' ')
  const colon = line.search(/：|:(?=\s|$)/)
  const title = plainText(colon < 0 ? line : line.slice(0, colon))
  return title === '' ? null : { title, remark: colon < 0 ? '' : line.slice(colon + 1).trim() }
}
