import type { RectPt } from '../../../electron/contract/annotation.ts'
import { endingsOf } from '../../../electron/contract/line-ending.ts'
import { kindOfPdfMark } from '../../../electron/contract/pdf-mark.ts'

/** What pdf.js tells of an annotation, as far as it takes to draw it. */
export interface BareMark {
  id: string
  subtype: string
  rect: RectPt
  annotationFlags: number
  hasAppearance: boolean
  /** Red, green and blue, 0 to 255. */
  color: ArrayLike<number> | null
  borderStyle: { width: number }
  quadPoints?: ArrayLike<number> | null
  vertices?: ArrayLike<number> | null
  /** What stands at the ends of a line, and from where to where that goes (`line-ends.ts`). */
  lineEndings?: readonly string[]
  line?: ArrayLike<number>
  inReplyTo?: string
  replyType?: string
}

/** A path in PDF user space, in the syntax of SVG. */
export interface BareShape {
  id: string
  path: string
  /** CSS colours; `none` draws nothing. */
  stroke: string
  fill: string
  widthPt: number
}

/** Where it is drawn: pdf.js puts icons over pages on the screen, which a picture of a page lacks. */
export type Ground = 'screen' | 'picture' | 'print'

/** Annotation flags (ISO 32000-2, table 167). */
const [hidden, print, noView] = [2, 4, 32]

/** Whether an annotation is drawn there at all. An answer stands under what it answers. */
function isSeen({ annotationFlags, inReplyTo, replyType }: BareMark, ground: Ground): boolean {
  if (inReplyTo && replyType !== 'Group') return false
  if (annotationFlags & hidden) return false
  return ground === 'print' ? (annotationFlags & print) !== 0 : (annotationFlags & noView) === 0
}

/**
 * How an annotation looks that has no appearance of its own and that pdf.js leaves out, in whole or in part (6.5): it draws
 * squares and circles only where their border is spelt out, no caret, stamp or redaction, no mark of words without their
 * quadrilaterals, polygons without their last side, and nothing at the ends of lines. Null where pdf.js draws it.
 */
export function bareShapeOf(mark: BareMark, ground: Ground): BareShape | null {
  if (mark.hasAppearance || kindOfPdfMark(mark.subtype) === null || !isSeen(mark, ground)) return null
  const drawn = (drawings[mark.subtype] ?? frame)(mark, ground)
  if (!drawn) return null
  const [red = 0, green = 0, blue = 0] = Array.from(mark.color ?? [])
  const color = `rgb(${red} ${green} ${blue})`
  const [stroke, fill] = [drawn.fills ? 'none' : color, drawn.fills ? color : 'none']
  return { id: mark.id, path: drawn.path, stroke, fill, widthPt: mark.borderStyle.width || 1 }
}

type Drawing = (mark: BareMark, ground: Ground) => { path: string; fills?: boolean } | null

const frame: Drawing = ({ rect: [left, bottom, right, top] }) => ({
  path: `M${left} ${bottom}H${right}V${top}H${left}Z`,
})

const byPdfjs: Drawing = () => null

/** A line across words, at a part of their height, where their quadrilaterals are missing. */
const across =
  (part: number): Drawing =>
  ({ quadPoints, rect: [left, bottom, right, top] }) =>
    quadPoints ? null : { path: `M${left} ${bottom + part * (top - bottom)}H${right}` }

function endings(points: ArrayLike<number> | null | undefined, { lineEndings = [], borderStyle }: BareMark) {
  const drawn = points ? endingsOf(points, lineEndings, borderStyle.width || 1) : []
  const path = drawn.map(corners => `M${corners.map(corner => corner.map(rounded).join(' ')).join('L')}`).join('')
  return path ? { path } : null
}
const rounded = (value: number): number => Math.round(value * 100) / 100

const icon: Drawing = ({ rect: [left, , , top] }, ground) => {
  if (ground === 'screen') return null
  const line = (down: number) => `M${left + 4} ${top - down}h10`
  return { path: `M${left} ${top}h18v-18h-18Z${line(5)}${line(9)}${line(13)}` }
}

const drawings: Readonly<Record<string, Drawing>> = {
  Square: (mark, ground) => (mark.borderStyle.width > 0 ? null : frame(mark, ground)),
  Circle: ({ borderStyle, rect: [left, bottom, right, top] }) => {
    const [x, y, middle] = [(right - left) / 2, (top - bottom) / 2, (bottom + top) / 2]
    const half = (to: number) => `A${x} ${y} 0 0 1 ${to} ${middle}`
    return borderStyle.width > 0 ? null : { path: `M${left} ${middle}${half(right)}${half(left)}Z` }
  },
  Polygon: ({ vertices }) => {
    const [x, y] = [vertices?.[0], vertices?.[1]]
    const [lastX, lastY] = [vertices?.[(vertices.length ?? 0) - 2], vertices?.[(vertices.length ?? 0) - 1]]
    return x === undefined || lastX === undefined ? null : { path: `M${lastX} ${lastY}L${x} ${y}` }
  },
  Caret: ({ rect: [left, bottom, right, top] }) => {
    const middle = (left + right) / 2
    const side = (to: string) => `Q${middle} ${bottom} ${to}`
    return { path: `M${left} ${bottom}${side(`${middle} ${top}`)}${side(`${right} ${bottom}`)}Z`, fills: true }
  },
  Highlight: ({ quadPoints, ...mark }, ground) =>
    quadPoints ? null : { path: frame(mark, ground)?.path ?? '', fills: true },
  Underline: across(0),
  Squiggly: across(0),
  StrikeOut: across(0.5),
  Text: icon,
  FileAttachment: icon,
  Line: ({ line, ...mark }) => endings(line, mark),
  PolyLine: ({ vertices, ...mark }) => endings(vertices, mark),
  Ink: byPdfjs,
  FreeText: byPdfjs,
}
