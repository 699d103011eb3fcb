import type { RectPt } from '../../../electron/contract/annotation.ts'
import { type PageText, runsOf } from '../../../electron/contract/text/page-text.ts'

/**
 * Where a stretch of a page's text stands, PDF points, one rectangle a run. Characters are taken for equally wide: near
 * enough to scroll to and to crop by.
 */
export function rectsOf(page: PageText, start: number, end: number): RectPt[] {
  return runsOf(page).flatMap((run): RectPt[] => {
    const [from, to] = [Math.max(start, run.start), Math.min(end, run.end)]
    if (from >= to) return []
    const share = (at: number) => (run.widthPt * (at - run.start)) / (run.end - run.start)
    if (run.angle !== 0) return [[run.x, run.y, run.x + run.sizePt, run.y + run.sizePt]]
    return [[run.x + share(from), run.y - run.sizePt * 0.25, run.x + share(to), run.y + run.sizePt * 0.85]]
  })
}
