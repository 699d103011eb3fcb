import type { KnownAnnotation, RectPt } from '../../contract/annotation.ts'
import { recordId } from '../../contract/identity.ts'
import { hasOwnLook, kindOfPdfMark } from '../../contract/pdf-mark.ts'
import type { PdfAnnotation } from '../pdf/read.ts'
import type { Foreign } from './formats/annotated.ts'

export type FromPdf = Foreign & { objects: string[]; name: string }

/**
 * Annotations of a PDF as ours. Every standard markup kind has a place among ours: lines and polygons become ink, squares,
 * circles and stamps an area, a caret a note. An answer stands under the comment that it answers.
 */
export function foreignFromPdf(annotations: readonly PdfAnnotation[]): FromPdf[] {
  const known = new Map(annotations.map(annotation => [annotation.id, annotation]))
  const byId = new Map<string, FromPdf>()
  const found: FromPdf[] = []
  const answers: { answer: PdfAnnotation; first: string }[] = []
  for (const annotation of annotations) {
    const first = firstOf(annotation, known)
    if (first !== annotation.id) {
      answers.push({ answer: annotation, first })
      continue
    }
    // The parts of a mark over several pages are known by the name of the first.
    const whole = annotation.ours && /^(.*)\.\d+$/.exec(annotation.name)?.[1]
    const begun = whole ? found.find(each => each.annotation.id === whole) : undefined
    if (begun && 'parts' in begun.annotation) {
      const { page, quadsPt } = annotation
      ;(begun.annotation as { parts: object[] }).parts.push({ page, start: 0, end: 0, rectsPt: [...quadsPt] })
      begun.objects.push(annotation.id)
      if (begun.annotation.origin) begun.annotation.origin.id += ` ${annotation.id}`
      continue
    }
    const objects = annotation.id ? [annotation.id] : []
    const foreign = { annotation: annotationFrom(annotation), objects, name: annotation.name }
    byId.set(annotation.id, foreign)
    found.push(foreign)
  }
  for (const { answer, first } of answers) addAnswer(byId.get(first), answer)
  return found
}

/** What began the talk that an annotation answers in; its own object where it answers nothing that the file has. */
function firstOf(annotation: PdfAnnotation, known: ReadonlyMap<string, PdfAnnotation>): string {
  const passed = new Set<string>()
  let first = annotation
  for (;;) {
    const answered = first.inReplyTo === null ? undefined : known.get(first.inReplyTo)
    if (!answered) return first.id
    // Answers in a circle answer nothing.
    if (passed.has(answered.id)) return annotation.id
    passed.add(answered.id)
    first = answered
  }
}

function addAnswer(answered: FromPdf | undefined, { id, author, contents }: PdfAnnotation): void {
  answered?.objects.push(id)
  if (!answered || contents === '') return
  const { annotation } = answered
  annotation.comment = `${annotation.comment}\n\n${author ? `**${author}**: ` : ''}${contents}`.trim()
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
    // Of ours only which object is not to be drawn beside it, an object a part: they are known by their own names.
    ...(ours && id === '' ? {} : { origin: originOf(given) }),
    ...shapeOf(given),
  }
  return annotation as Foreign['annotation']
}

const originOf = (given: PdfAnnotation): KnownAnnotation['origin'] => ({
  program: given.ours ? 'folium' : 'pdf',
  id: given.id || given.name,
  ...(staysShown(given) ? { shown: true } : {}),
})

/** Whether its own picture says more than ours. A kind without one is no more than a frame; a caret is drawn as one. */
function staysShown({ subtype, isDrawn, contents, saysMore }: PdfAnnotation): boolean {
  // Words that are only drawn.
  if (subtype === 'FreeText') return isDrawn && contents === ''
  // Without a picture a filling is drawn all the same.
  if (saysMore && drawnShapes.includes(subtype)) return isDrawn || subtype === 'Square'
  return (
    subtype === 'Caret' ||
    (hasOwnLook(subtype) && kindOfPdfMark(subtype) === 'area' && (isDrawn || subtype === 'Circle'))
  )
}
const drawnShapes = ['Square', 'Line', 'PolyLine', 'Polygon']

function shapeOf({ subtype, page, rectPt, quadsPt, strokes, straight, widthPt, sizePt }: PdfAnnotation): object {
  const kind = kindOfPdfMark(subtype)
  const rects: readonly RectPt[] = quadsPt.length > 0 ? quadsPt : [rectPt]
  if (kind === 'free-text') return { kind, page, rectPt, sizePt: Math.max(2, Math.min(400, sizePt ?? 12)) }
  if (kind === 'note') return { kind, page, pointPt: [(rectPt[0] + rectPt[2]) / 2, (rectPt[1] + rectPt[3]) / 2] }
  if (kind === 'ink' && strokes.length > 0)
    return {
      kind,
      page,
      strokes: strokes.map(stroke => [...stroke]),
      widthPt: Math.max(0.1, Math.min(200, widthPt)),
      ...(straight ? { straight } : {}),
    }
  if (kind === 'ink' || kind === 'area') return { kind: 'area', page, rectPt }
  return {
    kind,
    quote: { exact: '', prefix: '', suffix: '' },
    parts: [{ page, start: 0, end: 0, rectsPt: [...rects] }],
  }
}

/** An annotation of another PDF than the paper's own; `isGrown` where that began as the paper's own, which lies in it unchanged. */
export function ofCopy(foreign: Foreign, isGrown: boolean): Foreign {
  const { origin, ...annotation } = foreign.annotation
  if (!origin || (origin.program !== 'folium' && (origin.program !== 'pdf' || isGrown))) return foreign
  const { shown: _, ...elsewhere } = { ...origin, program: 'pdf-copy' }
  return { ...foreign, annotation: { ...annotation, ...(origin.program === 'folium' ? {} : { origin: elsewhere }) } }
}
