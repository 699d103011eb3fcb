import type { RectPt } from '../../../electron/contract/annotation.ts'
import type { ShownAnnotation } from './tools/index.ts'

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

const areaOf = ([x0, y0, x1, y1]: RectPt): number => (x1 - x0) * (y1 - y0)

/** The annotation under a point of a page (PDF points): the smallest, so that one inside another can be reached. */
export function annotationAt(
  annotations: readonly ShownAnnotation[],
  page: number,
  [x = 0, y = 0]: number[],
): ShownAnnotation | null {
  let found: ShownAnnotation | null = null
  let smallest = Infinity
  for (const annotation of annotations) {
    const rects = annotation.parts.filter(part => part.page === page).flatMap(part => part.rectsPt)
    const area = rects.reduce((sum, rect) => sum + areaOf(rect), 0)
    if (area < smallest && rects.some(([x0, y0, x1, y1]) => x >= x0 && x <= x1 && y >= y0 && y <= y1)) {
      found = annotation
      smallest = area
    }
  }
  return found
}

/** Sorts by page, then by place in the page's text, then by age. */
export function inPageOrder(a: ShownAnnotation, b: ShownAnnotation): number {
  const [first, second] = [a.parts[0], b.parts[0]]
  if (!first || !second) return 0
  return first.page - second.page || first.start - second.start || a.createdAt.localeCompare(b.createdAt)
}
