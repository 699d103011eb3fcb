// CSL-JSON 1.0: an array of items, as Zotero and citeproc write it. Also `{ "items": [...] }`.
import { type Reference, reference as referenceRecord, type WrittenEntry } from '../../contract/reference.ts'
import { referenceTypes } from '../../contract/choices.ts'
import type { Item } from '../../contract/item.ts'
import type { Library } from '../../contract/library.ts'
import { datePart, kindOfReference } from './bibtex/described.ts'
import { arxivIdIn, doiIn } from './identity.ts'
import { arrayElements } from './json-pieces.ts'
import type { ListedItem } from './listed.ts'
import { titleFromName } from './names.ts'
import { itemsInOrder } from './outline.ts'
import { clipped } from './plain.ts'
import { lineCounter, type Pace, type ReadFiles, type Refused, type TextFile } from './reading.ts'
import { pagesFrom } from './reference-values.ts'
import { isUntouched } from './untouched.ts'
import { citeKeys } from './cite-key.ts'

type Described = ListedItem['item']
type Raw = Record<string, unknown>

const isRecord = (value: unknown): value is Raw => typeof value === 'object' && value !== null && !Array.isArray(value)

/** CSL's few marks of rich text; everything else that looks like markup is words. */
const richText = /<\/?(?:i|b|sub|sup|sc|span)(?:\s[^<>]*)?>/gi

const textOf = (value: unknown, limit = 2000): string =>
  typeof value === 'string' || typeof value === 'number'
    ? clipped(String(value).replace(richText, '').replace(/\s+/g, ' ').trim(), limit)
    : ''

const nameParts = ['family', 'given', 'dropping-particle', 'non-dropping-particle', 'suffix', 'literal'] as const

function peopleOf(value: unknown): Reference['author'] {
  if (!Array.isArray(value)) return undefined
  const people = value.slice(0, 10_000).flatMap(one => {
    if (!isRecord(one)) return []
    const parts = nameParts.flatMap(part => {
      const text = textOf(one[part])
      return text ? [[part, text] as const] : []
    })
    return parts.length > 0 ? [Object.fromEntries(parts)] : []
  })
  return people.length > 0 ? people : undefined
}

function dateOf(value: unknown): Reference['issued'] {
  if (!isRecord(value)) return undefined
  const parts = Array.isArray(value['date-parts']) ? (value['date-parts'] as unknown[]) : []
  const dates = parts.slice(0, 2).flatMap(part => {
    const [year, month, day] = Array.isArray(part) ? part.map(String) : []
    const found = datePart(year, month, day)
    return found ? [found] : []
  })
  if (dates.length > 0) return { 'date-parts': dates }
  const literal = textOf(value['literal']) || textOf(value['raw'])
  const year = datePart(
    /^\d{4}(?=-|$)/.exec(literal)?.[0],
    /^\d{4}-(\d\d)/.exec(literal)?.[1],
    /^\d{4}-\d\d-(\d\d)/.exec(literal)?.[1],
  )
  return year ? { 'date-parts': [year] } : literal ? { literal } : undefined
}

const words = [
  'container-title',
  'container-title-short',
  'collection-title',
  'event-title',
  'event-place',
  'volume',
  'issue',
  'number',
  'edition',
  'publisher',
  'publisher-place',
  'genre',
  'ISBN',
  'ISSN',
  'PMID',
  'language',
] as const

const typeNames = new Set<string>(referenceTypes)

