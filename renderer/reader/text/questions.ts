import type { PaperText } from '../../../electron/contract/page-text.ts'
import { type Heading, headingsOf } from './headings.ts'
import { type FindQuery, type Hits, hitsOf } from './search.ts'
import { type Searchable, searchableFrom } from './searchable.ts'

/** What one may ask of a paper's text. */
export type Question = { kind: 'find'; query: FindQuery } | { kind: 'headings' }

export interface Answers {
  find: Hits
  headings: Heading[]
}

/** A paper's text with what has been made of it. */
export class Source {
  readonly text: PaperText
  readonly searchable: Searchable

  constructor(text: PaperText) {
    this.text = text
    this.searchable = searchableFrom(text.pages)
  }
}

/** Answers one question. Throws SyntaxError for a regular expression that is none. */
export function answerTo(question: Question, source: Source): Answers[Question['kind']] {
  switch (question.kind) {
    case 'find':
      return hitsOf(source.searchable, question.query)
    case 'headings':
      return headingsOf(source.text.pages)
  }
}
