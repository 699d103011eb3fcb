import type {
  Area,
  FreeText,
  Ink,
  KnownAnnotation,
  Note,
  PagePart,
  RectPt,
  TextMark,
  TextMarkKind,
  Turn,
} from '../../contract/annotation.ts'
import { around, cornersOf, frameOf, heightOf, within } from './frame.ts'
import { dict, name, type PdfObject } from './objects.ts'
import { numberText } from './serialize.ts'
import { stringFrom } from './text.ts'
import { linesOf } from './text-layout.ts'
import type { Typeface } from './typeface.ts'

/** What an annotation is on one page: its entries in the PDF, and how it is drawn there (ISO 32000-2, 12.5.5 and 12.5.6). */
export interface Drawing {
  readonly page: number
  readonly subtype: string
  readonly rectPt: RectPt
  /** Entries of its kind alone. */
  readonly entries: Readonly<Record<string, PdfObject | undefined>>
  /** Operators, in the page's own coordinates. */
  readonly content: string
  readonly opacity?: number
  readonly multiply?: true
  readonly font?: Typeface
}

/** What a drawing needs to know beside the annotation. */
export interface Palette {
  /** Red, green and blue, 0 to 1. */
  readonly color: readonly [number, number, number]
  /** For the letters of a free text. */
  readonly typeface: Typeface | null
  /** How far a page is turned clockwise when it is shown. */
  rotationOf(page: number): 0 | 90 | 180 | 270
}

/** How much of the hue a highlight lays over the words. */
const highlightOpacity = 0.5
/** Side of a note's icon, points. */
export const noteSizePt = 18

const n = numberText
const points = (...values: number[]): string => values.map(n).join(' ')
/** As on the screen: thin strokes and letters need more of the colour's depth than a fill to be seen on white. */
const strokeDepth = 0.88
const letterDepth = 0.4
const deepened = ({ color }: Palette, depth: number): string => points(...color.map(part => part * depth))
const strokeColor = (palette: Palette): string => `${deepened(palette, strokeDepth)} RG`
const letterColor = (palette: Palette): string => `${deepened(palette, letterDepth)} rg`
const fillColor = ({ color }: Palette): string => `${points(...color)} rg`

/** Text marks: one annotation a page, one quadrilateral a line. */
function textMark(
  subtype: string,
  draw: (rect: RectPt, turn: Turn) => string,
  paint: (palette: Palette) => string,
  more: Pick<Drawing, 'opacity' | 'multiply'> = {},
) {
  return ({ parts }: TextMark, palette: Palette): Drawing[] =>
    parts
      .filter(({ rectsPt }) => rectsPt.length > 0)
      .map(part => ({
        page: part.page,
        subtype,
        // A line may stand a little outside of the words.
        rectPt: around(part.rectsPt, subtype === 'Highlight' ? 0 : 2),
        entries: { QuadPoints: quadPoints(part) },
        content: `${paint(palette)} ${part.rectsPt.map(rect => draw(rect, part.turn ?? 0)).join(' ')}`,
        ...more,
      }))
}

/** Upper left, upper right, lower left, lower right: the order that every reader draws, whatever the standard's figure says. */
const quadPoints = ({ rectsPt, turn }: PagePart): number[] =>
  rectsPt.flatMap(rect => {
    const { topLeft, topRight, bottomLeft, bottomRight } = cornersOf(rect, turn ?? 0)
    return [...topLeft, ...topRight, ...bottomLeft, ...bottomRight]
  })

const filled = ([left, bottom, right, top]: RectPt): string =>
  `${points(left, bottom, right - left, top - bottom)} re f`

const lineWidth = (rect: RectPt, turn: Turn): number => Math.max(0.6, heightOf(rect, turn) / 14)

const lineAt =
  (lift: number) =>
  (rect: RectPt, turn: Turn): string => {
    const corners = cornersOf(rect, turn)
    const width = lineWidth(rect, turn)
    return `${n(width)} w ${points(...within(corners, 0, lift))} m ${points(...within(corners, 1, lift))} l S`
  }

/** A zigzag under the words, a sixth of their height high. */
function zigzag(rect: RectPt, turn: Turn): string {
  const corners = cornersOf(rect, turn)
  const height = heightOf(rect, turn)
  const [left, bottom, right, top] = rect
  const length = turn % 180 === 0 ? right - left : top - bottom
  const steps = Math.max(2, Math.min(400, Math.round(length / Math.max(1, height / 6))))
  const path = Array.from({ length: steps + 1 }, (_, step) => {
    const point = within(corners, step / steps, step % 2 === 0 ? 0 : 0.12)
    return `${points(...point)} ${step === 0 ? 'm' : 'l'}`
  })
  return `${n(lineWidth(rect, turn))} w ${path.join(' ')} S`
}

