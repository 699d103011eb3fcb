// What a BibTeX or BibLaTeX entry says, as an item's record.
import type { ItemKind } from '../../../contract/item.ts'
import type { Reference, ReferenceDate } from '../../../contract/reference.ts'
import { arxivIdIn, doiIn, kindOf } from '../identity.ts'
import type { ListedItem } from '../listed.ts'
import { clipped } from '../plain.ts'
import { pagesFrom } from '../reference-values.ts'
import { peopleFromTex } from './names.ts'
import { paragraphsFromTex, textFromTex, verbatimFromTex } from './tex.ts'
import { typeOfEntry } from './types.ts'
import { monthOf, type Values } from './values.ts'

type Described = ListedItem['item']
type Words = Exclude<
  { [K in keyof Reference]-?: NonNullable<Reference[K]> extends string ? K : never }[keyof Reference],
  'type' | 'citeKey'
>

/** The fields that are words, in the order in which they are looked for. `number` depends on the entry's type. */
export const wordFields: [Words, string[]][] = [
  ['container-title', ['journaltitle', 'journal', 'booktitle', 'maintitle']],
  ['container-title-short', ['shortjournal']],
  ['collection-title', ['series']],
  ['event-title', ['eventtitle']],
  ['event-place', ['venue']],
  ['volume', ['volume']],
  ['edition', ['edition']],
  ['publisher', ['publisher', 'school', 'institution', 'organization']],
  ['publisher-place', ['location', 'address']],
  ['genre', ['type']],
  ['title-short', ['shorttitle']],
  ['arxivClass', ['primaryclass', 'eprintclass']],
  ['ISBN', ['isbn']],
  ['ISSN', ['issn']],
  ['PMID', ['pmid']],
  ['language', ['language', 'langid']],
  ['keyword', ['keywords', 'keyword']],
  ['note', ['note', 'annote', 'annotation']],
]

const textOf = (values: Values, names: readonly string[]): string => {
  for (const name of names) {
    const value = values.get(name)
    const text = value === undefined ? '' : textFromTex(value)
    if (text) return text
  }
  return ''
}

/** "2017-06-12", "2017-06", "2017", "2017/2018", as BibLaTeX writes dates; words that are no date are kept as they are. */
export function dateFrom(text: string): ReferenceDate | undefined {
  if (text === '') return undefined
  const parts = text
    .split('/')
    .map(part => /^(-?\d{1,5})(?:-(\d{1,2}))?(?:-(\d{1,2}))?(?:T.*)?[~?]?$/.exec(part.trim()))
  const dates = parts.map(found => (found ? datePart(found[1], found[2], found[3]) : null))
  const [first, last] = dates
  if (!first) return { literal: clipped(text, 2000) }
  return { 'date-parts': last ? [first, last] : [first] }
}

type DatePart = NonNullable<ReferenceDate['date-parts']>[number]
/** A date out of digits; a month or day that cannot be is left out. */
export function datePart(year = '', month = '', day = ''): DatePart | null {
  if (!/^-?\d{1,6}$/.test(year)) return null
  const [y, m, d] = [Number(year), Number(month), Number(day)]
  if (!(m >= 1 && m <= 12)) return [y]
  return d >= 1 && d <= 31 ? [y, m, d] : [y, m]
}

function issuedFrom(values: Values): ReferenceDate | undefined {
  const date = textOf(values, ['date'])
  if (date) return dateFrom(date.replaceAll('–', '/'))
  const year = textOf(values, ['year'])
  const month = textOf(values, ['month'])
  const digits = /(?<!\d)\d{4}(?!\d)/.exec(year)
  if (!digits) return year ? { literal: clipped(year, 2000) } : undefined
  const number = /^\d{1,2}$/.test(month) ? month : String(monthOf(month) || '')
  const part = datePart(digits[0], number, textOf(values, ['day']) || /(?<![\d])\d{1,2}(?!\d)/.exec(month)?.[0])
  return part ? { 'date-parts': [part] } : undefined
}

const isArxiv = (values: Values): boolean =>
  /arxiv/i.test(`${values.get('archiveprefix') ?? ''}${values.get('eprinttype') ?? ''}`)

/** The arXiv number: in `eprint`, else in the address, DOI or words such as "arXiv preprint arXiv:1706.03762". */
function arxivFrom(values: Values, url: string | null): string | null {
  const eprint = verbatimFromTex(values.get('eprint') ?? '')
  const bare = values.has('archiveprefix') || values.has('eprinttype') ? isArxiv(values) : true
  const found = eprint && bare ? (arxivIdIn(`arxiv:${eprint.replace(/^arxiv:\s*/i, '')}`) ?? null) : null
  const places = [
    url ?? '',
    ...['doi', 'journal', 'journaltitle', 'howpublished', 'note', 'number', 'arxivid', 'arxiv'].map(
      name => (name.startsWith('arxiv') ? 'arxiv:' : '') + (values.get(name) ?? ''),
    ),
  ]
  return found ?? places.map(place => arxivIdIn(place.slice(0, 500))).find(id => id !== null) ?? null
}

