import type { TextLine } from '../../../electron/contract/text/lines.ts'
import type { MentionKind } from '../../lib/mention-kinds.ts'

/** A page, and what most of the paper is set in. */
export interface Setting {
  lines: readonly TextLine[]
  /** The crop box, PDF points: [left, bottom, right, top]. */
  view: readonly number[]
  body: { sizePt: number; font: number }
}
type Rect = [number, number, number, number]
/** A column, or the whole of a page: from where to where, PDF points. */
type Across = readonly [left: number, right: number]

/** What of the page is shown around a line where nothing tells how far it reaches, PDF points. */
const room: Record<MentionKind, { above: number; below: number }> = {
  figure: { above: 200, below: 36 },
  table: { above: 24, below: 170 },
  equation: { above: 44, below: 30 },
  section: { above: 16, below: 130 },
  appendix: { above: 16, below: 130 },
  algorithm: { above: 16, below: 170 },
  theorem: { above: 16, below: 90 },
  lemma: { above: 16, below: 90 },
  proposition: { above: 16, below: 90 },
  corollary: { above: 16, below: 90 },
  definition: { above: 16, below: 90 },
}
/** How high a figure or a table is, and the most that its caption takes; PDF points. */
const [leastPt, mostPt, mostCaptionPt] = [24, 420, 120]
/** How much of a page's height its running head or foot takes. */
const edgeShare = 0.07
/** Around what is shown. */
const marginPt = 8

/** The stretch of the page that a part takes whose caption, number or heading stands in a line. */
export function stretchOf(kind: MentionKind, line: TextLine, setting: Setting): Rect {
  const { view, lines } = setting
  const [left = 0, bottom = 0, right = 0, top = 0] = view
  const across = columnOf(kind, line, setting) ?? [left, right]
  const column = lines.filter(other => other.x < across[1] && other.right > across[0])
  const [low, high] = reachOf(kind, line, column, { ...setting, across })
  return [
    Math.max(left, across[0] - marginPt),
    Math.max(bottom, low),
    Math.min(right, across[1] + marginPt),
    Math.min(top, high),
  ]
}

interface Column extends Setting {
  across: Across
}

function reachOf(kind: MentionKind, line: TextLine, lines: readonly TextLine[], column: Column): [number, number] {
  const { above, below } = room[kind]
  const usual: [number, number] = [line.y - below, line.y + line.sizePt + above]
  if (kind !== 'figure' && kind !== 'table') return usual
  const end = captionEnd(line, lines)
  const [captionTop, captionFoot] = [line.y + line.sizePt + 4, end.y - end.sizePt * 0.4]
  const over = reachTo(1, captionTop, lines, column)
  const under = reachTo(-1, captionFoot, lines, column)
  // Captions of figures stand under them nearly always; those of tables over them, or under.
  if (kind === 'table' && captionFoot - under > leastPt) return [under, captionTop]
  return over - captionTop > leastPt ? [captionFoot, over] : usual
}

/** The last line of a caption that begins in a line. */
function captionEnd(line: TextLine, lines: readonly TextLine[]): TextLine {
  let end = line
  for (const next of lines.filter(({ y }) => y < line.y - 1).toSorted((a, b) => b.y - a.y)) {
    const isNext = end.y - next.y < line.sizePt * 1.6 && Math.abs(next.sizePt - line.sizePt) < 0.4
    if (!isNext || line.y - next.y > mostCaptionPt) break
    end = next
  }
  return end
}

/** How far a figure or a table reaches from its caption, up (1) or down (-1): to the next prose or heading, or the page's edge. */
function reachTo(toward: 1 | -1, from: number, lines: readonly TextLine[], column: Column): number {
  const [, bottom = 0, , top = 0] = column.view
  const edge = (top - bottom) * edgeShare
  const last = toward > 0 ? Math.min(top - edge, from + mostPt) : Math.max(bottom + edge, from - mostPt)
  const ends = lines
    .filter(line => (line.y - from) * toward > 0 && (last - line.y) * toward > 0 && isEnd(line, column))
    .map(line => (toward > 0 ? line.y - line.sizePt * 0.3 : line.y + line.sizePt))
  return toward > 0 ? Math.min(last, ...ends) : Math.max(last, ...ends)
}

/** Whether a line is one of a paragraph, as wide as the column and in what the paper is set in, or larger as a heading is. */
function isEnd({ x, right, sizePt, text }: TextLine, { across, body }: Column): boolean {
  const share = (right - x) / (across[1] - across[0])
  const isLarge = sizePt > body.sizePt * 1.3 && share > 0.4
  const isSet = Math.abs(sizePt - body.sizePt) < 0.4 && share > 0.8
  return isLarge || (isSet && (text.match(/\p{L}/gu)?.length ?? 0) > text.length * 0.6)
}

/** The column in which a line stands; null where it goes across, or the page has one column there. */
function columnOf(kind: MentionKind, line: TextLine, { lines, view }: Setting): Across | null {
  const [left = 0, , right = 0] = view
  const middle = (left + right) / 2
  const long = lines.filter(other => other.right - other.x > (right - left) * 0.28)
  const sides = [long.filter(other => other.right < middle + 12), long.filter(other => other.x > middle - 12)] as const
  const isSplit = Math.min(sides[0].length, sides[1].length) >= 4
  const side = line.right < middle + 12 ? 0 : line.x > middle - 12 ? 1 : null
  if (!isSplit || side === null) return null
  // A figure may go across though its caption is short: what stands beside that says that the column goes on.
  const isBeside = sides[1 - side]?.some(other => Math.abs(other.y - line.y) < line.sizePt * 2)
  if (!isBeside && (kind === 'figure' || kind === 'table')) return null
  return [
    Math.min(line.x, ...sides[side].map(other => other.x)),
    Math.max(line.right, ...sides[side].map(other => other.right)),
  ]
}
