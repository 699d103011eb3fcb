// Holds one paper's text and answers questions about it, off the window's thread.
import type { PageText } from '../../../electron/contract/text/page-text.ts'
import type { Searchable } from '../../../electron/contract/text/searchable.ts'
import { hitsOf } from '../../../electron/contract/text/search.ts'
import { type Answers, answerTo, type Question, Source } from './questions.ts'

/**
 * The pages come first, a few or all at a time, and that they are all; then questions with their numbers. Where a worker before
 * has made it, what is found in comes first, and the pages only before a question that needs them.
 */
export type Message =
  | { pages: readonly PageText[] }
  | { searchable: Searchable }
  | { whole: true }
  | { id: number; question: Question }
export type Reply = { id: number; answer: Answers[Question['kind']] } | { id: number; error: string }

const scope = globalThis as unknown as {
  onmessage: ((event: MessageEvent<Message>) => void) | null
  postMessage(reply: Reply): void
}
const source = new Source()

scope.onmessage = ({ data }) => {
  if ('pages' in data) return source.add(data.pages)
  if ('searchable' in data) {
    source.take(data.searchable)
    return practise(data.searchable)
  }
  if ('whole' in data) return source.end()
  const { id, question } = data
  try {
    scope.postMessage({ id, answer: answerTo(question, source) })
  } catch (error) {
    scope.postMessage({ id, error: error instanceof Error ? error.message : String(error) })
  }
}

/** So much of a text is enough to have what finds in it compiled. */
const sampleLength = 50_000

/** The first answer of a fresh worker would be its slowest by far: it finds something before it is asked. */
function practise(searchable: Searchable): void {
  const query = { text: 'e', matchCase: false, matchDiacritics: false, wholeWord: false, regex: false }
  hitsOf(searchable, query, source.foldedFor(query).slice(0, sampleLength))
}
