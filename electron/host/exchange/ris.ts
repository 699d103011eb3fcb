// RIS: "TY  - JOUR", one tag a line, "ER  -" ends an entry. Tags by Zotero's and EndNote's use.
import type { Item } from '../../contract/item.ts'
import type { Library } from '../../contract/library.ts'
import type { Person, Reference, ReferenceDate, WrittenEntry } from '../../contract/reference.ts'
import { datePart, kindOfReference } from './bibtex/described.ts'
import { arxivIdIn, doiIn } from './identity.ts'
import type { ListedItem } from './listed.ts'
import { titleFromName } from './names.ts'
import { itemsInOrder } from './outline.ts'
import { clipped } from './plain.ts'
import type { Pace, ReadFiles, Refused, TextFile } from './reading.ts'
import { pagesFrom } from './reference-values.ts'
import { isUntouched } from './untouched.ts'

type Described = ListedItem['item']
type Type = Reference['type']
type Line = [tag: string, value: string]

const types: [string, Type][] = [
  ['JOUR', 'article-journal'],
  ['CPAPER', 'paper-conference'],
  ['CONF', 'paper-conference'],
  ['BOOK', 'book'],
  ['EBOOK', 'book'],
  ['EDBOOK', 'book'],
  ['CHAP', 'chapter'],
  ['ECHAP', 'chapter'],
  ['THES', 'thesis'],
  ['RPRT', 'report'],
  ['ELEC', 'webpage'],
  ['WEB', 'webpage'],
  ['BLOG', 'post-weblog'],
  ['UNPB', 'manuscript'],
  ['COMP', 'software'],
  ['DATA', 'dataset'],
  ['PAT', 'patent'],
  ['MGZN', 'article-magazine'],
  ['NEWS', 'article-newspaper'],
  ['VIDEO', 'motion_picture'],
  ['ENCYC', 'entry-encyclopedia'],
  ['DICT', 'entry-dictionary'],
  ['STAND', 'standard'],
  ['INPR', 'article'],
  ['EJOUR', 'article-journal'],
  ['GEN', 'document'],
]
const typeOfTag = new Map(types)
const tagOfType = new Map(types.toReversed().map(([tag, type]) => [type, tag]))

const lineOf = /^([A-Z][A-Z0-9]) {1,2}- ?(.*)$/

function personFrom(text: string): Person {
  const [family = '', given = '', suffix = ''] = text.split(',').map(part => part.trim())
  if (!text.includes(',')) return { literal: clipped(text, 2000) }
  return {
    ...(family ? { family: clipped(family, 2000) } : {}),
    ...(given ? { given: clipped(given, 2000) } : {}),
    ...(suffix ? { suffix: clipped(suffix, 2000) } : {}),
  }
}

function dateFromRis(text: string): ReferenceDate | undefined {
  const [year = '', month, day] = text.split(/[/-]/).map(part => part.trim())
  const part = datePart(year, month, day)
  if (part) return { 'date-parts': [part] }
  return text.trim() ? { literal: clipped(text.trim(), 2000) } : undefined
}

type Words =
  | 'container-title'
  | 'container-title-short'
  | 'collection-title'
  | 'volume'
  | 'issue'
  | 'publisher'
  | 'publisher-place'
  | 'edition'
  | 'genre'
  | 'language'
  | 'note'
  | 'title-short'
  | 'abstract'
/** Fields that are words, with the tags that say them; the first one is written. */
const fields: [Words, string[]][] = [
  ['container-title', ['T2', 'JO', 'JF', 'BT', 'C3']],
  ['container-title-short', ['J2', 'JA']],
  ['collection-title', ['T3']],
  ['volume', ['VL']],
  ['issue', ['IS']],
  ['publisher', ['PB']],
  ['publisher-place', ['CY', 'PP']],
  ['edition', ['ET']],
  ['genre', ['M3']],
  ['language', ['LA']],
  ['note', ['N1']],
  ['title-short', ['ST']],
  ['abstract', ['AB', 'N2']],
]

