import { blocksOf, type Heading } from './blocks.ts'
import { linesOf } from './lines.ts'
import { clipped, markdownFromPlain, plainText } from './plain.ts'

/** Where two titles count as the same: all but blanks. */
export const titleKey = (title: string): string => title.normalize('NFC').replace(/\s+/g, ' ').trim()

/** The heading at the beginning of a topic's piece of a list. */
function headingIn(markdown: string): Heading | null {
  const [block] = blocksOf(markdown, linesOf(markdown))
  return block?.kind === 'heading' ? block : null
}

/** The title that a topic's piece of a list gives it; null for a piece without a heading. */
export function headingTitle(markdown: string): string | null {
  const heading = headingIn(markdown)
  return heading && titleOf(markdown, heading)
}

/** A heading's words, as far as a topic's title may be long. */
export const titleOf = (text: string, { from, to }: Heading): string => clipped(plainText(text.slice(from, to)), 2000)

/** The level of a piece's heading, 1 to 6; null for a piece without one. */
export const headingLevel = (markdown: string): number | null => headingIn(markdown)?.level ?? null

/** A line for a heading, without its line break. */
export function headingLine(title: string, level: number): string {
  const words = markdownFromPlain(title)
  const line = `${'#'.repeat(level)} ${words}`
  return headingTitle(line) === title ? line : `${'#'.repeat(level)} ${words.replace(/#$/, '\\#')}`
}

/** A piece with another title or level; all else of it stays. An underlined heading stays one unless its level changes. */
export function reheadedPiece(markdown: string, title: string, level: number): string {
  const heading = headingIn(markdown)
  if (!heading) return markdown
  const underlined = !/^#{1,6}(?:[ \t]|$)/.test(markdown.slice(heading.start).trimStart())
  const renamed = titleOf(markdown, heading) !== title
  const lineStart = markdown.length - markdown.slice(heading.start).replace(/^[\u{feff} ]+/u, '').length
  const words = renamed ? headingLine(title, level).slice(level + 1) : markdown.slice(heading.from, heading.to)
  if (underlined && level === heading.level) return markdown.slice(0, heading.from) + words + markdown.slice(heading.to)
  const tail = markdown.slice(underlined ? heading.end : heading.to)
  return `${markdown.slice(0, lineStart)}${'#'.repeat(level)} ${words.replace(/\s+/g, ' ')}${tail}`
}
