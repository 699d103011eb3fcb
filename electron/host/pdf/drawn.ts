import type { KnownAnnotation } from '../../contract/annotation.ts'
import { hexOfColor, type PaletteColor } from '../../contract/choices.ts'
import { type Drawing, drawingsOf } from './drawings.ts'
import type { PageEntry } from './file.ts'
import type { Faces, Typeface } from './typeface.ts'

/** An annotation on one of its pages, with the name it has there. */
export interface Drawn {
  annotation: KnownAnnotation
  drawing: Drawing
  nm: string
  color: readonly [number, number, number]
}

/** Every annotation on each of its pages, drawn. */
export async function drawAll(
  faces: Faces,
  annotations: readonly KnownAnnotation[],
  palette: readonly PaletteColor[],
  pages: readonly PageEntry[],
): Promise<Drawn[]> {
  const typefaces = new Map<string, Typeface>()
  for (const { kind, id, comment } of annotations) if (kind === 'free-text') typefaces.set(id, await faces.for(comment))
  const rotationOf = (page: number): 0 | 90 | 180 | 270 => {
    const turn = pages[page - 1]?.dict.get('Rotate')
    return typeof turn === 'number' ? (((((Math.round(turn / 90) * 90) % 360) + 360) % 360) as 0 | 90 | 180 | 270) : 0
  }
  return annotations.flatMap(annotation => {
    const color = rgbFrom(hexOfColor(annotation.color, palette))
    const typeface = annotation.kind === 'free-text' ? (typefaces.get(annotation.id) ?? null) : null
    return drawingsOf(annotation, { color, typeface, rotationOf }).map((drawing, index) => ({
      annotation,
      drawing,
      color,
      nm: index === 0 ? annotation.id : `${annotation.id}.${index + 1}`,
    }))
  })
}

const rgbFrom = (hex: string): [number, number, number] =>
  [1, 3, 5].map(at => parseInt(hex.slice(at, at + 2), 16) / 255) as [number, number, number]

/** Free text shows its words itself. */
export const hasPopup = ({ annotation, drawing }: Drawn): boolean =>
  annotation.comment !== '' && drawing.subtype !== 'FreeText'

/** What the standard has no place for: tags, a shared group, whether strokes are lines or curves. */
export function privateOf(annotation: KnownAnnotation): Record<string, unknown> {
  const { tags, group, id } = annotation
  const isSplit = 'parts' in annotation && annotation.parts.length > 1
  return {
    ...(tags && tags.length > 0 ? { tags } : {}),
    ...(group ? { group } : isSplit ? { group: id } : {}),
    ...('straight' in annotation && annotation.straight ? { straight: true } : {}),
  }
}
