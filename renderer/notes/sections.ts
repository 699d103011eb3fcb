import type { Heading, Nodes, Root, RootContent } from 'mdast'
import { blockOf, isBlockName } from './block-ids.ts'
import { foldedLoosely } from '../../electron/contract/text/terms.ts'

/** The words of a piece of a note as they are read. */
export function wordsOf(node: Nodes): string {
  if (node.type === 'noteLink') return node.text ?? node.target
  if (node.type === 'text' || node.type === 'inlineCode' || node.type === 'inlineMath') return node.value
  return 'children' in node ? node.children.map(wordsOf).join('') : ''
}

/** So wide the beginning of a paragraph is at most, in letters; a Han character counts as two. */
const beginningWidth = 40
const isWide = /[\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]|[\ud800-\udbff]/
const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' })

/** How blocks begin, by whole words: what a link to them is called. Empty where they have no words. */
export function beginningOf(nodes: readonly Nodes[]): string {
  const words = nodes.map(wordsOf).join(' ').replaceAll(/\s+/g, ' ').trim()
  let [taken, width] = ['', 0]
  for (const { segment } of segmenter.segment(words)) {
    width += [...segment].reduce((sum, letter) => sum + (isWide.test(letter) ? 2 : 1), 0)
    if (width > beginningWidth && taken) return `${taken.replace(/[\s\p{P}]+$/u, '')}…`
    taken += segment
  }
  return taken
}

/** The headings of a note in order, also those in quotes and lists. */
export function headingsOf(root: Root): Heading[] {
  const within = (node: Nodes): Heading[] =>
    node.type === 'heading' ? [node] : 'children' in node ? node.children.flatMap(within) : []
  return within(root)
}

const folded = (words: string): string => foldedLoosely(words).replaceAll(/\s+/g, ' ').trim()
/** Without the signs that a link cannot hold, or that mark words. */
const bare = (words: string): string => foldedLoosely(words).replaceAll(/[\p{P}\p{S}\s]+/gu, '')

/** Which heading a path `Heading` or `Heading#Heading below it` means, by the headings' words in order; -1 for none. */
export function headingAt(headings: readonly string[], path: string): number {
  let at = -1
  for (const step of path.split('#')) {
    if (step.trim() === '') continue
    const behind = headings.slice(at + 1)
    const same = behind.findIndex(words => folded(words) === folded(step))
    const near = bare(step) ? behind.findIndex(words => bare(words) === bare(step)) : -1
    const found = same >= 0 ? same : near
    if (found < 0) return -1
    at += found + 1
  }
  return at
}

/** What stands under a heading of a note, down to the next as high, or the block that `^name` means; null where there is none. */
export function sectionOf(root: Root, path: string): RootContent[] | null {
  if (isBlockName(path)) return blockOf(root, path)
  const { children } = root
  const places = children.flatMap((node, at) => (node.type === 'heading' ? [at] : []))
  const found = headingAt(
    places.map(at => wordsOf(children[at]!)),
    path,
  )
  const at = places[found]
  const heading = at === undefined ? undefined : children[at]
  if (at === undefined || heading?.type !== 'heading') return null
  const length = children.slice(at + 1).findIndex(node => node.type === 'heading' && node.depth <= heading.depth)
  return children.slice(at + 1, length < 0 ? undefined : at + 1 + length)
}
