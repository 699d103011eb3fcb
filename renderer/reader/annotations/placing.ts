import type { NearText, PointPt, TextMark } from '../../../electron/contract/annotation.ts'
import { type PageSelection, partsFrom, quoteFrom } from './anchor.ts'
import { placesOf } from './geometry.ts'
import type { HandTool, ShownAnnotation } from './tools/index.ts'

const now = (): string => new Date().toISOString()
/** What is said of an annotation that the user has placed. */
export const byHand = (annotation: ShownAnnotation) => ({
  modifiedAt: now(),
  anchoring: { from: annotation.anchoring?.from ?? annotation.paper, confidence: 1, state: 'placed' as const },
})

export const isOrphan = ({ anchoring }: ShownAnnotation): boolean => anchoring?.state === 'orphan'

/** A marked passage put on a selection; null where nothing but space is selected. */
export function placedOn(mark: TextMark, pages: readonly PageSelection[]): TextMark | null {
  const [quote, parts] = [quoteFrom(pages), partsFrom(pages)]
  return quote.exact === '' || parts.length === 0 ? null : { ...mark, ...byHand(mark), quote, parts }
}

type Placed = Exclude<ShownAnnotation, TextMark>

/** What stands at a place, with its middle put at a point. */
export function placedAt(annotation: Placed, page: number, point: PointPt, near: NearText | null): Placed {
  const [x0, y0, x1, y1] = placesOf(annotation)[0]?.rectsPt[0] ?? [0, 0, 0, 0]
  const by = [point[0] - (x0 + x1) / 2, point[1] - (y0 + y1) / 2] as const
  const { near: _, ...rest } = { ...annotation, ...byHand(annotation), page, ...(near ? { near } : {}) } as Placed
  const there = { ...rest, ...(near ? { near } : {}) } as Placed
  if (there.kind === 'note') return { ...there, pointPt: point }
  if (there.kind === 'ink')
    return { ...there, strokes: there.strokes.map(stroke => stroke.map((value, at) => value + (by[at % 2] ?? 0))) }
  const [left, bottom, right, top] = there.rectPt
  return { ...there, rectPt: [left + by[0], bottom + by[1], right + by[0], top + by[1]] }
}

/** A tool that puts one orphan where the hand says. */
export const placingTool = (orphan: ShownAnnotation): HandTool => ({
  label: 'orphans.place',
  icon: 'area',
  shortcut: '',
  gesture:
    'parts' in orphan
      ? { kind: 'passage' }
      : {
          kind: 'drawing',
          edit: 'place',
          puts: (drawn, hand) => {
            const point = drawn.pathPt.at(-1)
            if (!point) return []
            const near = hand.near({ ...drawn, pathPt: [point] })
            return [{ id: orphan.id, annotation: placedAt(orphan, drawn.page, point, near) }]
          },
        },
})
