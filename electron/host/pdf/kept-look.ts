import type { KnownAnnotation, RectPt } from '../../contract/annotation.ts'
import { hasOwnLook, kindOfPdfMark } from '../../contract/pdf-mark.ts'
import type { Drawn } from './drawn.ts'
import type { Dict } from './objects.ts'
import type { PdfAnnotation } from './read.ts'

/** How far two lengths may differ and be the same, PDF points. */
const tolerancePt = 0.01

/** Kinds that say more than ours would, also without an appearance: programs draw them by what they are. */
const saysMore = ['Circle', 'Caret', 'FileAttachment', 'Sound']

const areAlike = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((value, index) => Math.abs(value - (b[index] ?? NaN)) <= tolerancePt)

/**
 * The entries to set beside its words where the annotation of a file keeps how it looks: where ours is as it was taken over,
 * and where ours could not stand for it (a stamp, an attached file), which is then moved as a whole. Null where it is drawn anew.
 */
export function lookKept(there: PdfAnnotation | null, { annotation, drawing, color }: Drawn): Dict | null {
  if (!there || kindOfPdfMark(there.subtype) !== annotation.kind) return null
  if (!there.isDrawn && !saysMore.includes(there.subtype)) return null
  if (hasOwnLook(there.subtype)) {
    const rectPt = movedTo(there.rectPt, annotation)
    return areAlike(rectPt, there.rectPt) ? new Map() : new Map([['Rect', [...rectPt]]])
  }
  const hex = `#${color
    .map(part =>
      Math.round(part * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`
  return hex === (there.color ?? '#aaaaaa') && isInPlace(there, annotation, drawing.page) ? new Map() : null
}

/** Where the rectangle of an area or of a note's icon is now. */
function movedTo(rectPt: RectPt, annotation: KnownAnnotation): RectPt {
  if (annotation.kind === 'area') return annotation.rectPt
  if (annotation.kind !== 'note') return rectPt
  const [left, bottom, right, top] = rectPt
  const [dx, dy] = [annotation.pointPt[0] - (left + right) / 2, annotation.pointPt[1] - (bottom + top) / 2]
  return [left + dx, bottom + dy, right + dx, top + dy]
}

function isInPlace(there: PdfAnnotation, annotation: KnownAnnotation, page: number): boolean {
  switch (annotation.kind) {
    case 'area':
      return areAlike(there.rectPt, annotation.rectPt)
    case 'note':
      return areAlike(movedTo(there.rectPt, annotation), there.rectPt)
    case 'free-text':
      return (
        areAlike(there.rectPt, annotation.rectPt) &&
        there.sizePt === annotation.sizePt &&
        there.contents === annotation.comment
      )
    case 'ink':
      return there.widthPt === annotation.widthPt && areAlike(there.strokes.flat(), annotation.strokes.flat())
    default: {
      const part = annotation.parts.find(each => each.page === page)
      const rects = there.quadsPt.length > 0 ? there.quadsPt : [there.rectPt]
      return areAlike(rects.flat(), (part?.rectsPt ?? []).flat())
    }
  }
}
