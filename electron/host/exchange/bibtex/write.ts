// BibTeX and BibLaTeX out of a library. An entry that came from such a file goes out as it stands; of one that was
// changed here only the changed fields are written anew.
import { isDeepStrictEqual } from 'node:util'
import type { Item } from '../../../contract/item.ts'
import type { Library } from '../../../contract/library.ts'
import type { Reference, ReferenceDate } from '../../../contract/reference.ts'
import { citeKeys } from '../cite-key.ts'
import type { ListedItem } from '../listed.ts'
import { itemsInOrder } from '../outline.ts'
import { describedEntry } from './described.ts'
import { texFromPeople } from './names.ts'
import type { Entry } from './parse.ts'
import { parsedBibtex, readEntries, stringsText } from './read.ts'
import { guarded, isBalanced, texFromText } from './tex-writing.ts'
import { entryType } from './types.ts'

type Described = ListedItem['item']
type Style = 'bibtex' | 'biblatex'
/** Fields by name, as TeX without their braces; null for one that is to go. */
type Fields = Map<string, string | null>

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

const isoDate = ({ 'date-parts': parts, literal = '' }: ReferenceDate): string =>
  (parts ?? [])
    .map(part => part.map((number, at) => String(number).padStart(at === 0 ? 1 : 2, '0')).join('-'))
    .join('/') || literal

function dateFields(issued: ReferenceDate | undefined, style: Style): [string, string | null][] {
  if (style === 'biblatex')
    return [
      ['date', issued ? isoDate(issued) : null],
      ['year', null],
      ['month', null],
    ]
  const [part] = issued?.['date-parts'] ?? []
  const month = part?.[1] === undefined ? null : (monthNames[part[1] - 1] ?? null)
  return [
    ['date', null],
    ['year', part ? String(part[0]) : (issued?.literal ?? null)],
    ['month', month],
    ['day', part?.[2] === undefined ? null : String(part[2])],
  ]
}

const containerField = ({ type }: Reference, style: Style): string =>
  /^(?:article|review|periodical)/.test(type) ? (style === 'biblatex' ? 'journaltitle' : 'journal') : 'booktitle'
const publisherField = ({ type }: Reference, style: Style): string =>
  type === 'thesis'
    ? style === 'biblatex'
      ? 'institution'
      : 'school'
    : type === 'report'
      ? 'institution'
      : 'publisher'

type Property = keyof Reference | 'title' | 'url' | 'doi' | 'arxivId'

/** Properties that are a field of plain words under another name. */
const plainFields: Partial<Record<Property, string>> = {
  'container-title-short': 'shortjournal',
  'collection-title': 'series',
  'event-title': 'eventtitle',
  'event-place': 'venue',
  'title-short': 'shorttitle',
  keyword: 'keywords',
  ISBN: 'isbn',
  ISSN: 'issn',
  PMID: 'pmid',
}