function described(lines: readonly Line[]): Described {
  const all = (...tags: string[]): string[] =>
    lines.flatMap(([tag, value]) => (tags.includes(tag) && value.trim() !== '' ? [value.trim()] : []))
  const one = (...tags: string[]): string => tags.flatMap(tag => all(tag))[0] ?? ''
  const type = typeOfTag.get(one('TY').toUpperCase()) ?? 'document'
  const title = clipped(one('TI', 'T1', 'CT'), 2000)
  const address = all('UR', 'L2', 'LK').find(url => /^https?:\/\/\S+$/i.test(url))
  const url = address ? address.slice(0, 8000) : null
  const doi = doiIn(one('DO')) ?? (url ? doiIn(url) : null)
  const people = (tags: string[]): Person[] | undefined => {
    const found = all(...tags)
      .slice(0, 10_000)
      .map(personFrom)
    return found.length > 0 ? found : undefined
  }
  const [author, editor, translator] = [people(['AU', 'A1']), people(['ED', 'A2']), people(['A4'])]
  const issued = dateFromRis(one('DA') || one('PY', 'Y1'))
  const accessed = dateFromRis(one('Y2'))
  const pages = [one('SP'), one('EP')].filter(Boolean).join('-')
  const serial = one('SN')
  const isBook = /book|chapter|report/.test(type)
  const words: Partial<Record<Words, string>> = {}
  for (const [name, tags] of fields) {
    const text = name === 'note' ? all(...tags).join('\n') : one(...tags)
    if (text) words[name] = clipped(text, name === 'abstract' || name === 'note' ? 100_000 : 2000)
  }
  const reference: Reference = {
    type,
    ...(author ? { author } : {}),
    ...(editor ? { editor } : {}),
    ...(translator ? { translator } : {}),
    ...(issued ? { issued } : {}),
    ...(accessed ? { accessed } : {}),
    ...words,
    ...(pages ? { page: clipped(pagesFrom(pages), 2000) } : {}),
    ...(serial ? { [isBook ? 'ISBN' : 'ISSN']: clipped(serial, 2000) } : {}),
    ...(all('KW').length > 0 ? { keyword: clipped(all('KW').join(', '), 20_000) } : {}),
  }
  const arxivId = [url ?? '', ...all('DO', 'AN', 'N1', 'M1', 'T2')]
    .map(text => arxivIdIn(text.slice(0, 500)))
    .find(Boolean)
  return {
    kind: kindOfReference(type, url, title),
    title,
    url,
    doi: doi?.startsWith('10.48550/') ? null : doi,
    arxivId: arxivId ?? null,
    reference,
  }
}

interface Raw {
  line: number
  lines: Line[]
  text: string
  closed: boolean
}

function* entriesIn(text: string, refused: Refused[]): Generator<Raw> {
  let raw: Raw | null = null
  const lines = text.replace(/^\u{feff}/u, '').split(/\r\n|\n|\r/)
  for (const [index, line] of lines.entries()) {
    const [, tag, value = ''] = lineOf.exec(line) ?? []
    if (tag === 'TY') {
      if (raw) yield raw
      raw = { line: index + 1, lines: [['TY', value]], text: line, closed: false }
    } else if (tag === 'ER') {
      if (raw) yield { ...raw, closed: true }
      raw = null
    } else if (raw) {
      raw.text += `\n${line}`
      const last = raw.lines.at(-1)
      if (tag) raw.lines.push([tag, value])
      else if (last && line.trim() !== '') last[1] += `\n${line.trim()}`
    } else if (line.trim() !== '')
      refused.push({ line: index + 1, reason: 'not-an-entry', name: clipped(line.trim(), 80) })
  }
  if (raw) yield raw
}

