// Tables by RFC 4180, with a header; columns as Zotero, spreadsheets and people name them, in English and Chinese.
import type { Library } from '../../contract/library.ts'
import type { Reference } from '../../contract/reference.ts'
import { readingStatuses } from '../../contract/choices.ts'
import { markOf, quoted, rowsIn } from './csv-rows.ts'
import { datePart, kindOfReference } from './bibtex/described.ts'
import { arxivIdIn, doiIn } from './identity.ts'
import { listed, type ListedItem, type ListedTopic } from './listed.ts'
import { titleFromName } from './names.ts'
import { outlineOf, type OutTopic } from './outline.ts'
import { peopleFromNames } from './people.ts'
import { clipped } from './plain.ts'
import type { Pace, ReadFiles, Refused, TextFile } from './reading.ts'
import { pagesFrom } from './reference-values.ts'

const columns = {
  title: /^(?:title|name|item|标题|题名|题目|名称)$/,
  url: /^(?:url|link|address|web ?page|链接|网址|地址)$/,
  doi: /^doi$/,
  arxiv: /^(?:arxiv|arxiv ?id|eprint)$/,
  authors: /^(?:authors?|creators?|作者)$/,
  year: /^(?:(?:publication )?year|date|年份|年|出版年|日期)$/,
  container: /^(?:publication title|journal|venue|container ?title|booktitle|conference|source|期刊|会议|来源|刊名)$/,
  type: /^(?:type|item type|类型)$/,
  volume: /^(?:volume|卷)$/,
  issue: /^(?:issue|期)$/,
  pages: /^(?:pages|page|页码)$/,
  publisher: /^(?:publisher|出版社|出版者)$/,
  isbn: /^isbn$/,
  issn: /^issn$/,
  abstract: /^(?:abstract|abstract note|摘要)$/,
  tags: /^(?:tags|manual tags|keywords|labels|标签|关键词)$/,
  status: /^(?:status|reading status|状态)$/,
  remark: /^(?:remark|remarks|notes?|comment|description|备注|说明)$/,
  topic: /^(?:topic|folder|collection|category|主题|分类|文件夹)$/,
  key: /^(?:key|cite ?key|citation key)$/,
  added: /^(?:added|date added|添加日期)$/,
} satisfies Record<string, RegExp>
type Column = keyof typeof columns

const columnOf = (heading: string): Column | null => {
  const name = heading
    .replace(/^\u{feff}/u, '')
    .replace(/[_-]+/g, ' ')
    .trim()
    .toLowerCase()
  return (Object.keys(columns) as Column[]).find(column => columns[column].test(name)) ?? null
}

const zoteroTypes: Record<string, Reference['type']> = {
  journalarticle: 'article-journal',
  conferencepaper: 'paper-conference',
  booksection: 'chapter',
  preprint: 'article',
  computerprogram: 'software',
  blogpost: 'post-weblog',
  videorecording: 'motion_picture',
}
const plainTypes: Reference['type'][] = [
  'book',
  'thesis',
  'report',
  'webpage',
  'dataset',
  'patent',
  'standard',
  'manuscript',
  'chapter',
  'article-journal',
  'paper-conference',
  'article',
  'software',
]

function typeOf(text: string): Reference['type'] | null {
  const name = text.trim().toLowerCase()
  return zoteroTypes[name.replace(/[\s_-]/g, '')] ?? plainTypes.find(type => type === name) ?? null
}

type Cells = (column: Column) => string

function referenceFrom(cell: Cells): Reference | undefined {
  const author = peopleFromNames(cell('authors'))
  const date = /^(\d{4})(?:[-/](\d{1,2}))?(?:[-/](\d{1,2}))?/.exec(cell('year'))
  const issued = date ? datePart(date[1], date[2], date[3]) : null
  const type = typeOf(cell('type'))
  const words: [keyof Reference, string][] = [
    ['container-title', cell('container')],
    ['volume', cell('volume')],
    ['issue', cell('issue')],
    ['page', pagesFrom(cell('pages'))],
    ['publisher', cell('publisher')],
    ['ISBN', cell('isbn')],
    ['ISSN', cell('issn')],
    ['citeKey', clipped(cell('key'), 500)],
    ['abstract', cell('abstract')],
  ]
  const said = words.filter(([, text]) => text !== '')
  if (!author && !issued && !type && said.length === 0) return undefined
  const words2 = Object.fromEntries(
    said.map(([name, text]) => [name, clipped(text, name === 'abstract' ? 100_000 : 2000)]),
  )
  return {
    type: type ?? (cell('container') ? 'article-journal' : 'document'),
    ...(author ? { author } : {}),
    ...(issued ? { issued: { 'date-parts': [issued] } } : {}),
    ...words2,
  }
}

