import { z } from 'zod'
import { contentHash, type Language, recordId } from './identity.ts'

/** Of which paper or topic more hits are wanted. */
export const searchScope = z.union([z.strictObject({ paper: contentHash }), z.strictObject({ topicId: recordId })])
export type SearchScope = z.infer<typeof searchScope>

/** Words of a source with what is marked in them: UTF-16 units of `words`, in order. */
export interface Snippet {
  words: string
  marks: [start: number, end: number][]
}

/** `at` is the place among the paper's searchable text (`text/searchable.ts`), pages count from 1. */
export type SearchHit =
  | ({ in: 'text'; page: number; at: number } & Snippet)
  | ({ in: 'annotation'; id: string; page: number } & Snippet)
  /** `nth`: how often the words that are marked first stand before in the note, as it is read in `language`. */
  | ({ in: 'note'; language: Language | null; nth: number } & Snippet)

/** What one paper (with its annotations) or one topic's note says. */
export interface SearchGroup {
  of: { kind: 'paper'; paper: string; itemId: string } | { kind: 'topic'; topicId: string }
  title: string
  /** Every word of the query stands in the title. */
  titled: boolean
  /** All its hits; `hits` lists the first of them. */
  count: number
  hits: SearchHit[]
}

export interface SearchAnswer {
  /** Best first. */
  groups: SearchGroup[]
  /** All hits, and all groups, also those that are not listed. */
  hits: number
  found: number
  /** Papers in which it was looked for. */
  searched: number
  /** Papers whose text is still to be read; it is being read now, unless the library is read only. */
  unread: number
  /** Papers that give no text: locked or damaged. */
  unreadable: number
}