function described(raw: Raw): Described {
  const type = (typeNames.has(String(raw['type'])) ? raw['type'] : 'document') as Reference['type']
  const title = textOf(raw['title'])
  const address = textOf(raw['URL'], 8000)
  const url = /^https?:\/\/\S+$/i.test(address) ? address : null
  const doi = doiIn(textOf(raw['DOI'])) ?? (url ? doiIn(url) : null)
  const arxivId = [url, textOf(raw['number']), textOf(raw['note']), textOf(raw['archive_location']), textOf(raw['DOI'])]
    .map(text => (text ? arxivIdIn(text) : null))
    .find(id => id !== null)
  const record: Raw = {
    type,
    citeKey: textOf(raw['citation-key'], 500) || (/\s|:\/\//.test(textOf(raw['id'])) ? '' : textOf(raw['id'], 500)),
    author: peopleOf(raw['author']),
    editor: peopleOf(raw['editor']),
    translator: peopleOf(raw['translator']),
    issued: dateOf(raw['issued']),
    accessed: dateOf(raw['accessed']),
    page: pagesFrom(textOf(raw['page'])),
    'title-short': textOf(raw['title-short']) || textOf(raw['shortTitle']),
    keyword: textOf(raw['keyword'], 20_000),
    abstract: textOf(raw['abstract'], 100_000),
    note: textOf(raw['note'], 100_000),
  }
  for (const name of words) record[name] = textOf(raw[name])
  const kept = Object.entries(record).filter(([, value]) => value !== undefined && value !== '')
  const reference = referenceRecord.parse(Object.fromEntries(kept))
  return {
    kind: kindOfReference(type, url, title),
    title,
    url,
    doi: doi?.startsWith('10.48550/') ? null : doi,
    arxivId: arxivId ?? null,
    reference,
  }
}

export function describedCsl({ text }: WrittenEntry): Described | null {
  try {
    const raw: unknown = JSON.parse(text)
    return isRecord(raw) ? described(raw) : null
  } catch {
    return null
  }
}

export async function readCslJson([file]: readonly TextFile[], pace: Pace): Promise<ReadFiles> {
  const { name, text } = file as TextFile
  const lineOf = lineCounter(text)
  const refused: Refused[] = []
  const entries: ListedItem[] = []
  for (const { start, end } of arrayElements(text)) {
    await pace.step(end, text.length)
    const piece = text.slice(start, end).trim()
    const line = lineOf(start)
    const refuse = (reason: Refused['reason']): unknown =>
      refused.push({ line, reason, name: clipped(piece.replace(/\s+/g, ' '), 80) })
    if (piece.length > 1_000_000) {
      refuse('too-long')
      continue
    }
    try {
      const raw: unknown = JSON.parse(piece)
      const item = isRecord(raw) ? described(raw) : null
      const title = item?.title || item?.url || item?.doi
      if (!item?.reference) refuse('not-an-entry')
      else if (!title) refuse('no-title')
      else {
        const written: WrittenEntry = { format: 'csl-json', text: piece }
        entries.push({
          kind: 'item',
          markdown: '',
          item: { ...item, title, reference: { ...item.reference, written } },
        })
      }
    } catch {
      refuse('bad-json')
    }
  }
  if (entries.length + refused.length === 0)
    refused.push({ line: 1, reason: 'not-an-entry', name: clipped(text.trim().replace(/\s+/g, ' '), 80) })
  return { topics: [{ title: titleFromName(name), markdown: '', entries, topics: [] }], refused, places: 'stay' }
}

/** The entry that an item came from, as data. */
function rawOf({ reference }: Item): Raw {
  if (reference?.written?.format !== 'csl-json') return {}
  const raw: unknown = JSON.parse(reference.written.text)
  return isRecord(raw) ? raw : {}
}

/** An item as CSL-JSON; what the entry it came from says beside it is kept. */
export function cslFrom(item: Item, key: string): Raw {
  const written = item.reference?.written
  if (written?.format === 'csl-json' && isUntouched(item, describedCsl(written))) return rawOf(item)
  const { written: _, citeKey: _key, arxivClass: _class, ...reference } = item.reference ?? { type: 'webpage' }
  const address = item.url ?? (item.arxivId ? `https://arxiv.org/abs/${item.arxivId}` : null)
  return {
    ...rawOf(item),
    id: key,
    'citation-key': key,
    ...reference,
    title: item.title,
    ...(item.doi ? { DOI: item.doi } : {}),
    ...(address ? { URL: address } : {}),
    ...(item.arxivId && !reference.number ? { number: `arXiv:${item.arxivId}` } : {}),
  }
}

export function writeCslJson(library: Library): string {
  const keys = citeKeys(library)
  return `${JSON.stringify(
    itemsInOrder(library).map(item => cslFrom(item, keys.get(item.id) ?? item.id)),
    null,
    2,
  )}\n`
}
