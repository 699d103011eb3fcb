// Holds one paper's text and answers questions about it, off the window's thread.
import type { PageText } from '../../../electron/contract/text/page-text.ts'
import type { KeptSearchable } from '../../../electron/contract/text/kept-places.ts'
import type { Searchable } from '../../../electron/contract/text/searchable.ts'
import { folded, hitsOf } from '../../../electron/contract/text/search.ts'
import { type Answers, answerTo, type Question, Source } from './questions.ts'

/**
 * The pages come first, a few or all at a time, and that they are all; then questions with their numbers. Where a worker before
 * (`searchable`) or the host (`kept`) has made it, what is found in comes first, and the pages only before a question that needs
 * them.
 */
export type Message =
  | { pages: readonly PageText[] }
  | { searchable: Searchable }
  | { kept: KeptSearchable; pageStarts: number[] }
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
  if ('searchable' in data) return take(data.searchable)
  if ('kept' in data) return take(searchableOf(data.kept, data.pageStarts))
  if ('whole' in data) return source.end()
  const { id, question } = data
  try {
    scope.postMessage({ id, answer: answerTo(question, source) })
  } catch (error) {
    scope.postMessage({ id, error: error instanceof Error ? error.message : String(error) })
  }
}

function searchableOf({ text, pageEnds, places }: KeptSearchable, pageStarts: number[]): Searchable {
  const made = {
    text: new TextDecoder().decode(text),
    pageEnds,
    pageStarts,
    // They may begin at any byte of what they came in.
    places: new Int32Array(places.slice().buffer),
  }
  // A worker at rest collects nothing: these megabytes are given back at once.
  for (const bytes of new Set([text.buffer, places.buffer])) (bytes as ArrayBuffer).transfer(0)
  return made
}

function take(searchable: Searchable): void {
  source.take(searchable)
  practise(searchable)
}

/** So much of a text is enough to have what finds in it compiled; what a longer one leaves behind stays in memory. */
const sampleLength = 10_000

/** The first answer of a fresh worker would be its slowest by far: it finds something before it is asked. */
function practise(searchable: Searchable): void {
  const query = { text: 'e', matchCase: false, matchDiacritics: false, wholeWord: false, regex: false }
  hitsOf(searchable, query, folded(searchable.text.slice(0, sampleLength), query))
}
