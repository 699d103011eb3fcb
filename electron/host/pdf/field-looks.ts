// How the widgets of a form look (ISO 32000-2, 12.7.4.3), in coordinates whose origin is the widget's lower left corner.
import type { Turn } from '../../contract/annotation.ts'
import type { FieldNode, Form } from './fields.ts'
import { frameOf } from './frame.ts'
import { type PdfObject, PdfString } from './objects.ts'
import { numberText } from './serialize.ts'
import { textFrom } from './text.ts'
import { linesOf } from './text-layout.ts'
import type { Typeface } from './typeface.ts'

/** Bits of a text field (table 231). */
const severalLines = 1 << 12
const secret = 1 << 13
const inCells = 1 << 24

/** What a widget says of how it is to be drawn. Points. */
export interface FieldLook {
  readonly width: number
  readonly height: number
  readonly turn: Turn
  readonly flags: number
  /** 0 where the text is to fit. */
  readonly sizePt: number
  /** The operator that sets the colour of the words. */
  readonly color: string
  /** 0 left, 1 middle, 2 right. */
  readonly align: number
  readonly cells: number
  readonly border: { color: readonly number[]; widthPt: number }
  readonly background: readonly number[]
}

export function lookOf(form: Form, widget: FieldNode): FieldLook {
  const { file } = form
  const entries = file.dictOf(widget)
  const numbers = (value: PdfObject | undefined) => file.listOf(value).map(each => file.numberOf(each) ?? 0)
  const [left, bottom, right, top] = form.rectOf(widget)
  const manner = file.dictOf(entries.get('MK'))
  const given = form.entry(widget, 'DA') ?? file.resolve(form.defaults.get('DA'))
  const words = given instanceof PdfString ? textFrom(given) : ''
  const number = (key: string) => file.numberOf(form.entry(widget, key) ?? form.defaults.get(key)) ?? 0
  return {
    width: right - left,
    height: top - bottom,
    turn: ((((Math.round((file.numberOf(manner.get('R')) ?? 0) / 90) * 90) % 360) + 360) % 360) as Turn,
    flags: form.flags(widget),
    sizePt: Math.abs(Number(/([-\d.]+)\s+Tf/.exec(words)?.[1] ?? 0)) || 0,
    color: /(?:[-\d.]+\s+){1,4}(?:g|rg|k)\b/.exec(words)?.[0] ?? '0 g',
    align: number('Q'),
    cells: number('MaxLen'),
    border: { color: numbers(manner.get('BC')), widthPt: file.numberOf(file.dictOf(entries.get('BS')).get('W')) ?? 1 },
    background: numbers(manner.get('BG')),
  }
}

const n = numberText
/** The operator that sets a colour of one, three or four parts; '' for none. */
const paint = (color: readonly number[], [gray, rgb, cmyk]: readonly [string, string, string]): string =>
  color.length === 0 ? '' : `${color.map(n).join(' ')} ${color.length === 1 ? gray : color.length === 3 ? rgb : cmyk}`

/** The ground and the border. */
export function boxContent({ width, height, border, background }: FieldLook): string {
  const ground = background.length > 0 ? `${paint(background, ['g', 'rg', 'k'])} 0 0 ${n(width)} ${n(height)} re f` : ''
  const { widthPt } = border
  const edge = [widthPt / 2, widthPt / 2, width - widthPt, height - widthPt].map(n).join(' ')
  const line =
    border.color.length > 0 && widthPt > 0
      ? `${paint(border.color, ['G', 'RG', 'K'])} ${n(widthPt)} w ${edge} re S`
      : ''
  return [ground, line]
    .filter(part => part !== '')
    .map(part => `q ${part} Q`)
    .join(' ')
}

/** A box with a tick. */
export function buttonContent(look: FieldLook): string {
  const side = Math.min(look.width, look.height)
  const [x, y] = [(look.width - side) / 2, (look.height - side) / 2]
  const at = (right: number, up: number) => `${n(x + right * side)} ${n(y + up * side)}`
  const tick = `${n(side / 9)} w 1 J 1 j ${at(0.22, 0.52)} m ${at(0.42, 0.28)} l ${at(0.78, 0.76)} l S`
  return `${boxContent(look)} q 0 G ${tick} Q`
}

interface Words {
  text: string
  font: Typeface
  /** The lines of a list that are chosen: they stand on a ground of their own. */
  chosen?: ReadonlySet<string>
}

/** Words in a field: one line in the middle of its height, several from the top, or a letter in each cell. */
export function textContent(look: FieldLook, { text, font, chosen }: Words): string {
  const frame = frameOf([0, 0, look.width, look.height], look.turn)
  const inset = look.border.widthPt + 2
  const [width, height] = [Math.max(1, frame.width - 2 * inset), Math.max(1, frame.height - 2 * look.border.widthPt)]
  const shown = (look.flags & secret) !== 0 ? '*'.repeat(text.length) : text
  const isTall = (look.flags & severalLines) !== 0 || chosen !== undefined
  const isInCells = !isTall && (look.flags & inCells) !== 0 && look.cells > 0
  const body = font.ascender - font.descender
  const linesIn = (sizePt: number): string[] => {
    if (chosen) return shown.split('\n')
    return isTall ? linesOf(shown, width / sizePt, line => font.width(line)) : [shown.replace(/\s*\n\s*/g, ' ')]
  }
  const fits = (sizePt: number): boolean => {
    const lines = linesIn(sizePt)
    const isWide = !isTall && !isInCells && font.width(lines[0] ?? '') * sizePt > width
    return !isWide && lines.length * 1.2 * sizePt <= height
  }
  const sizePt = look.sizePt || fitting(isTall ? 12 : Math.min(height / 1.2, 48), fits)
  const lines = linesIn(sizePt)
  const [leading, lift] = [1.2 * sizePt, (1.2 - body) * sizePt * 0.5]
  const first = isTall
    ? frame.height - inset - lift - font.ascender * sizePt
    : (frame.height - body * sizePt) / 2 - font.descender * sizePt
  const startOf = (line: string): number => inset + ((width - font.width(line) * sizePt) * look.align) / 2
  const placed = isInCells
    ? [...(lines[0] ?? '')].map((letter, index) => {
        const cell = frame.width / look.cells
        return { line: letter, x: cell * index + (cell - font.width(letter) * sizePt) / 2, y: first }
      })
    : lines.map((line, index) => ({ line, x: startOf(line), y: first - index * leading }))
  const grounds = placed
    .filter(({ line }) => chosen?.has(line))
    .map(
      ({ y }) =>
        `${[inset / 2, y + font.descender * sizePt - lift, frame.width - inset, leading].map(n).join(' ')} re f`,
    )
  const words = placed.map(({ line, x, y }) => `1 0 0 1 ${n(x)} ${n(y)} Tm ${font.show(line)}`)
  const clip = `${[look.border.widthPt, look.border.widthPt, frame.width - 2 * look.border.widthPt, height].map(n).join(' ')} re W n`
  return `${boxContent(look)} /Tx BMC q ${frame.matrix} ${clip} 0.6 0.76 0.86 rg ${grounds.join(' ')} BT ${look.color} /F ${n(sizePt)} Tf ${words.join(' ')} ET Q EMC`
}

/** The largest size that fits, not under 4 points. */
function fitting(most: number, fits: (sizePt: number) => boolean): number {
  let sizePt = most
  while (sizePt > 4 && !fits(sizePt)) sizePt -= 0.5
  return Math.max(4, sizePt)
}
