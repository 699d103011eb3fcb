import { create } from 'zustand'
import type { SearchGroup, SearchHit } from '../../electron/contract/search.ts'
import { revealAnnotation } from './annotation-desk.ts'
import { useLibrary } from './library.ts'
import { openItem, openTopic } from './tabs.ts'

/** Words that the reader, or a topic's note, is to go to and to mark; or a heading of a note. A new object asks again. */
export type Sought =
  | { in: 'paper'; paper: string; words: string; at: number }
  /** `nth` counts from 0 how often the words stand before in the note. */
  | { in: 'note'; topicId: string; words: string; nth: number }
  /** As a link has it behind its first `#`. */
  | { in: 'heading'; topicId: string; heading: string }

export const useSought = create<{ sought: Sought | null }>(() => ({ sought: null }))
export const clearSought = (): void => useSought.setState({ sought: null })

/** The words of a hit that are marked first. */
const firstMark = ({ words, marks }: SearchHit): string => {
  const [start, end] = marks[0] ?? [0, 0]
  return words.slice(start, end)
}

/** Opens what a hit stands in, at its place; without a hit, at the beginning. */
export function openFound({ of }: SearchGroup, hit?: SearchHit): void {
  if (of.kind === 'topic') {
    openTopic(of.topicId)
    if (hit?.in === 'note')
      useSought.setState({ sought: { in: 'note', topicId: of.topicId, words: firstMark(hit), nth: hit.nth } })
    return
  }
  const item = useLibrary.getState().data.items[of.itemId]
  if (!item) return
  openItem(item)
  if (hit?.in === 'annotation') revealAnnotation(of.paper, hit.id)
  if (hit?.in === 'text')
    useSought.setState({ sought: { in: 'paper', paper: of.paper, words: firstMark(hit), at: hit.at } })
}
