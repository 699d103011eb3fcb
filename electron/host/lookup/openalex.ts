import type { Reference } from '../../contract/reference.ts'
import { datePart } from '../exchange/bibtex/described.ts'
import { arxivIdIn, doiIn } from '../exchange/identity.ts'
import type { Found } from './found.ts'
import { isJson, listOf, parsedJson, wordsOf } from './json.ts'
import { nameFrom } from './names.ts'

/** OpenAlex's types (https://docs.openalex.org/api-entities/works/work-object#type) by CSL's names. */
const types: Readonly<Record<string, Reference['type']>> = {
  article: 'article-journal',
  preprint: 'article',
  'book-chapter': 'chapter',
  book: 'book',
  dissertation: 'thesis',
  dataset: 'dataset',
  report: 'report',
  review: 'article-journal',
  standard: 'standard',
}

/** The abstract, which OpenAlex gives as the places of every word. */
function abstractOf(index: unknown): string {
  if (!isJson(index)) return ''
  const words: string[] = []
  for (const [word, places] of Object.entries(index))
    for (const place of listOf(places))
      if (typeof place === 'number' && place >= 0 && place < 20_000) words[place] = word
  return Array.from(words, word => word ?? '')
    .join(' ')
    .slice(0, 100_000)
}

/** A work of OpenAlex (https://api.openalex.org/works/doi:DOI), or null where the text is none. */
export function readOpenAlex(text: string): Found | null {
  const work = parsedJson(text)
  const title = wordsOf(work?.['title'] ?? work?.['display_name'])
  if (!work || title === '') return null
  const location = isJson(work['primary_location']) ? work['primary_location'] : {}
  const source = isJson(location['source']) ? wordsOf(location['source']['display_name']) : ''
  const biblio = isJson(work['biblio']) ? work['biblio'] : {}
  const [first, last] = [wordsOf(biblio['first_page']), wordsOf(biblio['last_page'])]
  const [year, month, day] = wordsOf(work['publication_date']).split('-')
  const issued = datePart(year, month, day) ?? datePart(wordsOf(work['publication_year']), undefined, undefined)
  const authors = listOf(work['authorships']).flatMap(each => {
    const author = isJson(each) && isJson(each['author']) ? wordsOf(each['author']['display_name']) : ''
    return author ? [nameFrom(author)] : []
  })
  const abstract = abstractOf(work['abstract_inverted_index'])
  const field = (name: keyof Reference, value: string): object => (value === '' ? {} : { [name]: value })
  const landing = wordsOf(location['landing_page_url'], 8000)
  return {
    title,
    url: /^https?:\/\//.test(landing) ? landing : null,
    doi: doiIn(wordsOf(work['doi'])),
    arxivId: arxivIdIn(landing),
    reference: {
      type: types[wordsOf(work['type'])] ?? 'document',
      ...(authors.length > 0 ? { author: authors } : {}),
      ...(issued ? { issued: { 'date-parts': [issued] } } : {}),
      ...field('container-title', source),
      ...field('volume', wordsOf(biblio['volume'])),
      ...field('issue', wordsOf(biblio['issue'])),
      ...field('page', last && last !== first ? `${first}-${last}` : first),
      ...field('language', wordsOf(work['language'])),
      ...field('abstract', abstract),
    },
  }
}