function note({ page, pointPt: [x, y] }: Note, palette: Palette): Drawing[] {
  const half = noteSizePt / 2
  const rectPt: RectPt = [x - half, y - half, x + half, y + half]
  // The icon stands upright as the page is read.
  const turn = palette.rotationOf(page)
  const bubble = '1 5 m 1 17 l 17 17 l 17 5 l 9 5 l 5 1 l 5 5 l h B'
  const content = `q ${frameOf(rectPt, turn).matrix} ${fillColor(palette)} 0.2 G 0.8 w 1 j ${bubble} 4 13.5 m 14 13.5 l 4 11 m 14 11 l 4 8.5 m 10 8.5 l S Q`
  return [{ page, subtype: 'Text', rectPt, entries: { Name: name('Comment') }, content }]
}

function freeText({ page, rectPt, sizePt, turn, comment }: FreeText, palette: Palette): Drawing[] {
  const { typeface } = palette
  const frame = frameOf(rectPt, turn ?? 0)
  const entries = { DA: stringFrom(`${fillColor(palette)} /Helv ${n(sizePt)} Tf`) }
  if (!typeface) return [{ page, subtype: 'FreeText', rectPt, entries, content: '' }]
  const leading = sizePt * 1.2
  const lines = linesOf(comment, frame.width / sizePt, line => typeface.width(line))
  const first =
    frame.height - (leading - sizePt * (typeface.ascender - typeface.descender)) / 2 - sizePt * typeface.ascender
  const shown = lines.map(line => `${typeface.show(line)} T*`).join(' ')
  const content = `q ${frame.matrix} BT ${letterColor(palette)} /F ${n(sizePt)} Tf ${n(leading)} TL ${points(0, first)} Td ${shown} ET Q`
  return [{ page, subtype: 'FreeText', rectPt, entries, content, font: typeface }]
}

function ink({ page, strokes, widthPt }: Ink, palette: Palette): Drawing[] {
  const boxes = strokes.map((stroke): RectPt => {
    const xs = stroke.filter((_, index) => index % 2 === 0)
    const ys = stroke.filter((_, index) => index % 2 === 1)
    return [least(xs), least(ys), most(xs), most(ys)]
  })
  const path = strokes.map(stroke => {
    const moves: string[] = []
    for (let at = 0; at + 1 < stroke.length; at += 2)
      moves.push(`${points(stroke[at] ?? 0, stroke[at + 1] ?? 0)} ${at === 0 ? 'm' : 'l'}`)
    // A dot: a line of no length, which round ends make a disc of.
    if (moves.length === 1) moves.push(moves[0]?.replace(/m$/, 'l') ?? '')
    return moves.join(' ')
  })
  const rectPt = around(boxes, widthPt / 2 + 1)
  const entries = { InkList: strokes.map(stroke => [...stroke]), BS: dict({ W: widthPt }) }
  return [
    {
      page,
      subtype: 'Ink',
      rectPt,
      entries,
      content: `${strokeColor(palette)} ${n(widthPt)} w 1 J 1 j ${path.join(' ')} S`,
    },
  ]
}

const least = (values: readonly number[]): number => values.reduce((a, b) => Math.min(a, b), Infinity)
const most = (values: readonly number[]): number => values.reduce((a, b) => Math.max(a, b), -Infinity)

function area({ page, rectPt }: Area, palette: Palette): Drawing[] {
  const [left, bottom, right, top] = rectPt
  const width = 1.5
  const inner = points(left + width / 2, bottom + width / 2, right - left - width, top - bottom - width)
  return [
    {
      page,
      subtype: 'Square',
      rectPt,
      entries: { BS: dict({ W: width }) },
      content: `${strokeColor(palette)} ${n(width)} w ${inner} re S`,
    },
  ]
}

/** How each kind of text mark is drawn. */
const textMarks = {
  highlight: textMark('Highlight', filled, fillColor, { opacity: highlightOpacity, multiply: true }),
  underline: textMark('Underline', lineAt(0.02), strokeColor),
  'strike-out': textMark('StrikeOut', lineAt(0.42), strokeColor),
  squiggly: textMark('Squiggly', zigzag, strokeColor),
} satisfies Record<TextMarkKind, (mark: TextMark, palette: Palette) => Drawing[]>

/** The annotation as it stands on each of its pages. */
export function drawingsOf(annotation: KnownAnnotation, palette: Palette): Drawing[] {
  switch (annotation.kind) {
    case 'note':
      return note(annotation, palette)
    case 'free-text':
      return freeText(annotation, palette)
    case 'ink':
      return ink(annotation, palette)
    case 'area':
      return area(annotation, palette)
    default:
      return textMarks[annotation.kind](annotation, palette)
  }
}