function addressFrom(values: Values): string | null {
  const url = verbatimFromTex(values.get('url') ?? '')
  if (/^https?:\/\/\S+$/i.test(url)) return url.slice(0, 8000)
  const elsewhere = /https?:\/\/[^\s{}]+/i.exec(
    `${values.get('howpublished') ?? ''} ${values.get('note') ?? ''} ${url}`,
  )
  return elsewhere
    ? verbatimFromTex(elsewhere[0])
        .replace(/[.,;]+$/, '')
        .slice(0, 8000)
    : null
}

const kinds: Partial<Record<Reference['type'], ItemKind>> = {
  webpage: 'webpage',
  post: 'webpage',
  'post-weblog': 'webpage',
  book: 'book',
  pamphlet: 'book',
  software: 'code',
  motion_picture: 'video',
  broadcast: 'video',
}

/** The kind of thing that a reference is. What is told apart by its address (a course, a video) is told so. */
export function kindOfReference(type: Reference['type'], url: string | null, title: string): ItemKind {
  const known = kinds[type]
  if (known && known !== 'webpage') return known
  const told = url ? kindOf(url, title) : 'webpage'
  return known === 'webpage' || type === 'document' ? told : 'paper'
}

function typeOf(entryType: string, values: Values, arxivId: string | null, url: string | null): Reference['type'] {
  const known = typeOfEntry.get(entryType)
  const isPreprint =
    arxivId !== null && !values.has('journaltitle') && !/^(?!.*arxiv)./is.test(values.get('journal') ?? '')
  if ((known === undefined || known === 'webpage') && isPreprint) return 'article'
  if (known === 'article-journal' && isPreprint) return 'article'
  return known ?? (url !== null ? 'webpage' : 'document')
}

const genres: Record<string, string> = { phdthesis: 'PhD thesis', mastersthesis: 'Master’s thesis', manual: 'Manual' }
const typeWords: Record<string, string> = { ...genres, mathesis: 'Master’s thesis', techreport: 'Technical report' }

function wordsOf(entryType: string, type: Reference['type'], values: Values): Partial<Record<Words, string>> {
  const words: Partial<Record<Words, string>> = {}
  for (const [name, fields] of wordFields) {
    const text = textOf(values, fields)
    if (text) words[name] = clipped(text, name === 'keyword' ? 20_000 : name === 'note' ? 100_000 : 2000)
  }
  // An inbook's container is the book; a book's own `booktitle` would be one of a crossref'd parent.
  const genre = typeWords[words.genre?.toLowerCase() ?? ''] ?? words.genre ?? genres[entryType]
  if (genre) words.genre = genre
  const number = clipped(textOf(values, ['number']), 2000)
  const issue = clipped(textOf(values, ['issue']), 2000) || (/^article|periodical/.test(type) ? number : '')
  if (issue) words.issue = issue
  if (number && number !== issue) words.number = number
  const page = pagesFrom(clipped(textOf(values, ['pages']), 2000))
  if (page) words.page = page
  const abstract = paragraphsFromTex(values.get('abstract') ?? '')
  if (abstract) words.abstract = clipped(abstract, 100_000)
  return words
}

function titleOf(values: Values): string {
  const [title, subtitle] = [textOf(values, ['title']), textOf(values, ['subtitle'])]
  return clipped(subtitle ? `${title}: ${subtitle}` : title, 2000)
}

/** An entry as an item's record; '' as its title where it has none. */
export function describedEntry(entryType: string, key: string, values: Values): Described {
  const url = addressFrom(values)
  const arxivId = arxivFrom(values, url)
  const type = typeOf(entryType, values, arxivId, url)
  const title = titleOf(values)
  const doi = doiIn(verbatimFromTex(values.get('doi') ?? '')) ?? (url ? doiIn(url) : null)
  const people = (name: string) => {
    const found = peopleFromTex(values.get(name) ?? '')
    return found.length > 0 ? found : undefined
  }
  const [author, editor, translator] = [people('author'), people('editor'), people('translator')]
  const [issued, accessed] = [issuedFrom(values), dateFrom(textOf(values, ['urldate']))]
  const reference: Reference = {
    type,
    ...(key ? { citeKey: clipped(key, 500) } : {}),
    ...(author ? { author } : {}),
    ...(editor ? { editor } : {}),
    ...(translator ? { translator } : {}),
    ...(issued ? { issued } : {}),
    ...(accessed ? { accessed } : {}),
    ...wordsOf(entryType, type, values),
  }
  if (type === 'article' && arxivIdIn(reference['container-title'] ?? '')) delete reference['container-title']
  return { kind: kindOfReference(type, url, title), title, url, arxivId, doi: arxivDoi(doi) ? null : doi, reference }
}

/** arXiv's own DOI says no more than the number. */
const arxivDoi = (doi: string | null): boolean => doi?.startsWith('10.48550/arxiv.') ?? false
