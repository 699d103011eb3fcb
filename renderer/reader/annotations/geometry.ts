import type { KnownAnnotation, PagePart, PointPt, RectPt, Turn } from '../../../electron/contract/annotation.ts'
import { boundsOf } from './strokes.ts'

/** A rectangle in CSS pixels of the page as it is drawn, origin top left. */
export interface RectPx {
  left: number
  top: number
  right: number
  bottom: number
}

/** A page's way between its drawing (CSS pixels, rotated and scaled) and PDF user space (points). pdf.js's PageViewport is one. */
export interface PageSpace {
  convertToPdfPoint(xPx: number, yPx: number): number[]
  convertToViewportPoint(xPt: number, yPt: number): number[]
}

const spanned = (a: number[], b: number[]): [number, number, number, number] => {
  const [ax = 0, ay = 0] = a
  const [bx = 0, by = 0] = b
  return [Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by)]
}
/** A hundredth of a point is far below what is seen, and keeps the files small. */
const rounded = (pt: number): number => Math.round(pt * 100) / 100

export function rectPtFromPx({ left, top, right, bottom }: RectPx, space: PageSpace): RectPt {
  const [x0, y0, x1, y1] = spanned(space.convertToPdfPoint(left, top), space.convertToPdfPoint(right, bottom))
  return [rounded(x0), rounded(y0), rounded(x1), rounded(y1)]
}

export function rectPxFromPt([x0, y0, x1, y1]: RectPt, space: PageSpace): RectPx {
  const [left, top, right, bottom] = spanned(space.convertToViewportPoint(x0, y0), space.convertToViewportPoint(x1, y1))
  return { left, top, right, bottom }
}

function onOneLine(a: RectPx, b: RectPx): boolean {
  const height = Math.min(a.bottom - a.top, b.bottom - b.top)
  const overlap = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
  const gap = Math.max(a.left, b.left) - Math.min(a.right, b.right)
  return overlap > height / 2 && gap < height
}

/** Joins the pieces of each line to one rectangle. Pieces come in reading order; two columns side by side stay two. */
export function mergedByLine(pieces: readonly RectPx[]): RectPx[] {
  const lines: RectPx[] = []
  for (const piece of pieces) {
    if (piece.right - piece.left < 0.1 || piece.bottom - piece.top < 0.1) continue
    const line = lines.at(-1)
    if (line && onOneLine(line, piece))
      lines[lines.length - 1] = {
        left: Math.min(line.left, piece.left),
        top: Math.min(line.top, piece.top),
        right: Math.max(line.right, piece.right),
        bottom: Math.max(line.bottom, piece.bottom),
      }
    else lines.push(piece)
  }
  return lines
}

/** Half the side of a note's icon, PDF points. */
export const noteHalfPt = 9

/** What an annotation covers, page by page. */
export function placesOf(annotation: KnownAnnotation): Pick<PagePart, 'page' | 'rectsPt'>[] {
  if ('parts' in annotation) return annotation.parts
  const { page } = annotation
  if (annotation.kind === 'ink') return [{ page, rectsPt: [boundsOf(annotation.strokes, annotation.widthPt)] }]
  if (annotation.kind !== 'note') return [{ page, rectsPt: [annotation.rectPt] }]
  const [x, y] = annotation.pointPt
  return [{ page, rectsPt: [[x - noteHalfPt, y - noteHalfPt, x + noteHalfPt, y + noteHalfPt]] }]
}

const areaOf = ([x0, y0, x1, y1]: RectPt): number => (x1 - x0) * (y1 - y0)

/** The annotation under a point of a page (PDF points): the smallest, so that one inside another can be reached. */
export function annotationAt<A extends KnownAnnotation>(
  annotations: readonly A[],
  page: number,
  [x = 0, y = 0]: readonly number[],
): A | null {
  let found: A | null = null
  let smallest = Infinity
  for (const annotation of annotations) {
    const rects = placesOf(annotation).flatMap(place => (place.page === page ? place.rectsPt : []))
    const area = rects.reduce((sum, rect) => sum + areaOf(rect), 0)
    if (area < smallest && rects.some(([x0, y0, x1, y1]) => x >= x0 && x <= x1 && y >= y0 && y <= y1)) {
      found = annotation
      smallest = area
    }
  }
  return found
}

