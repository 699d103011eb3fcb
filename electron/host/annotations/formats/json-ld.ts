import { type KnownAnnotation, knownAnnotation } from '../../../contract/annotation.ts'
import { type Annotated, type AnnotationFormat, commentOf, type Foreign, pageOf, type Unread } from './annotated.ts'
import { isObject, listOf, textOf } from './json.ts'

// The W3C's Web Annotation Data Model (https://www.w3.org/TR/annotation-model/), as JSON-LD.

/** Beside the model's own words the whole record goes along, so that it comes back as it was. */
const recordKey = 'folium:record'
const context = ['http://www.w3.org/ns/anno.jsonld', { folium: 'urn:folium:' }]

const quoteSelector = (annotation: KnownAnnotation): object[] => {
  const quote = 'quote' in annotation ? annotation.quote : annotation.near?.quote
  return quote ? [{ type: 'TextQuoteSelector', ...quote }] : []
}

/** RFC 8118, 3: `viewrect` counts from the upper left, which needs the page's height; the rectangle goes in the record. */
const fragment = (annotation: KnownAnnotation): object => ({
  type: 'FragmentSelector',
  conformsTo: 'http://tools.ietf.org/rfc/rfc8118',
  value: `page=${pageOf(annotation)}`,
  ...('parts' in annotation && annotation.parts[0]
    ? { refinedBy: { type: 'TextPositionSelector', start: annotation.parts[0].start, end: annotation.parts[0].end } }
    : {}),
})

function annotationFrom({ item, paper }: Annotated, annotation: KnownAnnotation): object {
  const comment = commentOf(annotation)
  const bodies = [
    ...(comment ? [{ type: 'TextualBody', purpose: 'commenting', format: 'text/markdown', value: comment }] : []),
    ...(annotation.tags ?? []).map(value => ({ type: 'TextualBody', purpose: 'tagging', value })),
  ]
  return {
    id: `urn:folium:annotation:${annotation.id}`,
    type: 'Annotation',
    motivation: comment ? 'commenting' : 'highlighting',
    created: annotation.createdAt,
    modified: annotation.modifiedAt,
    ...(annotation.author ? { creator: { type: 'Person', name: annotation.author } } : {}),
    ...(bodies.length > 0 ? { body: bodies } : {}),
    target: {
      source: {
        id: item.url ?? `urn:sha256:${paper}`,
        type: 'Text',
        format: 'application/pdf',
        'dc:title': item.title,
        ...(item.doi ? { 'schema:sameAs': `https://doi.org/${item.doi}` } : {}),
      },
      selector: [...quoteSelector(annotation), fragment(annotation)],
    },
    [recordKey]: annotation,
  }
}

export const jsonLd: AnnotationFormat = {
  extension: 'jsonld',
  write: papers => {
    const items = papers.flatMap(paper => paper.annotations.map(annotation => annotationFrom(paper, annotation)))
    const collection = {
      '@context': context,
      type: 'AnnotationCollection',
      total: items.length,
      first: { type: 'AnnotationPage', startIndex: 0, items },
    }
    return [{ name: 'annotations.jsonld', text: `${JSON.stringify(collection, null, 2)}\n` }]
  },
  recognises: json => isObject(json) && '@context' in json && itemsOf(json).length > 0,
  read: json => {
    const found: Foreign[] = []
    const unread: Unread[] = []
    for (const [index, entry] of itemsOf(json).entries()) {
      const read = isObject(entry) ? foreignFrom(entry) : null
      if (read) found.push(read)
      else unread.push({ at: index + 1, reason: isObject(entry) ? 'no-place' : 'no-object' })
    }
    return { found, unread }
  },
}

/** The annotations of a collection, of a page of one, or a single one. */
function itemsOf(json: unknown): unknown[] {
  if (!isObject(json)) return Array.isArray(json) ? json : []
  if (json.type === 'Annotation') return [json]
  if (isObject(json.first)) return listOf(json.first.items)
  return listOf(json.items)
}

function foreignFrom(entry: Record<string, unknown>): Foreign | null {
  const target = [entry.target].flat()[0]
  const source = isObject(target) ? target.source : target
  const url = isObject(source) ? textOf(source.id) : textOf(source)
  const claim = {
    url: url || undefined,
    title: isObject(source) ? textOf(source['dc:title']) || undefined : undefined,
  }
  const kept = knownAnnotation.safeParse(entry[recordKey])
  if (kept.success) {
    const { paper, ...annotation } = kept.data
    return { ...claim, paper, annotation }
  }
  return isObject(target) ? quoted(entry, listOf([target.selector].flat()), claim) : null
}

/** Another program's: its words are looked for. */
function quoted(entry: Record<string, unknown>, selectors: unknown[], claim: Partial<Foreign>): Foreign | null {
  const selector = selectors.find(each => isObject(each) && each.type === 'TextQuoteSelector')
  if (!isObject(selector) || textOf(selector.exact) === '') return null
  const bodies = [entry.body].flat().filter(isObject)
  const values = (purpose: 'tagging' | 'commenting'): string[] =>
    bodies
      .filter(body => (purpose === 'tagging') === (body.purpose === 'tagging'))
      .map(body => textOf(body.value))
      .filter(Boolean)
  const creator = [entry.creator].flat()[0]
  const created = textOf(entry.created)
  const fragments = selectors.filter(isObject).map(each => /page=(\d+)/.exec(textOf(each.value))?.[1])
  return {
    ...claim,
    quoteOnly: true,
    annotation: {
      id: textOf(entry.id),
      kind: 'highlight',
      color: 'yellow',
      comment: values('commenting').join('\n\n'),
      author: isObject(creator) ? textOf(creator.name) : textOf(creator),
      createdAt: created,
      modifiedAt: textOf(entry.modified) || created,
      tags: values('tagging'),
      origin: { program: 'w3c', id: textOf(entry.id) },
      quote: { exact: textOf(selector.exact), prefix: textOf(selector.prefix), suffix: textOf(selector.suffix) },
      parts: [{ page: Number(fragments.find(Boolean) ?? 1), start: 0, end: 0, rectsPt: [] }],
    } as Foreign['annotation'],
  }
}
