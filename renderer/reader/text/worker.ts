// Holds one paper's text and answers questions about it, off the window's thread.
import type { PageText } from '../../../electron/contract/text/page-text.ts'
import type { Searchable } from '../../../electron/contract/text/searchable.ts'
import { type Answers, answerTo, type Question, Source } from './questions.ts'

/**
 * The pages come first, a few or all at a time, and that they are all; then questions with their numbers. Where a worker before
 * has made it, what is found in comes first, and the pages only before a question that needs them.
 */
export type Message =
  { pages: readonly PageText[] } | { searchable: Searchable } | { whole: true } | { id: number; question: Question }
export type Reply = { id: number; answer: Answers[Question['kind']] } | { id: number; error: string }

const scope = globalThis as unknown as {
  onmessage: ((event: MessageEvent<Message>) => void) | null
  postMessage(reply: Reply): void
}
const source = new Source()

scope.onmessage = ({ data }) => {
  if ('pages' in data) return source.add(data.pages)
  if ('searchable' in data) return source.take(data.searchable)
  if ('whole' in data) return source.end()
  const { id, question } = data
  try {
    scope.postMessage({ id, answer: answerTo(question, source) })
  } catch (error) {
    scope.postMessage({ id, error: error instanceof Error ? error.message : String(error) })
  }
}
