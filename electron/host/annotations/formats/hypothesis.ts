import type { KnownAnnotation } from '../../../contract/annotation.ts'
import {
  type Annotated,
  type AnnotationFormat,
  commentOf,
  type Foreign,
  pageOf,
  quoteOf,
  type Unread,
} from './annotated.ts'
import { isObject, listOf, numberOf, textOf } from './json.ts'

// What Hypothesis exports and imports as JSON: annotations as its service has them (https://h.readthedocs.io, "Annotations").

function entryFrom({ item, paper }: Annotated, annotation: KnownAnnotation): object {
  const quote = 'quote' in annotation ? annotation.quote : annotation.near?.quote
  const part = 'parts' in annotation ? annotation.parts[0] : undefined
  const uri = item.url ?? `urn:x-pdf:${paper.slice(0, 32)}`
  const comment = annotation.kind === 'free-text' ? quoteOf(annotation) : commentOf(annotation)
  return {
    id: annotation.id,
    created: annotation.createdAt,
    updated: annotation.modifiedAt,
    user: annotation.author
      ? `acct:${annotation.author.replace(/\s+/g, '_')}@folium.local`
      : 'acct:reader@folium.local',
    user_info: { display_name: annotation.author || null },
    uri,
    text: comment,
    tags: annotation.tags ?? [],
    group: '__world__',
    permissions: { read: [], admin: [], update: [], delete: [] },
    references: [],
    target: [
      {
        source: uri,
        selector: [
          ...(part ? [{ type: 'TextPositionSelector', start: part.start, end: part.end }] : []),
          ...(quote ? [{ type: 'TextQuoteSelector', ...quote }] : []),
          { type: 'PageSelector', index: pageOf(annotation) - 1, label: String(pageOf(annotation)) },
        ],
      },
    ],
    document: { title: [item.title] },
  }
}

export const hypothesis: AnnotationFormat = {
  extension: 'json',
  write: papers => {
    const annotations = papers.flatMap(paper => paper.annotations.map(annotation => entryFrom(paper, annotation)))
    const file = {
      export_date: new Date().toISOString(),
      export_userid: 'acct:reader@folium.local',
      client_version: 'folium',
      annotations,
    }
    return [{ name: 'annotations-hypothesis.json', text: `${JSON.stringify(file, null, 2)}\n` }]
  },
  recognises: json =>
    entriesOf(json).some(entry => isObject(entry) && Array.isArray(entry.target) && 'uri' in entry && 'text' in entry),
  read: json => {
    const entries = entriesOf(json)
    const found: Foreign[] = []
    const unread: Unread[] = []
    const byId = new Map<string, Foreign>()
    for (const [index, entry] of entries.entries()) {
      if (!isObject(entry)) {
        unread.push({ at: index + 1, reason: 'no-object' })
        continue
      }
      const first = textOf(listOf(entry.references)[0])
      if (first !== '') continue
      const read = foreignFrom(entry)
      byId.set(textOf(entry.id), read)
      found.push(read)
    }
    for (const [index, entry] of entries.entries())
      if (!addReply(entry, byId)) unread.push({ at: index + 1, reason: 'no-place' })
    return { found, unread }
  },
}

const entriesOf = (json: unknown): unknown[] => (isObject(json) ? listOf(json.annotations ?? json.rows) : listOf(json))

/** "acct:ada@hypothes.is" is Ada where nothing better is said. */
function authorOf(entry: Record<string, unknown>): string {
  const shown = isObject(entry.user_info) ? textOf(entry.user_info.display_name) : ''
  return shown || (/^acct:([^@]+)/.exec(textOf(entry.user))?.[1] ?? '')
}

/** Answers stand under the comment that they answer; false where that is not in the file. */
function addReply(entry: unknown, byId: ReadonlyMap<string, Foreign>): boolean {
  if (!isObject(entry)) return true
  const parent = textOf(listOf(entry.references)[0])
  if (parent === '') return true
  const answered = byId.get(parent)
  if (!answered) return false
  answered.annotation.comment = `${answered.annotation.comment}\n\n**${authorOf(entry)}**: ${textOf(entry.text)}`.trim()
  return true
}

function foreignFrom(entry: Record<string, unknown>): Foreign {
  const target = listOf(entry.target).find(isObject)
  const selectors = listOf(target?.selector).filter(isObject)
  const selector = (type: string): Record<string, unknown> | undefined => selectors.find(each => each.type === type)
  const quote = selector('TextQuoteSelector')
  const page = (numberOf(selector('PageSelector')?.index) ?? 0) + 1
  const id = textOf(entry.id)
  const title = isObject(entry.document) ? textOf([entry.document.title].flat()[0]) : ''
  const shared = {
    id,
    color: 'yellow',
    comment: textOf(entry.text),
    author: authorOf(entry),
    createdAt: textOf(entry.created),
    modifiedAt: textOf(entry.updated) || textOf(entry.created),
    tags: listOf(entry.tags).map(textOf).filter(Boolean),
    origin: { program: 'hypothesis', id },
  }
  const claim = { url: textOf(entry.uri) || undefined, title: title || undefined }
  // A note on the whole page has no words: it is pinned to the first page's upper left.
  if (!quote || textOf(quote.exact) === '')
    return { ...claim, annotation: { ...shared, kind: 'note', page, pointPt: [24, 768] } as Foreign['annotation'] }
  const annotation = {
    ...shared,
    kind: 'highlight',
    quote: { exact: textOf(quote.exact), prefix: textOf(quote.prefix), suffix: textOf(quote.suffix) },
    parts: [{ page, start: 0, end: 0, rectsPt: [] }],
  }
  return { ...claim, quoteOnly: true, annotation: annotation as Foreign['annotation'] }
}
