import type { Annotation, KnownAnnotation, TextMark } from '../../../../electron/contract/annotation.ts'
import { areaTool } from './area.tsx'
import { eraserTool } from './eraser.ts'
import { freeTextTool } from './free-text.tsx'
import { highlightTool } from './highlight.tsx'
import { inkTool } from './ink.tsx'
import { noteTool } from './note.tsx'
import { squigglyTool } from './squiggly.tsx'
import { strikeOutTool } from './strike-out.tsx'
import type { HandTool, ShownAnnotation, Tool } from './tool.ts'
import { underlineTool } from './underline.tsx'

export type { Drawn, Gesture, Hand, HandTool, Put, ShownAnnotation, Tool } from './tool.ts'

type RecordOf<K> = K extends TextMark['kind'] ? TextMark : Extract<KnownAnnotation, { kind: K }>

/** The kinds, in the order in which the toolbar has them. */
export const tools = {
  highlight: highlightTool,
  underline: underlineTool,
  'strike-out': strikeOutTool,
  squiggly: squigglyTool,
  note: noteTool,
  'free-text': freeTextTool,
  area: areaTool,
  ink: inkTool,
} satisfies { [K in ShownAnnotation['kind']]: Tool<RecordOf<K>> }

/** The table's line for an annotation. */
export const toolOf = <A extends ShownAnnotation>({ kind }: A): Tool<A> => tools[kind] as unknown as Tool<A>

/** Everything that can be taken in hand, in the toolbar's order. */
export const handTools: Readonly<Record<string, HandTool>> = { ...tools, eraser: eraserTool }

const isRect = (rect: unknown): boolean => Array.isArray(rect) && rect.length === 4 && rect.every(Number.isFinite)
const isNumbers = (numbers: unknown): boolean => Array.isArray(numbers) && numbers.every(Number.isFinite)

interface Loose {
  page?: unknown
  start?: unknown
  rectsPt?: unknown
}
const isPart = (part: Loose | null): boolean =>
  Number.isInteger(part?.page) &&
  Number.isInteger(part?.start) &&
  Array.isArray(part?.rectsPt) &&
  part.rectsPt.every(isRect)

/** Whether a record of a known kind has its kind's own fields. */
function isWhole(record: Record<string, unknown>): boolean {
  const { quote, parts, page, pointPt, rectPt, sizePt, strokes, widthPt } = record
  if (Array.isArray(parts))
    return typeof (quote as { exact?: unknown } | null)?.exact === 'string' && parts.length > 0 && parts.every(isPart)
  if (!Number.isInteger(page)) return false
  switch (record['kind']) {
    case 'note':
      return isNumbers(pointPt)
    case 'free-text':
      return isRect(rectPt) && Number.isFinite(sizePt)
    case 'area':
      return isRect(rectPt)
    case 'ink':
      return Array.isArray(strokes) && strokes.every(isNumbers) && Number.isFinite(widthPt)
    default:
      return false
  }
}

/** Kinds of a newer version, and forms of a known kind that this one does not understand, are kept by the host and shown nowhere. */
export function isShown(annotation: Annotation): annotation is ShownAnnotation {
  const record = annotation as Record<string, unknown>
  return (
    Object.hasOwn(tools, annotation.kind) &&
    ['color', 'comment', 'author', 'createdAt'].every(name => typeof record[name] === 'string') &&
    isWhole(record)
  )
}
