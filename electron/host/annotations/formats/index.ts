import type { AnnotationFormatName } from '../../../contract/choices.ts'
import type { AnnotationFormat } from './annotated.ts'
import { csv } from './csv.ts'
import { hypothesis } from './hypothesis.ts'
import { jsonLd } from './json-ld.ts'
import { markdown } from './markdown.ts'
import { obsidian } from './obsidian.ts'
import { parsedJson } from './json.ts'
import { zotero } from './zotero.ts'

/** Every way of writing annotations down beside the PDF itself: one file and one line each. */
export const annotationFormatTable = {
  markdown,
  obsidian,
  'json-ld': jsonLd,
  zotero,
  hypothesis,
  csv,
} satisfies Record<AnnotationFormatName, AnnotationFormat>

const formatOf = (json: unknown): AnnotationFormat | undefined =>
  Object.values<AnnotationFormat>(annotationFormatTable).find(format => format.recognises?.(json))

/** Whether a file is one that annotations are read from. */
export const isAnnotationFile = (bytes: Uint8Array): boolean => formatOf(parsedJson(bytes)) !== undefined

/** The annotations in a file of another program; undefined where it is none. */
export function readMarks(bytes: Uint8Array): ReturnType<NonNullable<AnnotationFormat['read']>> | undefined {
  const json = parsedJson(bytes)
  return formatOf(json)?.read?.(json)
}
