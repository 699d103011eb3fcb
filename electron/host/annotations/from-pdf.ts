import type { RectPt } from '../../contract/annotation.ts'
import { recordId } from '../../contract/identity.ts'
import type { PdfAnnotation } from '../pdf/read.ts'
import type { Foreign } from './formats/annotated.ts'

const textMarks: Readonly<Record<string, string>> = {
  Highlight: 'highlight',
  Underline: 'underline',
  StrikeOut: 'strike-out',
  Squiggly: 'squiggly',
}

/**
 * Annotations of a PDF as ours. Every standard markup kind has a place among ours: lines and polygons become ink, squares,
 * circles and stamps an area, a caret a note. An answer stands under the comment that it answers.
 */
export function foreignFromPdf(annotations: readonly PdfAnnotation[]): Foreign[] {
  const byId = new Map<string, Foreign>()
  const found: Foreign[] = []
  const answers: PdfAnnotation[] = []
  for (const annotation of annotations) {
    if (annotation.inReplyTo !== null) {
      answers.push(annotation)
      continue
    }
    // The parts of a mark over several pages are known by the name of the first.
    const first = annotation.ours && /^(.*)\.\d+$/.exec(annotation.name)?.[1]
    const begun = first ? found.find(each => each.annotation.id === first) : undefined
    if (begun && 'parts' in begun.annotation) {
      const { page, quadsPt } = annotation
      ;(begun.annotation as { parts: object[] }).parts.push({ page, start: 0, end: 0, rectsPt: [...quadsPt] })
      continue
    }
    const foreign = { annotation: annotationFrom(annotation) }
    byId.set(annotation.id, foreign)
    found.push(foreign)
  }
  for (const { inReplyTo, author, contents } of answers) {
    const answered = byId.get(inReplyTo ?? '')
    if (!answered || contents === '') continue
    const { annotation } = answered
    annotation.comment = `${annotation.comment}\n\n${author ? `**${author}**: ` : ''}${contents}`.trim()
  }
  return found
}

function annotationFrom(given: PdfAnnotation): Foreign['annotation'] {
  const { name, id, color, contents, author, createdAt, modifiedAt, tags, ours } = given
  const time = modifiedAt ?? createdAt ?? new Date(0).toISOString()
  const annotation = {
    id: ours && recordId.safeParse(name).success ? name : '',
    color: color ?? '#aaaaaa',
    comment: contents,
    author,
    createdAt: createdAt ?? time,
    modifiedAt: time,
    tags: [...tags],
    ...(ours ? {} : { origin: { program: 'pdf', id: id || name } }),
    ...shapeOf(given),
  }
  return annotation as Foreign['annotation']
}

function shapeOf({ subtype, page, rectPt, quadsPt, strokes, widthPt, sizePt }: PdfAnnotation): object {
  const mark = textMarks[subtype]
  const rects: readonly RectPt[] = quadsPt.length > 0 ? quadsPt : [rectPt]
  if (mark)
    return {
      kind: mark,
      quote: { exact: '', prefix: '', suffix: '' },
      parts: [{ page, start: 0, end: 0, rectsPt: [...rects] }],
    }
  if (subtype === 'FreeText')
    return { kind: 'free-text', page, rectPt, sizePt: Math.max(2, Math.min(400, sizePt ?? 12)) }
  if (strokes.length > 0)
    return {
      kind: 'ink',
      page,
      strokes: strokes.map(stroke => [...stroke]),
      widthPt: Math.max(0.1, Math.min(200, widthPt)),
    }
  if (subtype === 'Text' || subtype === 'Caret' || subtype === 'FileAttachment' || subtype === 'Sound')
    return { kind: 'note', page, pointPt: [(rectPt[0] + rectPt[2]) / 2, (rectPt[1] + rectPt[3]) / 2] }
  return { kind: 'area', page, rectPt }
}
