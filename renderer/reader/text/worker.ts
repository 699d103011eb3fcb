// Holds one paper's text and answers questions about it, off the window's thread.
import type { PageText } from '../../../electron/contract/text/page-text.ts'
import { type Answers, answerTo, type Question, Source } from './questions.ts'

/** The pages come first, a few or all at a time, and that they are all; then questions with their numbers. */
export type Message = { pages: readonly PageText[] } | { whole: true } | { id: number; question: Question }
export type Reply = { id: number; answer: Answers[Question['kind']] } | { id: number; error: string }

const scope = globalThis as unknown as {
  onmessage: ((event: MessageEvent<Message>) => void) | null
  postMessage(reply: Reply): void
}
const source = new Source()

scope.onmessage = ({ data }) => {
  if ('pages' in data) return source.add(data.pages)
  if ('whole' in data) return source.end()
  const { id, question } = data
  try {
    scope.postMessage({ id, answer: answerTo(question, source) })
  } catch (error) {
    scope.postMessage({ id, error: error instanceof Error ? error.message : String(error) })
  }
}