export async function readRis([file]: readonly TextFile[], pace: Pace): Promise<ReadFiles> {
  const { name, text } = file as TextFile
  const refused: Refused[] = []
  const entries: ListedItem[] = []
  let done = 0
  for (const raw of entriesIn(text, refused)) {
    await pace.step((done += raw.text.length), text.length)
    const item = described(raw.lines)
    const title = item.title || item.url || item.doi
    const files = raw.lines.flatMap(([tag, value]) =>
      tag === 'L1' && /\.pdf$/i.test(value.trim()) ? [value.trim()] : [],
    )
    if (!title)
      refused.push({ line: raw.line, reason: 'no-title', name: clipped(raw.text.split('\n', 1)[0] ?? '', 80) })
    else if (raw.text.length > 1_000_000) refused.push({ line: raw.line, reason: 'too-long', name: clipped(title, 80) })
    else {
      const written: WrittenEntry = { format: 'ris', text: raw.text }
      const reference = item.reference && { ...item.reference, written }
      entries.push({
        kind: 'item',
        markdown: '',
        item: { ...item, title, ...(reference ? { reference } : {}) },
        ...(files.length > 0 ? { files: { line: raw.line, paths: files } } : {}),
      })
    }
  }
  refused.sort((a, b) => a.line - b.line)
  return { topics: [{ title: titleFromName(name), markdown: '', entries, topics: [] }], refused, places: 'stay' }
}

const linesIn = (text: string): Line[] => [...entriesIn(text, [])][0]?.lines ?? []

export const describedRis = ({ text }: WrittenEntry): Described => described(linesIn(text))

const nameOf = ({ family, given, suffix, literal, 'non-dropping-particle': particle }: Person): string =>
  family === undefined
    ? (literal ?? given ?? '')
    : [[particle, family].filter(Boolean).join(' '), ...(given ? [given] : []), ...(suffix ? [suffix] : [])].join(', ')

const dateOf = (date: ReferenceDate): string => {
  const [part] = date['date-parts'] ?? []
  return part
    ? part.map((number, index) => (index === 0 ? String(number) : String(number).padStart(2, '0'))).join('/')
    : (date.literal ?? '')
}

const known = new Set([
  ...fields.flatMap(([, tags]) => tags),
  ...[
    'TY',
    'ER',
    'TI',
    'T1',
    'CT',
    'UR',
    'L2',
    'LK',
    'DO',
    'AU',
    'A1',
    'ED',
    'A2',
    'A4',
    'DA',
    'PY',
    'Y1',
    'Y2',
    'SP',
    'EP',
    'SN',
    'KW',
  ],
])

/** An item as an entry; tags of the entry it came from that have no place in a reference are kept. */
function entryOf({ title, url, doi, arxivId, reference = { type: 'webpage' } }: Item): string {
  const people = (tag: string, list: readonly Person[] = []): Line[] => list.map(person => [tag, nameOf(person)])
  const [first = '', last = ''] = /^([^-,]+)-([^-,]+)$/.exec(reference.page ?? '')?.slice(1) ?? [reference.page ?? '']
  const address = url ?? (arxivId ? `https://arxiv.org/abs/${arxivId}` : '')
  const issued = reference.issued ? dateOf(reference.issued) : ''
  const kept =
    reference.written?.format === 'ris' ? linesIn(reference.written.text).filter(([tag]) => !known.has(tag)) : []
  const lines: Line[] = [
    ['TY', tagOfType.get(reference.type) ?? 'GEN'],
    ['TI', title],
    ...people('AU', reference.author),
    ...people('A2', reference.editor),
    ...people('A4', reference.translator),
    ['PY', issued.split('/')[0] ?? ''],
    ['DA', issued.includes('/') ? issued : ''],
    ...fields.map(([name, [tag = '']]): Line => [tag, (reference[name] ?? '').replace(/\s*\n\s*/g, ' ')]),
    ['SP', first],
    ['EP', last],
    ['SN', reference.ISSN ?? reference.ISBN ?? ''],
    ['DO', doi ?? ''],
    ['UR', address],
    ...(reference.keyword ?? '').split(/\s*[,;]\s*/).map((word): Line => ['KW', word]),
    ['Y2', reference.accessed ? dateOf(reference.accessed) : ''],
    ...kept,
  ]
  return lines
    .filter(([, value]) => value !== '')
    .map(([tag, value]) => `${tag}  - ${value}`)
    .join('\n')
}

export const writeRis = (library: Library): string =>
  itemsInOrder(library)
    .map(item => {
      const written = item.reference?.written
      const text =
        written?.format === 'ris' && isUntouched(item, describedRis(written)) ? written.text.trimEnd() : entryOf(item)
      return `${text}\nER  - \n`
    })
    .join('\n')
