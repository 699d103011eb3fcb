import type { KnownAnnotation, RectPt } from '../../../contract/annotation.ts'
import { hexOfColor } from '../../../contract/choices.ts'
import {
  type Annotated,
  type AnnotationFormat,
  commentOf,
  type Foreign,
  pageOf,
  quoteOf,
  type Unread,
  type Writing,
} from './annotated.ts'
import { isObject, listOf, numberOf, numbersOf, textOf } from './json.ts'

// Zotero's annotations as JSON: those of its reader (`type`, `position`) and those of its library (`annotationType`,
// `annotationPosition` as a string). Positions are in PDF points, origin bottom left; pages count from 0.

const round = (value: number): number => Math.round(value * 1000) / 1000
const kinds = {
  highlight: 'highlight',
  underline: 'underline',
  'strike-out': 'underline',
  squiggly: 'underline',
  note: 'note',
  'free-text': 'text',
  ink: 'ink',
  area: 'image',
} as const

function positionOf(annotation: KnownAnnotation): object {
  const pageIndex = pageOf(annotation) - 1
  switch (annotation.kind) {
    case 'note': {
      const [x, y] = annotation.pointPt
      return { pageIndex, rects: [[x - 11, y - 11, x + 11, y + 11].map(round)] }
    }
    case 'free-text':
      return {
        pageIndex,
        rects: [annotation.rectPt.map(round)],
        fontSize: annotation.sizePt,
        rotation: annotation.turn ?? 0,
      }
    case 'area':
      return { pageIndex, rects: [annotation.rectPt.map(round)] }
    case 'ink':
      return { pageIndex, paths: annotation.strokes.map(stroke => stroke.map(round)), width: annotation.widthPt }
    default: {
      const [first, second] = annotation.parts
      const rects = (first?.rectsPt ?? []).map(rect => rect.map(round))
      return { pageIndex, rects, ...(second ? { nextPageRects: second.rectsPt.map(rect => rect.map(round)) } : {}) }
    }
  }
}

const padded = (value: number, width: number): string =>
  String(Math.max(0, Math.round(value)))
    .padStart(width, '0')
    .slice(-width)

function entryFrom(paper: Annotated, annotation: KnownAnnotation, { palette }: Writing): object {
  const start = 'parts' in annotation ? (annotation.parts[0]?.start ?? 0) : 0
  return {
    id: annotation.id,
    type: kinds[annotation.kind],
    // Zotero has no such kinds: they go as an underline, and are known again by this.
    ...(kinds[annotation.kind] === annotation.kind || !['strike-out', 'squiggly'].includes(annotation.kind)
      ? {}
      : { foliumKind: annotation.kind }),
    text: quoteOf(annotation),
    comment: annotation.kind === 'free-text' ? annotation.comment : commentOf(annotation),
    color: hexOfColor(annotation.color, palette),
    pageLabel: String(pageOf(annotation)),
    sortIndex: `${padded(pageOf(annotation) - 1, 5)}|${padded(start, 6)}|00000`,
    position: positionOf(annotation),
    tags: (annotation.tags ?? []).map(name => ({ name })),
    authorName: annotation.author,
    dateCreated: annotation.createdAt,
    dateModified: annotation.modifiedAt,
    parentTitle: paper.item.title,
    ...(paper.item.doi ? { parentDOI: paper.item.doi } : {}),
    ...(paper.item.url ? { parentURL: paper.item.url } : {}),
  }
}

export const zotero: AnnotationFormat = {
  extension: 'json',
  write: (papers, writing) => {
    const entries = papers.flatMap(paper => paper.annotations.map(annotation => entryFrom(paper, annotation, writing)))
    return [{ name: 'annotations-zotero.json', text: `${JSON.stringify(entries, null, 2)}\n` }]
  },
  recognises: json => entriesOf(json).some(entry => isObject(entry) && typeOf(entry) !== ''),
  read: json => {
    const found: Foreign[] = []
    const unread: Unread[] = []
    for (const [index, entry] of entriesOf(json).entries()) {
      const read = isObject(entry) ? foreignFrom(entry) : 'no-object'
      if (typeof read === 'string') unread.push({ at: index + 1, reason: read })
      else found.push(read)
    }
    return { found, unread }
  },
}

/** A plain list, or the items of an export with their attachments' annotations inside. */
function entriesOf(json: unknown): unknown[] {
  if (Array.isArray(json))
    return json.flatMap(each => (isObject(each) && 'attachments' in each ? within(each) : [each]))
  if (!isObject(json)) return []
  return 'annotations' in json
    ? listOf(json.annotations)
    : listOf(json.items).flatMap(each => (isObject(each) ? within(each) : []))
}

