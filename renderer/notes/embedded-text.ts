import type { Nodes, Root, RootContent } from 'mdast'
import type { Entry } from '../../electron/contract/entry.ts'
import type { Language } from '../../electron/contract/identity.ts'
import { readNote } from '../state/note-text.ts'
import { noteFromMarkdown } from './markdown.ts'
import { sectionOf } from './sections.ts'

/** What of a note is shown in another. */
export type EmbeddedText =
  | { kind: 'text'; root: Root; nodes: readonly RootContent[]; markdown: string; isSpoken: boolean }
  /** The place that asks for it lies in it. */
  | { kind: 'within' }
  | { kind: 'none'; reason: 'empty' | 'noHeading' }

interface Asked {
  entries: readonly Entry[]
  language: Language
  heading: string
  /** The text that asks, where it is of the same topic, and where in it, UTF-16 units. */
  own: Root | null
  place: number
}

const isAt =
  (place: number) =>
  ({ position }: Nodes): boolean =>
    position?.start.offset !== undefined && position.start.offset <= place && place < (position.end.offset ?? 0)

/** The part of a topic's note that stands under a heading, or all of it; of another language where only that has the heading. */
export function embeddedText({ entries, language, heading, own, place }: Asked): EmbeddedText {
  if (own) {
    const nodes = heading ? sectionOf(own, heading) : own.children
    if (!nodes) return { kind: 'none', reason: 'noHeading' }
    if (nodes.some(isAt(place))) return { kind: 'within' }
    return { kind: 'text', root: own, nodes, markdown: '', isSpoken: true }
  }
  let isEmpty = true
  for (const spoken of [language, language === 'en' ? 'zh-CN' : 'en'] as const) {
    const markdown = readNote(entries, spoken)
    if (markdown.trim() === '') continue
    isEmpty = false
    const root = noteFromMarkdown(markdown)
    const nodes = heading ? sectionOf(root, heading) : root.children
    if (nodes) return { kind: 'text', root, nodes, markdown, isSpoken: spoken === language }
  }
  return { kind: 'none', reason: isEmpty ? 'empty' : 'noHeading' }
}