/** Which fields say a property, with what the item has of it. */
function fieldsOf(property: Property, item: Item, style: Style): [string, string | null][] {
  const reference: Reference = item.reference ?? { type: 'webpage' }
  const tex = (text: string | null | undefined): string | null => (text ? texFromText(text, style === 'bibtex') : null)
  const people = (list: Reference['author']): string | null =>
    list?.length ? texFromPeople(list, style === 'bibtex') : null
  const biblatex = style === 'biblatex'
  switch (property) {
    case 'title':
      return [
        ['title', guarded(texFromText(item.title, !biblatex))],
        ['subtitle', null],
      ]
    case 'url':
      return [['url', item.url]]
    case 'doi':
      return [['doi', item.doi]]
    case 'arxivId':
    case 'arxivClass':
      return [
        ['eprint', item.arxivId],
        [biblatex ? 'eprinttype' : 'archiveprefix', item.arxivId && (biblatex ? 'arxiv' : 'arXiv')],
        [biblatex ? 'eprintclass' : 'primaryclass', reference.arxivClass ?? null],
      ]
    case 'author':
    case 'editor':
    case 'translator':
      return [[property, people(reference[property])]]
    case 'issued':
      return dateFields(reference.issued, style)
    case 'accessed':
      return [['urldate', reference.accessed ? isoDate(reference.accessed) : null]]
    case 'container-title':
      return [[containerField(reference, style), tex(reference['container-title'])]]
    case 'publisher':
      return [[publisherField(reference, style), tex(reference.publisher)]]
    case 'publisher-place':
      return [[biblatex ? 'location' : 'address', tex(reference['publisher-place'])]]
    case 'issue':
      return [[/^article|periodical/.test(reference.type) ? 'number' : 'issue', tex(reference.issue)]]
    case 'language':
      return [[biblatex ? 'langid' : 'language', tex(reference.language)]]
    case 'page':
      return [['pages', reference.page?.replaceAll('-', '--') ?? null]]
    case 'genre':
      return [
        [
          'type',
          /^(?:PhD|Master’s) thesis$|^Manual$/.test(reference.genre ?? '') && !biblatex ? null : tex(reference.genre),
        ],
      ]
    case 'type':
    case 'citeKey':
    case 'written':
      return []
    default:
      return [[plainFields[property] ?? property, tex(reference[property])]]
  }
}

const properties: Property[] = [
  'author',
  'title',
  'editor',
  'translator',
  'container-title',
  'container-title-short',
  'collection-title',
  'event-title',
  'event-place',
  'issued',
  'volume',
  'issue',
  'number',
  'page',
  'edition',
  'publisher',
  'publisher-place',
  'genre',
  'ISBN',
  'ISSN',
  'PMID',
  'doi',
  'arxivId',
  'url',
  'accessed',
  'title-short',
  'language',
  'keyword',
  'abstract',
  'note',
]

/** A field's value in braces; one whose own braces are not in pairs could not be read again. */
const braced = (name: string, tex: string): string => {
  if (name === 'month' && monthNames.includes(tex)) return tex
  return `{${isBalanced(tex) ? tex : tex.replace(/[{}]/g, '')}}`
}

function newEntry(item: Item, key: string, style: Style): string {
  const reference: Reference = item.reference ?? { type: 'webpage' }
  const type = entryType(
    item.arxivId && reference.type === 'webpage' ? { type: 'article' } : reference,
    style === 'biblatex',
  )
  const lines = properties
    .flatMap(property => fieldsOf(property, item, style))
    .flatMap(([name, tex]) => (tex ? [`  ${name.padEnd(13)} = ${braced(name, tex)},`] : []))
  return `@${type}{${key},\n${lines.join('\n')}\n}`
}

const valueIn = (item: Described, property: Property): unknown =>
  property === 'title' || property === 'url' || property === 'doi' || property === 'arxivId'
    ? (item[property] ?? undefined)
    : item.reference?.[property]

/** The changed fields of an item against what its entry says. */
function changedFields(item: Item, said: Described, style: Style): Fields {
  const changed: Fields = new Map()
  for (const property of [...properties, 'arxivClass' as const])
    if (!isDeepStrictEqual(valueIn(item, property), valueIn(said, property)))
      for (const [name, tex] of fieldsOf(property, item, style)) changed.set(name, tex)
  return changed
}

