import { hexOfColor } from '../../../contract/choices.ts'
import { type AnnotationFormat, commentOf, pageOf, quoteOf } from './annotated.ts'
import { paperValues, colorName } from './values.ts'

const columns = [
  'title',
  'authors',
  'year',
  'citekey',
  'page',
  'kind',
  'color',
  'hex',
  'quote',
  'comment',
  'tags',
  'author',
  'created',
  'modified',
  'id',
]

/** A field of RFC 4180. A spreadsheet takes what begins with these signs for a formula, so an apostrophe stands before it. */
function field(value: string | number): string {
  const text = String(value)
  const plain = /^[=+@\t\r]|^-(?!\d)/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain
}

/** Comma-separated values with a header, one line an annotation, in UTF-8 with a mark so that Excel reads Chinese. */
export const csv: AnnotationFormat = {
  extension: 'csv',
  write: (papers, writing) => {
    const rows = papers.flatMap(paper => {
      const { title, authors, year, citekey } = paperValues(paper, writing)
      return paper.annotations.map(annotation => [
        ...[title, authors, year, citekey].map(String),
        pageOf(annotation),
        annotation.kind,
        colorName(annotation.color, writing.palette),
        hexOfColor(annotation.color, writing.palette),
        quoteOf(annotation),
        commentOf(annotation),
        (annotation.tags ?? []).join('; '),
        annotation.author,
        annotation.createdAt,
        annotation.modifiedAt,
        annotation.id,
      ])
    })
    const lines = [columns, ...rows].map(row => row.map(field).join(','))
    return [{ name: 'annotations.csv', text: `\ufeff${lines.join('\r\n')}\r\n` }]
  },
}
