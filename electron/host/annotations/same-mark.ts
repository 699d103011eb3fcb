import type { KnownAnnotation, RectPt } from '../../contract/annotation.ts'

/** How far two programs, or two layouts of a page, may put one mark apart, PDF points. */
const apartPt = 3
/** How many letters a mark's ends may differ by, and it is the same passage. */
const apartLetters = 2

type Placed = Omit<KnownAnnotation, 'paper'>

/** The first page of an annotation (1-based) and what it takes there, PDF points; null for a mark without rectangles. */
export function boxOf(given: Placed): { page: number; rectPt: RectPt } | null {
  const annotation = given as KnownAnnotation
  if ('pointPt' in annotation) return { page: annotation.page, rectPt: [...annotation.pointPt, ...annotation.pointPt] }
  if ('rectPt' in annotation) return { page: annotation.page, rectPt: annotation.rectPt }
  if ('strokes' in annotation) {
    const points = annotation.strokes.flat()
    return {
      page: annotation.page,
      rectPt: around(
        points.filter((_, at) => at % 2 === 0),
        points.filter((_, at) => at % 2 === 1),
      ),
    }
  }
  const [part] = annotation.parts
  if (!part || part.rectsPt.length === 0) return null
  const [xs, ys] = [0, 1].map(axis => part.rectsPt.flatMap(rect => [rect[axis] ?? 0, rect[axis + 2] ?? 0]))
  return { page: part.page, rectPt: around(xs ?? [], ys ?? []) }
}

function around(xs: readonly number[], ys: readonly number[]): RectPt {
  let [left, bottom, right, top] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const x of xs) [left, right] = [Math.min(left, x), Math.max(right, x)]
  for (const y of ys) [bottom, top] = [Math.min(bottom, y), Math.max(top, y)]
  return [left, bottom, right, top]
}

/** Whether two annotations are of one kind and stand in one place: the same letters of a page, or nearly the same box. */
export function isSameMark(a: Placed, b: Placed): boolean {
  if (a.kind !== b.kind) return false
  const [first, other] = [partOf(a), partOf(b)]
  if (first && other && first.end > first.start && other.end > other.start)
    return (
      first.page === other.page &&
      Math.abs(first.start - other.start) <= apartLetters &&
      Math.abs(first.end - other.end) <= apartLetters
    )
  const [box, otherBox] = [boxOf(a), boxOf(b)]
  if (!box || !otherBox || box.page !== otherBox.page) return false
  return box.rectPt.every((edge, side) => Math.abs(edge - (otherBox.rectPt[side] ?? NaN)) <= apartPt)
}

const partOf = (annotation: Placed) =>
  'parts' in annotation
    ? (annotation as KnownAnnotation & { parts: { page: number; start: number; end: number }[] }).parts[0]
    : undefined

/** The name of one of ours that a mark of a PDF has (NM): a mark over several pages is "id", "id.2", … */
export const namedAs = (name: string, id: string): boolean =>
  name === id || (name.startsWith(`${id}.`) && /^\d+$/.test(name.slice(id.length + 1)))