/** An item of Better BibTeX's JSON: its attachments hold the annotations, the item says what paper it is. */
const within = (item: Record<string, unknown>): unknown[] =>
  listOf(item.attachments)
    .filter(isObject)
    .flatMap(attachment => listOf(attachment.annotations))
    .map(entry =>
      isObject(entry) ? { parentTitle: item.title, parentDOI: item.DOI, parentURL: item.url, ...entry } : entry,
    )

/** The reader's `type`, or the library's `annotationType`. */
const typeOf = (entry: Record<string, unknown>): string => {
  const type = textOf(entry.annotationType) || textOf(entry.type)
  return /^(highlight|underline|note|text|ink|image)$/.test(type) &&
    ('position' in entry || 'annotationPosition' in entry)
    ? type
    : ''
}

function field(entry: Record<string, unknown>, name: string): unknown {
  return entry[`annotation${name[0]?.toUpperCase() ?? ''}${name.slice(1)}`] ?? entry[name]
}

function parsedPosition(value: unknown): Record<string, unknown> | null {
  if (isObject(value)) return value
  try {
    const parsed: unknown = JSON.parse(textOf(value))
    return isObject(parsed) ? parsed : null
  } catch {
    return null
  }
}

const rectsOf = (value: unknown): RectPt[] =>
  listOf(value)
    .map(numbersOf)
    .flatMap(rect => (rect.length === 4 ? [rect as unknown as RectPt] : []))

function foreignFrom(entry: Record<string, unknown>): Foreign | Unread['reason'] {
  const type = typeOf(entry)
  if (type === '') return 'unknown-kind'
  const position = parsedPosition(field(entry, 'position'))
  const pageIndex = position && numberOf(position.pageIndex)
  if (!position || pageIndex === null) return 'no-place'
  const placed = shapeOf(type, entry, position, (pageIndex ?? 0) + 1)
  if (!placed) return 'no-place'
  const id = textOf(entry.id) || textOf(entry.key)
  const modified = textOf(entry.dateModified)
  const annotation = {
    id,
    color: textOf(field(entry, 'color')).toLowerCase(),
    comment: textOf(field(entry, 'comment')),
    author: textOf(field(entry, 'authorName')),
    createdAt: textOf(entry.dateCreated) || textOf(entry.dateAdded) || modified,
    modifiedAt: modified,
    tags: listOf(entry.tags)
      .map(tag => (isObject(tag) ? textOf(tag.name) || textOf(tag.tag) : textOf(tag)))
      .filter(Boolean),
    origin: { program: 'zotero', id },
    ...placed,
  }
  const claim = {
    doi: textOf(entry.parentDOI) || undefined,
    url: textOf(entry.parentURL) || undefined,
    title: textOf(entry.parentTitle) || undefined,
  }
  return { ...claim, annotation: annotation as Foreign['annotation'] }
}

/** What is the kind's own. */
function shapeOf(
  type: string,
  entry: Record<string, unknown>,
  position: Record<string, unknown>,
  page: number,
): object | null {
  const rects = rectsOf(position.rects)
  const [rect] = rects
  if (type === 'ink') {
    const strokes = listOf(position.paths)
      .map(numbersOf)
      .filter(stroke => stroke.length >= 2 && stroke.length % 2 === 0)
    return strokes.length > 0 ? { kind: 'ink', page, strokes, widthPt: numberOf(position.width) ?? 2 } : null
  }
  if (!rect) return null
  if (type === 'note') return { kind: 'note', page, pointPt: [(rect[0] + rect[2]) / 2, (rect[1] + rect[3]) / 2] }
  if (type === 'image') return { kind: 'area', page, rectPt: rect }
  if (type === 'text') {
    const turn = numberOf(position.rotation)
    return {
      kind: 'free-text',
      page,
      rectPt: rect,
      sizePt: Math.max(2, numberOf(position.fontSize) ?? 14),
      ...([90, 180, 270].includes(turn ?? 0) ? { turn } : {}),
    }
  }
  const known = textOf(entry.foliumKind)
  const next = rectsOf(position.nextPageRects)
  return {
    kind: known === 'strike-out' || known === 'squiggly' ? known : type,
    quote: { exact: textOf(field(entry, 'text')), prefix: '', suffix: '' },
    parts: [
      { page, start: 0, end: 0, rectsPt: rects },
      ...(next.length > 0 ? [{ page: page + 1, start: 0, end: 0, rectsPt: next }] : []),
    ],
  }
}
