import type { Item } from '../../../contract/item.ts'
import { yearOf } from '../../../contract/reference-words.ts'
import type { Person } from '../../../contract/reference.ts'
import type { KnownAnnotation } from '../../../contract/annotation.ts'
import {
  type Annotated,
  type AnnotationFormat,
  commentOf,
  distinct,
  fileNameFrom,
  pageOf,
  quoteOf,
  type Writing,
} from './annotated.ts'
import { colorName } from './values.ts'

/** A YAML string that needs no second thought: always in double quotes, as JSON is YAML. */
const quoted = (text: string): string => JSON.stringify(text)

const personName = ({ family, given, literal }: Person): string =>
  literal ?? [given, family].filter(part => part !== undefined).join(' ')

/** The properties that Obsidian shows; empty ones are left out. */
function frontMatter(item: Item, tags: readonly string[]): string {
  const { reference, url, doi, arxivId, reading, title } = item
  const list = (values: readonly string[]): string => `[${values.map(quoted).join(', ')}]`
  const year = reference ? yearOf(reference) : null
  const authors = reference?.author?.map(personName) ?? []
  const lines = [
    `title: ${quoted(title)}`,
    authors.length > 0 && `authors: ${list(authors)}`,
    year !== null && `year: ${year}`,
    doi && `doi: ${quoted(doi)}`,
    arxivId && `arxiv: ${quoted(arxivId)}`,
    reference?.citeKey && `citekey: ${quoted(reference.citeKey)}`,
    url && `url: ${quoted(url)}`,
    // A tag of Obsidian holds no space.
    tags.length > 0 && `tags: ${list(tags.map(tag => tag.replace(/\s+/g, '-')))}`,
    `status: ${quoted(reading?.status ?? 'to-read')}`,
  ]
  return `---\n${lines.filter(line => typeof line === 'string').join('\n')}\n---\n`
}

const inCallout = (text: string): string =>
  text
    .split('\n')
    .map(line => `> ${line}`.trimEnd())
    .join('\n')

/** A callout with the words, the comment under it, and an id by which other notes can link to it. */
export function callout(annotation: KnownAnnotation, { palette }: Pick<Writing, 'palette'>): string {
  const quote = quoteOf(annotation)
    .replace(/\s*\n\s*/g, ' ')
    .trim()
  const comment = commentOf(annotation).trim()
  const tags = (annotation.tags ?? []).map(tag => `#${tag.replace(/\s+/g, '-')}`).join(' ')
  const head = `> [!quote|${colorName(annotation.color, palette)}] p. ${pageOf(annotation)}`
  const body = [
    quote && inCallout(quote),
    comment && `${quote ? '>\n' : ''}${inCallout(comment)}`,
    tags && inCallout(tags),
  ]
  return [head, ...body.filter(Boolean), '', `^${blockId(annotation.id)}`].join('\n')
}

/** Obsidian's block ids hold letters, digits and dashes. */
export const blockId = (id: string): string => id.replaceAll('_', '-')

const note = (paper: Annotated, writing: Writing): string =>
  [
    frontMatter(paper.item, writing.tagsOf(paper.item)),
    `# ${paper.item.title}\n`,
    ...paper.annotations.map(annotation => `${callout(annotation, writing)}\n`),
  ].join('\n')

/** One note a paper, as Obsidian has them: YAML front matter, callouts, block ids. */
export const obsidian: AnnotationFormat = {
  extension: 'md',
  write: (papers, writing) =>
    distinct(papers.map(paper => ({ name: fileNameFrom(paper.item.title, 'md'), text: note(paper, writing) }))),
}
