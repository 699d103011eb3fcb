import type { Person, Reference } from '../../contract/reference.ts'
import { datePart } from '../exchange/bibtex/described.ts'
import { arxivIdIn, doiIn } from '../exchange/identity.ts'
import { pagesFrom } from '../exchange/reference-values.ts'
import type { Found } from './found.ts'
import { firstOf, isJson, type Json, listOf, parsedJson, wordsOf } from './json.ts'

/** Crossref's types (https://api.crossref.org/types) by CSL's names; what is not here is a document. */
const types: Readonly<Record<string, Reference['type']>> = {
  'journal-article': 'article-journal',
  'proceedings-article': 'paper-conference',
  'book-chapter': 'chapter',
  'reference-entry': 'entry-encyclopedia',
  book: 'book',
  monograph: 'book',
  'edited-book': 'book',
  'reference-book': 'book',
  dissertation: 'thesis',
  'posted-content': 'article',
  report: 'report',
  dataset: 'dataset',
  standard: 'standard',
  'peer-review': 'review',
}

function people(value: unknown): Person[] {
  return listOf(value)
    .filter(isJson)
    .map(({ family, given, name, suffix }) => ({
      ...(wordsOf(family) ? { family: wordsOf(family) } : {}),
      ...(wordsOf(given) ? { given: wordsOf(given) } : {}),
      ...(wordsOf(suffix) ? { suffix: wordsOf(suffix) } : {}),
      ...(wordsOf(name) && !wordsOf(family) ? { literal: wordsOf(name) } : {}),
    }))
    .filter(person => Object.keys(person).length > 0)
}

function issuedOf(work: Json): Reference['issued'] {
  for (const key of ['published-print', 'published', 'issued', 'published-online', 'created']) {
    const date = work[key]
    const parts = isJson(date) ? listOf(firstOf(date['date-parts'])).map(part => wordsOf(part)) : []
    const found = datePart(parts[0], parts[1], parts[2])
    if (found) return { 'date-parts': [found] }
  }
  return undefined
}

/** A work of Crossref (https://api.crossref.org/works/DOI), or null where the text is none. */
export function readCrossref(text: string): Found | null {
  const answer = parsedJson(text)
  const work = answer && isJson(answer['message']) ? answer['message'] : null
  const title = wordsOf(firstOf(work?.['title']))
  if (!work || title === '') return null
  const subtitle = wordsOf(firstOf(work['subtitle']))
  const field = (name: keyof Reference, value: string): object => (value === '' ? {} : { [name]: value })
  const authors = people(work['author'])
  const editors = people(work['editor'])
  const issued = issuedOf(work)
  const reference: Reference = {
    type: types[wordsOf(work['type'])] ?? 'document',
    ...(authors.length > 0 ? { author: authors } : {}),
    ...(editors.length > 0 ? { editor: editors } : {}),
    ...(issued ? { issued } : {}),
    ...field('container-title', wordsOf(firstOf(work['container-title']))),
    ...field('container-title-short', wordsOf(firstOf(work['short-container-title']))),
    ...field('volume', wordsOf(work['volume'])),
    ...field('issue', wordsOf(work['issue'])),
    ...field('page', pagesFrom(wordsOf(work['page']))),
    ...field('publisher', wordsOf(work['publisher'])),
    ...field('publisher-place', wordsOf(work['publisher-location'])),
    ...field('ISSN', wordsOf(firstOf(work['ISSN']))),
    ...field('ISBN', wordsOf(firstOf(work['ISBN'])).replace(/^https?:\/\/[^/]*\/isbn\//i, '')),
    ...field('language', wordsOf(work['language'])),
    ...field('abstract', wordsOf(work['abstract'], 100_000)),
  }
  const url = wordsOf(work['URL'], 8000)
  const doi = doiIn(wordsOf(work['DOI']))
  return {
    title: subtitle && !title.includes(subtitle) ? `${title}: ${subtitle}` : title,
    url: /^https?:\/\//.test(url) ? url : null,
    doi,
    arxivId: arxivIdIn(wordsOf(work['DOI'])),
    reference,
  }
}
