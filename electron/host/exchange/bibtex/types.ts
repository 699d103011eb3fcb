import type { Reference } from '../../../contract/reference.ts'

type Type = Reference['type']

/** What an entry's type is in CSL. What is not here is a document. */
export const typeOfEntry: ReadonlyMap<string, Type> = new Map<string, Type>([
  ['article', 'article-journal'],
  ['inproceedings', 'paper-conference'],
  ['conference', 'paper-conference'],
  ['proceedings', 'book'],
  ['mvproceedings', 'book'],
  ['book', 'book'],
  ['mvbook', 'book'],
  ['collection', 'book'],
  ['mvcollection', 'book'],
  ['reference', 'book'],
  ['booklet', 'pamphlet'],
  ['inbook', 'chapter'],
  ['bookinbook', 'chapter'],
  ['suppbook', 'chapter'],
  ['incollection', 'chapter'],
  ['inreference', 'entry-encyclopedia'],
  ['phdthesis', 'thesis'],
  ['mastersthesis', 'thesis'],
  ['thesis', 'thesis'],
  ['techreport', 'report'],
  ['report', 'report'],
  ['manual', 'report'],
  ['unpublished', 'manuscript'],
  ['online', 'webpage'],
  ['electronic', 'webpage'],
  ['www', 'webpage'],
  ['software', 'software'],
  ['dataset', 'dataset'],
  ['patent', 'patent'],
  ['standard', 'standard'],
  ['periodical', 'periodical'],
  ['video', 'motion_picture'],
  ['movie', 'motion_picture'],
  ['audio', 'song'],
  ['artwork', 'graphic'],
  ['image', 'figure'],
  ['letter', 'personal_communication'],
  ['legislation', 'legislation'],
  ['jurisdiction', 'legal_case'],
  ['review', 'review'],
])
/** The entry types that a reference is written as, in BibTeX and in BibLaTeX. What is not here is `misc`. */
const entries: Partial<Record<Type, [bibtex: string, biblatex: string]>> = {
  'article-journal': ['article', 'article'],
  'article-magazine': ['article', 'article'],
  'article-newspaper': ['article', 'article'],
  article: ['misc', 'online'],
  book: ['book', 'book'],
  chapter: ['incollection', 'incollection'],
  collection: ['book', 'collection'],
  dataset: ['misc', 'dataset'],
  'entry-encyclopedia': ['incollection', 'inreference'],
  'entry-dictionary': ['incollection', 'inreference'],
  legislation: ['misc', 'legislation'],
  manuscript: ['unpublished', 'unpublished'],
  motion_picture: ['misc', 'video'],
  pamphlet: ['booklet', 'booklet'],
  'paper-conference': ['inproceedings', 'inproceedings'],
  patent: ['misc', 'patent'],
  periodical: ['misc', 'periodical'],
  post: ['misc', 'online'],
  'post-weblog': ['misc', 'online'],
  report: ['techreport', 'report'],
  review: ['article', 'article'],
  software: ['misc', 'software'],
  standard: ['misc', 'standard'],
  thesis: ['phdthesis', 'thesis'],
  webpage: ['misc', 'online'],
}

export function entryType({ type, genre = '' }: Pick<Reference, 'type' | 'genre'>, biblatex: boolean): string {
  const [bibtex, own] = entries[type] ?? ['misc', 'misc']
  if (biblatex) return own
  return type === 'thesis' && /master|\bM\.?S|硕士|diplom/i.test(genre) ? 'mastersthesis' : bibtex
}
