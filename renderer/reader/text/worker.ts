// Holds one paper's text and answers questions about it, off the window's thread.
import type { PaperText } from '../../../electron/contract/text/page-text.ts'
import { type Answers, answerTo, type Question, Source } from './questions.ts'

/** A question with its number, or the text itself, which comes first. */
export type Message = { text: PaperText } | { id: number; question: Question }
export type Reply = { id: number; answer: Answers[Question['kind']] } | { id: number; error: string }

const scope = globalThis as unknown as {
  onmessage: ((event: MessageEvent<Message>) => void) | null
  postMessage(reply: Reply): void
}
let source: Source | null = null

scope.onmessage = ({ data }) => {
  if ('text' in data) {
    source = new Source(data.text)
    return
  }
  const { id, question } = data
  try {
    if (source) scope.postMessage({ id, answer: answerTo(question, source) })
  } catch (error) {
    scope.postMessage({ id, error: error instanceof Error ? error.message : String(error) })
  }
}
