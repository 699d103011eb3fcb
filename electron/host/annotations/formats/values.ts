import { hexOfColor, type PaletteColor } from '../../../contract/choices.ts'
import { authorsShort, yearOf } from '../../../contract/reference-words.ts'
import type { KnownAnnotation } from '../../../contract/annotation.ts'
import { type Annotated, commentOf, pageOf, quoteOf, type Writing } from './annotated.ts'
import type { Values } from './template.ts'

/** What the user calls a colour: its own name, else its id. */
export const colorName = (color: string, palette: readonly PaletteColor[]): string =>
  palette.find(({ id }) => id === color)?.name || color

/** What a template can say of an annotation. */
const valuesOf = (annotation: KnownAnnotation, { palette }: Writing): Values => ({
  id: annotation.id,
  kind: annotation.kind,
  page: pageOf(annotation),
  quote: quoteOf(annotation)
    .replace(/\s*\n\s*/g, ' ')
    .trim(),
  comment: commentOf(annotation).trim(),
  color: colorName(annotation.color, palette),
  hex: hexOfColor(annotation.color, palette),
  tags: annotation.tags ?? [],
  author: annotation.author,
  created: annotation.createdAt,
  modified: annotation.modifiedAt,
  date: annotation.modifiedAt.slice(0, 10),
})

/** What a template can say of a paper: `authors`, `year`, `citekey` … are empty where they are not known. */
export const paperValues = ({ item, annotations }: Annotated, writing: Writing): Values => ({
  title: item.title,
  authors: item.reference ? authorsShort(item.reference) : '',
  year: item.reference ? (yearOf(item.reference) ?? '') : '',
  url: item.url ?? '',
  doi: item.doi ?? '',
  arxiv: item.arxivId ?? '',
  citekey: item.reference?.citeKey ?? '',
  status: item.reading?.status ?? 'to-read',
  tags: writing.tagsOf(item),
  annotations: annotations.map(annotation => valuesOf(annotation, writing)),
})
