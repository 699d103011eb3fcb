// What notes have beyond Markdown, put into its tree: links `[[…]]`, what they show in place `![[…]]`, marks `==…==`.
import type { Node, Nodes, Paragraph, Parents, PhrasingContent, Root, RootContent, Text } from 'mdast'
import { linksIn } from '../../electron/contract/note-links.ts'

/** A link to a topic, an item or an annotation. */
export interface LinkNode extends Node {
  type: 'noteLink'
  target: string
  /** The words that are shown for it, if others than the target's. */
  text: string | null
  /** It asks for what it leads to, and stands where no block can. */
  embedded: boolean
}

/** Something of the library shown in place, a block of its own. */
export interface EmbedNode extends Node {
  type: 'embed'
  target: string
  text: string | null
}

export interface MarkNode extends Node {
  type: 'mark'
  children: PhrasingContent[]
}

declare module 'mdast' {
  interface PhrasingContentMap {
    noteLink: LinkNode
    mark: MarkNode
  }
  interface BlockContentMap {
    embed: EmbedNode
  }
  interface RootContentMap {
    noteLink: LinkNode
    mark: MarkNode
    embed: EmbedNode
  }
}

const textOf = (value: string): Text[] => (value ? [{ type: 'text', value }] : [])

/** A text with its links apart. A bracket that was taken back by a backslash looks like a link in the text, and is none. */
function withLinks({ value }: Text, written: string): PhrasingContent[] {
  const found = linksIn(value)
  const meant = linksIn(written)
  if (found.length !== meant.length) return textOf(value)
  let done = 0
  const pieces = found.flatMap(({ from, to, target, text, embedded }, index): PhrasingContent[] => {
    const isEmbedded = embedded && meant[index]?.embedded === true
    const before = value.slice(done, embedded && !isEmbedded ? from + 1 : from)
    done = to
    return [...textOf(before), { type: 'noteLink', target, text, embedded: isEmbedded }]
  })
  return [...pieces, ...textOf(value.slice(done))]
}

/** Two signs that may begin a mark, end it, or both. */
interface Sign {
  type: 'sign'
  opens: boolean
  closes: boolean
}

/** Pieces in a row with the signs `==` between words apart. */
function signsApart(nodes: readonly PhrasingContent[], isPlain: (text: Text) => boolean): (PhrasingContent | Sign)[] {
  return nodes.flatMap((node, index) => {
    if (node.type !== 'text' || !isPlain(node)) return [node]
    const parts = node.value.split(/(?<!=)==(?!=)/)
    return parts.flatMap((part, at): (PhrasingContent | Sign)[] => {
      const next = parts[at + 1]
      if (next === undefined) return textOf(part)
      const opens = next === '' ? at + 2 === parts.length && index + 1 < nodes.length : !/^\s/.test(next)
      const closes = part === '' ? at === 0 && index > 0 : !/\s$/.test(part)
      return [...textOf(part), { type: 'sign', opens, closes }]
    })
  })
}

/** Pieces in a row with what stands between two signs `==` as a mark. Signs without another stay as they are written. */
function marked(nodes: readonly PhrasingContent[], isPlain: (text: Text) => boolean): PhrasingContent[] {
  const done: (PhrasingContent | Sign)[] = []
  for (const piece of signsApart(nodes, isPlain)) {
    const open = piece.type === 'sign' && piece.closes ? done.findLastIndex(({ type }) => type === 'sign') : -1
    const opener = done[open]
    if (opener?.type === 'sign' && opener.opens && open + 1 < done.length)
      done.push({ type: 'mark', children: (done.splice(open) as PhrasingContent[]).slice(1) })
    else done.push(piece)
  }
  return done.map(piece => (piece.type === 'sign' ? { type: 'text', value: '==' } : piece))
}

const isBlank = (node: PhrasingContent): boolean =>
  node.type === 'break' || (node.type === 'text' && node.value.trim() === '')

/** The words before or behind what is shown in place, as a paragraph; none where nothing is left. */
function paragraphOf(children: PhrasingContent[], { position }: Paragraph): Paragraph[] {
  const first = children.findIndex(node => !isBlank(node))
  const last = children.findLastIndex(node => !isBlank(node))
  return first < 0
    ? []
    : [{ type: 'paragraph', children: children.slice(first, last + 1), ...(position && { position }) }]
}

/** A paragraph cut where it shows something in place. */
function cutAtEmbeds(paragraph: Paragraph): RootContent[] {
  const { children, position } = paragraph
  const cut: RootContent[] = []
  let done = 0
  for (const [index, node] of children.entries()) {
    if (node.type !== 'noteLink' || !node.embedded) continue
    const { target, text } = node
    cut.push(...paragraphOf(children.slice(done, index), paragraph), {
      type: 'embed',
      target,
      text,
      ...(position && { position }),
    })
    done = index + 1
  }
  return done === 0 ? [paragraph] : [...cut, ...paragraphOf(children.slice(done), paragraph)]
}

/** Puts the links, marks and embeds of a note into its tree. */
export function takeNoteSyntax(root: Root, markdown: string): void {
  const written = ({ position }: Node) => markdown.slice(position?.start.offset, position?.end.offset)
  const take = (parent: Parents): void => {
    const plain = new Set<Text>()
    const children = (parent.children as Nodes[]).flatMap((child): Nodes[] => {
      if ('children' in child) take(child)
      if (child.type !== 'text') return child.type === 'paragraph' ? cutAtEmbeds(child) : [child]
      const source = written(child)
      const pieces = source.includes('[[') ? withLinks(child, source) : [child]
      // A sign that was taken back, or written by its number, marks nothing.
      if (!/\\=|&(?:#|eq)/.test(source))
        for (const piece of pieces) if (piece.type === 'text' && piece.value.includes('==')) plain.add(piece)
      return pieces
    })
    parent.children = (
      plain.size > 0 ? marked(children as PhrasingContent[], text => plain.has(text)) : children
    ) as never
  }
  take(root)
}
