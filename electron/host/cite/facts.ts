// What the styles ask of an item, made regular once.
import { openableLink } from '../../contract/link.ts'
import type { Item } from '../../contract/item.ts'
import type { Person, Reference, ReferenceDate } from '../../contract/reference.ts'

export type Kind = 'article' | 'conference' | 'book' | 'chapter' | 'thesis' | 'report' | 'preprint' | 'webpage'

type DatePart = NonNullable<ReferenceDate['date-parts']>[number]

export interface Facts {
  kind: Kind
  title: string
  authors: Person[]
  /** More authors than are named ("and others"). */
  others: boolean
  editors: Person[]
  year: string
  date: DatePart | null
  accessed: DatePart | null
  container: string
  volume: string
  issue: string
  /** With an en dash. */
  pages: string
  edition: string
  publisher: string
  place: string
  genre: string
  number: string
  arxivId: string
  doi: string
  /** Where it is found: by DOI, else arXiv, else its address; '' without any. */
  address: string
  isChinese: boolean
}

const kinds: Partial<Record<Reference['type'], Kind>> = {
  'article-journal': 'article',
  'article-magazine': 'article',
  'article-newspaper': 'article',
  review: 'article',
  periodical: 'article',
  'paper-conference': 'conference',
  speech: 'conference',
  book: 'book',
  collection: 'book',
  pamphlet: 'book',
  classic: 'book',
  chapter: 'chapter',
  entry: 'chapter',
  'entry-encyclopedia': 'chapter',
  'entry-dictionary': 'chapter',
  thesis: 'thesis',
  report: 'report',
  standard: 'report',
  patent: 'report',
  manuscript: 'report',
  article: 'preprint',
}

function kindOf({ kind, arxivId, reference }: Item): Kind {
  const known = reference && kinds[reference.type]
  if (known) return known
  if (arxivId) return 'preprint'
  return kind === 'book' ? 'book' : kind === 'paper' && reference?.['container-title'] ? 'article' : 'webpage'
}

const isOthers = ({ literal }: Person): boolean => literal === 'others'

/** Whether a name is written in Chinese: family name first, nothing shortened. */
export const isHan = ({ family = '', literal = '' }: Person): boolean => /\p{Script=Han}/u.test(family + literal)

export function factsOf(item: Item): Facts {
  const reference: Reference = item.reference ?? { type: 'webpage' }
  const [date = null] = reference.issued?.['date-parts'] ?? []
  const authors = reference.author ?? []
  const url = openableLink(item.url ?? '') ? (item.url ?? '') : ''
  const { arxivId, doi } = item
  return {
    kind: kindOf(item),
    title: item.title,
    authors: authors.filter(person => !isOthers(person)),
    others: authors.some(isOthers),
    editors: (reference.editor ?? []).filter(person => !isOthers(person)),
    year: date ? (date[0] < 0 ? `${-date[0]} BC` : String(date[0])) : (reference.issued?.literal ?? ''),
    date,
    accessed: reference.accessed?.['date-parts']?.[0] ?? null,
    container: reference['container-title'] ?? reference['event-title'] ?? '',
    volume: reference.volume ?? '',
    issue: reference.issue ?? '',
    pages: (reference.page ?? '').replaceAll('-', '–'),
    edition: reference.edition ?? '',
    publisher: reference.publisher ?? '',
    place: reference['publisher-place'] ?? '',
    genre: reference.genre ?? '',
    number: reference.number ?? '',
    arxivId: arxivId ?? '',
    doi: doi ?? '',
    address: doi ? `https://doi.org/${doi}` : arxivId ? `https://arxiv.org/abs/${arxivId}` : url,
    isChinese: /\p{Script=Han}/u.test(item.title),
  }
}

/** "Jean-Luc P." gives "J.-L. P."; `mark` is what stands behind each letter, `gap` between them. */
export const initials = (given: string, mark = '.', gap = ' '): string =>
  given
    .split(/[\s.]+/)
    .filter(Boolean)
    .map(name =>
      name
        .split('-')
        .filter(Boolean)
        .map(part => `${String.fromCodePoint(part.codePointAt(0) ?? 0).toUpperCase()}${mark}`)
        .join('-'),
    )
    .join(gap)

export const familyOf = ({ family, literal, given, 'non-dropping-particle': particle }: Person): string =>
  family === undefined ? (literal ?? given ?? '') : [particle, family].filter(Boolean).join(' ')

/** "Given Family", or as Chinese writes a name. */
export function fullName(person: Person): string {
  if (isHan(person)) return `${familyOf(person)}${person.family === undefined ? '' : (person.given ?? '')}`
  const name = [person.family === undefined ? '' : person.given, familyOf(person)].filter(Boolean).join(' ')
  return person.suffix ? `${name} ${person.suffix}` : name
}

/** Names in a row: "A", "A and B", "A, B, and C". `two` is the mark between two alone. */
export function row(names: readonly string[], word: string, two = ` ${word} `): string {
  if (names.length < 3) return names.join(two)
  return `${names.slice(0, -1).join(', ')}, ${word} ${names.at(-1)}`
}

export const months = 'January February March April May June July August September October November December'.split(' ')

/** "3" gives "3rd", "Second" stays. */
export function ordinal(edition: string): string {
  if (!/^\d+$/.test(edition)) return edition.replace(/\s*(?:edition|ed\.?)$/i, '')
  const number = Number(edition)
  const teen = number % 100 > 10 && number % 100 < 14
  return `${edition}${teen ? 'th' : (['th', 'st', 'nd', 'rd'][number % 10] ?? 'th')}`
}

export const isoDate = (date: DatePart): string =>
  date.map((part, index) => String(part).padStart(index === 0 ? 4 : 2, '0')).join('-')

/** Several pages, or one. */
export const pagesWord = (pages: string, one: string, more: string): string =>
  pages === '' ? '' : `${/[–,]/.test(pages) ? more : one} ${pages}`