/** Where an annotation stands among the others: page, place in the page's text, distance from the bottom (PDF points). */
function keyOf(annotation: KnownAnnotation): [number, number, number] {
  const [place] = placesOf(annotation)
  const start = 'parts' in annotation ? annotation.parts[0]?.start : annotation.near?.start
  return [place?.page ?? 0, start ?? 0, place?.rectsPt[0]?.[3] ?? 0]
}

/** Sorts by page, then by place in the page's text, from top to bottom, then by age. */
export function inPageOrder(a: KnownAnnotation, b: KnownAnnotation): number {
  const [[page, start, top], [otherPage, otherStart, otherTop]] = [keyOf(a), keyOf(b)]
  return page - otherPage || start - otherStart || otherTop - top || a.createdAt.localeCompare(b.createdAt)
}

/** The rectangle between two corners, PDF points. */
export const boxBetween = ([ax, ay]: PointPt, [bx, by]: PointPt): RectPt => [
  rounded(Math.min(ax, bx)),
  rounded(Math.min(ay, by)),
  rounded(Math.max(ax, bx)),
  rounded(Math.max(ay, by)),
]

/**
 * A line along the words of a rectangle, from where they begin to where they end; `share` is its height over the lower edge
 * (as the words are read) in parts of the rectangle's, `turn` the way the words run.
 */
export function lineAlong([x0, y0, x1, y1]: RectPt, turn: Turn, share: number): [PointPt, PointPt] {
  const [across, up] = [(x1 - x0) * share, (y1 - y0) * share]
  if (turn === 90)
    return [
      [x1 - across, y0],
      [x1 - across, y1],
    ]
  if (turn === 180)
    return [
      [x1, y1 - up],
      [x0, y1 - up],
    ]
  if (turn === 270)
    return [
      [x0 + across, y1],
      [x0 + across, y0],
    ]
  return [
    [x0, y0 + up],
    [x1, y0 + up],
  ]
}

const turnFrom = (degrees: number): Turn => ((((Math.round(degrees / 90) % 4) + 4) % 4) * 90) as Turn
const degreesOf = ([ax = 0, ay = 0]: readonly number[], [bx = 0, by = 0]: readonly number[]): number =>
  (Math.atan2(by - ay, bx - ax) * 180) / Math.PI

/** Which way words run in PDF user space that are upright on the screen. */
export const uprightTurn = (space: PageSpace): Turn =>
  turnFrom(degreesOf(space.convertToPdfPoint(0, 0), space.convertToPdfPoint(1, 0)))

/** How words that run so in PDF user space lie on the screen: degrees clockwise, and CSS pixels a point. */
export function turnOnScreen(turn: Turn, space: PageSpace): { degrees: Turn; scale: number } {
  const radians = (turn * Math.PI) / 180
  const from = space.convertToViewportPoint(0, 0)
  const to = space.convertToViewportPoint(Math.cos(radians), Math.sin(radians))
  const [dx, dy] = [(to[0] ?? 0) - (from[0] ?? 0), (to[1] ?? 0) - (from[1] ?? 0)]
  return { degrees: turnFrom(degreesOf(from, to)), scale: Math.hypot(dx, dy) }
}

/** The annotations of the file that these were taken over from, by page. Those of an earlier file are not in this one. */
export const originalsOf = (annotations: readonly KnownAnnotation[]): { page: number; id: string; shown?: true }[] =>
  annotations.flatMap(annotation => {
    const { origin, anchoring } = annotation
    if (!origin || anchoring || (origin.program !== 'pdf' && origin.program !== 'folium')) return []
    // Of a mark over several pages that Folium wrote, each part is an object of its own.
    const ids = origin.program === 'folium' ? origin.id.split(' ') : [origin.id]
    const shown = origin.shown ? { shown: origin.shown } : {}
    return placesOf(annotation).map(({ page }, part) => ({ page, id: ids[part] ?? origin.id, ...shown }))
  })
