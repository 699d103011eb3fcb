import type { PageText } from '../../../electron/contract/text/page-text.ts'
import { type Heading, headingsOf } from './headings.ts'
import { type Link, partOf, placeOf, referenceOf } from './linked.ts'
import type { MentionKind } from '../../lib/mention-kinds.ts'
import { mentionsIn, numbersOf, targetKey } from './mentions.ts'
import { type Target, targetsOf } from './targets.ts'
import { citesRaised, raisedCitations } from './raised.ts'
import { citationsIn, type Reference, type ReferenceList, referenceListOf } from './references.ts'
import { type FindQuery, folded, type Folding, type Hits, hitsOf } from '../../../electron/contract/text/search.ts'
import { Joining, type Searchable } from '../../../electron/contract/text/searchable.ts'

/** What one may ask of a paper's text. */
export type Question =
  | { kind: 'find'; query: FindQuery }
  | { kind: 'headings' }
  /** What the words at an offset of a page's text point at. */
  | { kind: 'pointed'; page: number; offset: number }
  /** What a link leads to. */
  | ({ kind: 'linked' } & Link)
  /** What was made of the pages to find in. */
  | { kind: 'searchable' }

/** What words or a link point at: a part of the paper, a mere place of it, or entries of its list of references. */
export type Pointed =
  | { kind: 'part'; of: MentionKind | 'place'; number: string; target: Target }
  | { kind: 'references'; references: Reference[] }

export interface Answers {
  find: Hits
  headings: Heading[]
  pointed: Pointed | null
  linked: Pointed | null
  searchable: Searchable
}

/** A paper's text with what is made of it, each once it is wanted. */
export class Source {
  readonly pages: PageText[] = []
  private joining: Joining | null = new Joining()
  private joined: Searchable | null = null
  private parts: (ReferenceList & { headings: Heading[]; targets: Map<string, Target>; isRaised: boolean }) | null =
    null

  private folding: (Folding & { text: string }) | null = null

  add(pages: readonly PageText[]): void {
    for (const page of pages) {
      this.pages.push(page)
      this.joining?.add(page)
    }
  }

  /** All pages are there. */
  end(): void {
    this.joined ??= this.joining?.end() ?? null
    this.joining = null
  }

  /** Takes what was made of the pages before, in their place. */
  take(searchable: Searchable): void {
    this.joined = searchable
    this.joining = null
  }

  /** Throws before the end. */
  get searchable(): Searchable {
    if (!this.joined) throw new Error('asked before the last page')
    return this.joined
  }

  /** The text as a query compares it; kept for the next, since most are alike in that. */
  foldedFor({ matchCase, matchDiacritics }: Folding): string {
    const { text } = this.searchable
    const known = this.folding
    if (known?.matchCase === matchCase && known.matchDiacritics === matchDiacritics) return known.text
    this.folding = { matchCase, matchDiacritics, text: folded(text, { matchCase, matchDiacritics }) }
    return this.folding.text
  }

  get made() {
    const { pages } = this
    if (this.parts) return this.parts
    const headings = headingsOf(pages)
    const list = referenceListOf(pages)
    const isRaised = citesRaised(pages, list.references)
    return (this.parts = { headings, targets: targetsOf(pages, headings), ...list, isRaised })
  }
}

function pointedAt({ page, offset }: { page: number; offset: number }, { pages, made }: Source): Pointed | null {
  const shown = pages[page - 1]
  const words = shown?.text ?? ''
  const isUnder = ({ start, end }: { start: number; end: number }) => start <= offset && offset <= end
  const raised = shown && made.isRaised ? raisedCitations(shown, page, made.references) : []
  const citation = [...raised, ...citationsIn(words, made.references)].find(isUnder)
  if (citation && !made.holds(page, offset))
    return { kind: 'references', references: citation.targets.flatMap(index => made.references[index] ?? []) }
  const mention = mentionsIn(words).find(isUnder)
  if (!mention) return null
  const { kind: of } = mention
  for (const number of numbersOf(mention)) {
    const target = made.targets.get(targetKey(of, number))
    if (target) return { kind: 'part', of, number, target }
  }
  return null
}

function linkedTo(link: Link, { pages, made }: Source): Pointed | null {
  const reference = referenceOf(link, made.references)
  if (reference) return { kind: 'references', references: [reference] }
  const part = partOf(link, made.targets)
  if (part) return { kind: 'part', ...part }
  const target = placeOf(link, pages[link.page - 1])
  return target && { kind: 'part', of: 'place', number: '', target }
}

/** Answers one question. Throws SyntaxError for a regular expression that is none. */
export function answerTo(question: Question, source: Source): Answers[Question['kind']] {
  switch (question.kind) {
    case 'find':
      return hitsOf(source.searchable, question.query, source.foldedFor(question.query))
    case 'headings':
      return source.made.headings
    case 'pointed':
      return pointedAt(question, source)
    case 'linked':
      return linkedTo(question, source)
    case 'searchable':
      return source.searchable
  }
}
