import type { PageText } from '../../../electron/contract/text/page-text.ts'
import { type Heading, headingsOf } from './headings.ts'
import { type MentionKind, mentionsIn, type Target, targetKey, targetsOf } from './mentions.ts'
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
  /**
   * The reference that a link with these words leads to: the one of their number, else that which stands at a height of a page, in the
   * column that begins at `leftPt` where that is known.
   */
  | { kind: 'reference-at'; page: number; topPt: number; leftPt: number | null; words: string }
  /** What was made of the pages to find in. */
  | { kind: 'searchable' }

/** What words point at: a part of the paper, or entries of its list of references. */
export type Pointed =
  { kind: 'part'; of: MentionKind; number: string; target: Target } | { kind: 'references'; references: Reference[] }

export interface Answers {
  find: Hits
  headings: Heading[]
  pointed: Pointed | null
  'reference-at': Reference | null
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
  const target = mention && made.targets.get(targetKey(mention.kind, mention.number))
  return target ? { kind: 'part', of: mention.kind, number: mention.number, target } : null
}

/** How far a link may lead from the line of the entry that it means, PDF points. */
const nearPt = 16

/** How far from where an entry's line begins a link may lead within its column, PDF points: numbers hang out. */
const columnPt = 72

function referenceAt(
  { page, topPt, leftPt, words }: { page: number; topPt: number; leftPt: number | null; words: string },
  { made }: Source,
): Reference | null {
  // Some programs lead links a few lines beside the entry; the list's own page they do not miss.
  const number = /^[\s[,;–-]*([\p{L}+]*\d{1,4}[a-z]?)[\s\],;–-]*$/u.exec(words)?.[1]
  const named = made.references.find(reference => reference.number !== null && reference.number === number)
  if (named && Math.abs(named.page - page) <= 1) return named
  const near = made.references.filter(
    reference => reference.page === page && Math.abs(reference.topPt - topPt) < nearPt,
  )
  // Entries of two columns stand at one height.
  const isBeside = (reference: Reference): number =>
    Number(leftPt !== null && Math.abs(reference.leftPt - leftPt) > columnPt)
  const away = (reference: Reference): number => Math.abs(reference.topPt - topPt)
  return near.sort((a, b) => isBeside(a) - isBeside(b) || away(a) - away(b))[0] ?? null
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
    case 'reference-at':
      return referenceAt(question, source)
    case 'searchable':
      return source.searchable
  }
}