/** An entry's text with other fields and nothing else changed. Offsets of `entry` count from `from`. */
function respelled(text: string, entry: Entry, from: number, changed: Fields, key: string): string {
  const edits: { from: number; to: number; words: string }[] = []
  const added: string[] = []
  for (const [name, tex] of changed) {
    const field = entry.fields.get(name)
    if (field && tex !== null) edits.push({ from: field.from - from, to: field.to - from, words: braced(name, tex) })
    else if (field) {
      // The comma after it goes too.
      const comma = /^\s*,/.exec(text.slice(field.to - from))?.[0].length ?? 0
      edits.push({ from: field.start - from, to: field.to - from + comma, words: '' })
    } else if (tex !== null) added.push(`  ${name} = ${braced(name, tex)}`)
  }
  if (key !== entry.key)
    edits.push({
      from: entry.keyFrom - from,
      to: entry.keyFrom - from + entry.key.length,
      words: entry.key ? key : `${key},`,
    })
  if (added.length > 0) {
    const close = entry.close - from
    const body = text.slice(0, close).trimEnd()
    const comma = body.endsWith(',') ? '' : ','
    edits.push({ from: body.length, to: close, words: `${comma}\n${added.join(',\n')}\n` })
  }
  let out = text
  for (const edit of edits.sort((a, b) => b.from - a.from))
    out = out.slice(0, edit.from) + edit.words + out.slice(edit.to)
  return out
}

/** What the entries kept word for word say, all read as one file, so that they inherit from one another. */
function writtenIn(items: readonly Item[]): {
  said: Map<string, { entry: Entry; from: number; item: Described }>
  strings: Map<string, string>
} {
  const strings = new Map<string, string>()
  const parts: string[] = []
  const from = new Map<string, number>()
  const own = items.filter(({ reference }) => reference?.written?.format === 'bibtex')
  for (const { reference } of own)
    for (const [name, raw] of Object.entries(reference?.written?.strings ?? {}))
      if (!strings.has(name)) strings.set(name, raw)
  let at = 0
  const push = (text: string): void => {
    parts.push(text)
    at += text.length
  }
  push(stringsText(Object.fromEntries(strings)))
  for (const { id, reference } of own) {
    from.set(id, at)
    push(`${reference?.written?.text ?? ''}\n\n`)
  }
  const read = new Map(readEntries(parsedBibtex(parts.join(''))).map(one => [one.entry.start, one]))
  const said = new Map<string, { entry: Entry; from: number; item: Described }>()
  for (const { id, reference } of own) {
    const start = from.get(id) ?? 0
    const one = read.get(start + (reference?.written?.text.search(/@/) ?? 0))
    // An abbreviation that two files define in two ways stands for the first: the other's entries are written anew.
    const isOwn = Object.entries(reference?.written?.strings ?? {}).every(([name, raw]) => strings.get(name) === raw)
    if (one && isOwn)
      said.set(id, { entry: one.entry, from: start, item: describedEntry(one.entry.type, one.entry.key, one.values) })
  }
  return { said, strings }
}

function entryText(
  item: Item,
  key: string,
  style: Style,
  known: { entry: Entry; from: number; item: Described } | undefined,
): string {
  const text = item.reference?.written?.text
  if (!known || text === undefined) return newEntry(item, key, style)
  const title =
    known.item.title || known.item.url || known.item.doi || (known.item.arxivId ? `arXiv:${known.item.arxivId}` : '')
  const changed = changedFields(item, { ...known.item, title }, style)
  return changed.size === 0 && key === known.entry.key ? text : respelled(text, known.entry, known.from, changed, key)
}

/** With `only`, the entries of these items alone. */
export function writeBibtex(library: Library, style: Style, only?: ReadonlySet<string>): string {
  const all = only ? Object.values(library.items) : itemsInOrder(library)
  const items = only ? all.filter(({ id }) => only.has(id)) : all
  const keys = citeKeys(library)
  const { said, strings } = writtenIn(items)
  const rest = only
    ? []
    : Object.values(library.sources).flatMap(({ format, rest }) => (format === 'bibtex' && rest ? [rest] : []))
  const definitions = stringsText(Object.fromEntries(strings))
  return [
    ...(definitions ? [definitions] : []),
    ...rest.map(text => `${text}\n`),
    ...items.map(item => `${entryText(item, keys.get(item.id) ?? item.id, style, said.get(item.id))}\n`),
  ].join('\n')
}
