import type { RectPt, Turn } from '../../../electron/contract/annotation.ts'
import { type PageText, runsOf, type TextRun } from '../../../electron/contract/text/page-text.ts'
import { beginsLine, readingOrder } from '../../../electron/contract/text/reading-order.ts'
import type { PageSelection, Piece } from '../annotations/anchor.ts'

/** How wide a text is in some common font, in any unit: what letters of a run share its width by. */
export type WidthOf = (text: string) => number

/** A place in a page's text: UTF-16 units in the file's order. */
export interface Span {
  from: number
  to: number
}

/** A font reaches so far above and below its baseline, parts of its size. */
const [ascent, descent] = [0.85, 0.25]

/** Where a stretch of a run stands, PDF points; upright or turned by quarters. */
function rectOf(run: TextRun, text: string, { from, to }: Span, widthOf: WidthOf): RectPt {
  const whole = widthOf(text.slice(run.start, run.end)) || 1
  const along = (at: number) => (widthOf(text.slice(run.start, at)) / whole) * run.widthPt
  const [cos, sin] = [Math.cos((run.angle * Math.PI) / 180), Math.sin((run.angle * Math.PI) / 180)]
  const corners = [along(from), along(to)].flatMap(x =>
    [-descent * run.sizePt, ascent * run.sizePt].map(
      y => [run.x + x * cos - y * sin, run.y + x * sin + y * cos] as const,
    ),
  )
  const rounded = (value: number) => Math.round(value * 100) / 100
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)]
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)].map(rounded) as RectPt
}

/** Words from top to bottom are stored as if each run were one letter wide: where they stand is not known. */
const isVertical = (run: TextRun): boolean => run.end - run.start > 8 && run.widthPt < run.sizePt * 1.1

/** The runs of a page in the order in which they are read, each with whether a line ends behind it. */
function inOrder(page: PageText): { run: TextRun; endsLine: boolean }[] {
  const runs = runsOf(page)
  const boxes = runs.map(({ start, end, x, y, widthPt, sizePt }) => {
    const characters = page.text.slice(start, end).trim().length
    return { left: x, right: x + widthPt, top: -y - sizePt, bottom: -y, characters }
  })
  const order = page.rotate === 0 ? readingOrder(boxes) : null
  if (!order) return runs.map(run => ({ run, endsLine: run.endsLine }))
  return order.flatMap((index, place) => {
    const [run, box, next] = [runs[index], boxes[index], boxes[order[place + 1] ?? -1]]
    return run ? [{ run, endsLine: Boolean(box && next && beginsLine(next, box)) }] : []
  })
}

const turnOf = ({ angle }: TextRun): Turn => ((((Math.round(angle / 90) % 4) + 4) % 4) * 90) as Turn

/**
 * What a stretch of a page's stored text selects, as the text layer would say it were the page laid out. `by` says whether
 * the stretch runs as the file has the text (a find hit) or as it is read (a selection). Null where nothing is selected, or
 * where the words of the page stand is not known.
 */
export function storedSelection(
  number: number,
  page: PageText,
  span: Span,
  { by, widthOf }: { by: 'file' | 'reading'; widthOf: WidthOf },
): PageSelection | null {
  const runs = inOrder(page)
  if (runs.some(({ run }) => isVertical(run))) return null
  // Of two runs that meet there, the one behind the beginning and the one before the end.
  const first = span.from <= 0 ? 0 : runs.findIndex(({ run }) => span.from >= run.start && span.from < run.end)
  const ending = runs.findIndex(({ run }) => span.to > run.start && span.to <= run.end)
  const last = span.to >= page.text.length ? runs.length - 1 : ending
  const rectsPt: RectPt[] = []
  let turn: Turn | undefined
  const pieces = runs.map(({ run, endsLine }, index): Piece => {
    const inside = by === 'file' || (index >= first && index <= last)
    const from = by === 'file' || index === first ? Math.max(run.start, span.from) : run.start
    const to = by === 'file' || index === last ? Math.min(run.end, span.to) : run.end
    const text = page.text.slice(run.start, run.end)
    const chosen = inside && to > from
    if (chosen && page.text.slice(from, to).trim() !== '') {
      rectsPt.push(rectOf(run, page.text, { from, to }, widthOf))
      turn ??= turnOf(run)
    }
    const cut = chosen ? { from: from - run.start, to: to - run.start } : { from: 0, to: 0 }
    return { text, start: run.start, ...cut, endsLine }
  })
  return rectsPt.length > 0 ? { page: number, pieces, rectsPt, turn: turn ?? 0 } : null
}