function itemFromCells(cell: Cells): ListedItem | null {
  const arxivId = arxivIdIn(`arxiv:${cell('arxiv').replace(/^arxiv:\s*/i, '')}`)
  const doi = doiIn(cell('doi'))
  const address = cell('url')
  const url = /^https?:\/\/\S+$/i.test(address) ? address.slice(0, 8000) : null
  const title = cell('title') || url || doi || (arxivId ? `arXiv:${arxivId}` : '')
  if (!title) return null
  const one = listed(title, url, '', cell('remark'))
  const reference = referenceFrom(cell)
  const status = readingStatuses.find(status => status === cell('status').toLowerCase().replace(/\s+/g, '-'))
  const tags = cell('tags')
    .split(/[;,；，]/)
    .map(tag => tag.trim())
    .filter(Boolean)
  const added = /^\d{4}-\d\d-\d\d/.test(cell('added')) ? new Date(cell('added')) : null
  return {
    ...one,
    item: {
      ...one.item,
      ...(reference ? { reference, kind: kindOfReference(reference.type, url, title) } : {}),
      doi: doi ?? one.item.doi,
      arxivId: arxivId ?? one.item.arxivId,
      ...(status && status !== 'to-read' ? { reading: { status } } : {}),
    },
    ...(tags.length > 0 ? { tags } : {}),
    ...(added && !Number.isNaN(added.getTime()) ? { addedAt: added.toISOString() } : {}),
  }
}

/** The topic at a path "A / B", made where it is missing. */
function topicAt(root: ListedTopic[], path: string): ListedTopic {
  let topics = root
  let found: ListedTopic | undefined
  for (const title of path.split(/\s+\/\s+/).slice(0, 64)) {
    found = topics.find(topic => topic.title === title)
    if (!found) topics.push((found = { title: clipped(title, 2000), markdown: '', entries: [], topics: [] }))
    topics = found.topics
  }
  return found as ListedTopic
}

export async function readCsv([file]: readonly TextFile[], pace: Pace): Promise<ReadFiles> {
  const { name } = file as TextFile
  const text = (file as TextFile).text.replace(/^\u{feff}/u, '')
  const refused: Refused[] = []
  const topics: ListedTopic[] = []
  const known = new Map<string, ListedTopic>()
  let headings: (Column | null)[] | null = null
  let done = 0
  for (const { line, cells } of rowsIn(text, markOf(text))) {
    await pace.step((done += cells.join().length), text.length)
    if (!headings) {
      headings = cells.map(columnOf)
      if (headings.some(column => column === 'title' || column === 'url' || column === 'doi' || column === 'arxiv'))
        continue
      refused.push({ line, reason: 'no-columns', name: clipped(cells.join(', '), 80) })
      break
    }
    const order = headings
    // A cell that a spreadsheet would take for a formula was written behind an apostrophe.
    const cell = (column: Column): string => (cells[order.indexOf(column)] ?? '').trim().replace(/^'(?=[=+\-@\t])/, '')
    const item = itemFromCells(cell)
    if (!item) {
      refused.push({ line, reason: 'no-title', name: clipped(cells.filter(Boolean).join(', '), 80) })
      continue
    }
    const path = order.includes('topic') ? cell('topic') || titleFromName(name) : titleFromName(name)
    const topic = known.get(path) ?? topicAt(topics, path)
    known.set(path, topic)
    topic.entries.push(item)
  }
  const stays = headings?.includes('topic') ? {} : { places: 'stay' as const }
  return { topics, refused, ...stays }
}

const written: Column[] = [
  'topic',
  'title',
  'authors',
  'year',
  'type',
  'container',
  'volume',
  'issue',
  'pages',
  'publisher',
  'doi',
  'arxiv',
  'url',
  'isbn',
  'issn',
  'key',
  'status',
  'tags',
  'remark',
  'added',
]

function rowsOf({ topic, places, topics }: OutTopic, library: Library, above: string): string[][] {
  const path = above ? `${above} / ${topic.title}` : topic.title
  const rows = places.flatMap(({ item, entry }) => {
    if (!item || entry.kind !== 'item') return []
    const reference = item.reference
    const authors = (reference?.author ?? []).map(({ family, given, literal }) =>
      family ? [family, given].filter(Boolean).join(', ') : (literal ?? given ?? ''),
    )
    const [date] = reference?.issued?.['date-parts'] ?? []
    const values: Partial<Record<Column, string>> = {
      topic: path,
      title: item.title,
      authors: authors.join('; '),
      year: date?.map((part, index) => (index === 0 ? String(part) : String(part).padStart(2, '0'))).join('-') ?? '',
      type: reference?.type ?? '',
      container: reference?.['container-title'] ?? '',
      volume: reference?.volume ?? '',
      issue: reference?.issue ?? '',
      pages: reference?.page ?? '',
      publisher: reference?.publisher ?? '',
      doi: item.doi ?? '',
      arxiv: item.arxivId ?? '',
      url: item.url ?? '',
      isbn: reference?.ISBN ?? '',
      issn: reference?.ISSN ?? '',
      key: reference?.citeKey ?? '',
      status: item.reading?.status ?? '',
      tags: (item.tags ?? []).flatMap(id => library.tags[id]?.name ?? []).join('; '),
      remark: entry.remark ?? '',
      added: item.addedAt,
    }
    return [written.map(column => values[column] ?? '')]
  })
  return [...rows, ...topics.flatMap(child => rowsOf(child, library, path))]
}

export const writeCsv = (library: Library): string =>
  [written, ...outlineOf(library).flatMap(topic => rowsOf(topic, library, ''))]
    .map(row => row.map(quoted).join(','))
    .join('\r\n') + '\r\n'
