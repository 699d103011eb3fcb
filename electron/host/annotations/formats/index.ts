import type { AnnotationFormatName } from '../../../contract/choices.ts'
import type { AnnotationFormat } from './annotated.ts'
import { csv } from './csv.ts'
import { hypothesis } from './hypothesis.ts'
import { jsonLd } from './json-ld.ts'
import { markdown } from './markdown.ts'
import { obsidian } from './obsidian.ts'
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
