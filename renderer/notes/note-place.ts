import type { Root, RootContent } from 'mdast'
import { createContext, type ReactNode } from 'react'

/** The topic whose note is drawn; null where Markdown stands elsewhere (a comment). */
const TopicOfNote = createContext<string | null>(null)
export const NoteOfTopic = TopicOfNote.Provider
export { TopicOfNote }

/** What a note, or what stands under one of its headings, is called where it is shown within another. */
export const placeName = (topicId: string, heading = ''): string => `${topicId}#${heading}`

/** The text in which a piece of a note stands. */
export interface TextAround {
  root: Root
  /** What it is shown within, from the outermost on: a name of each note or part of one that holds the next. */
  within: readonly string[]
  /** Draws blocks that stand under a heading of this level; the text knows how, so that what is shown in place needs no way back to it. */
  draw(root: Root, nodes: readonly RootContent[], under: number): ReactNode[]
}
/** How many are shown within each other at most. */
export const deepest = 4

/** Why something is not shown in a text: it is shown around it already, or too many are. Null where it may be. */
export const refusalOf = ({ within }: TextAround, name: string): 'within' | 'deep' | null =>
  within.includes(name) ? 'within' : within.length >= deepest ? 'deep' : null

export const TextOfNote = createContext<TextAround | null>(null)
