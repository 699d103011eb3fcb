import type { KnownAnnotation } from './annotation.ts'

/** What is no annotation of a reader's: parts of the document, and the windows of comments (ISO 32000-2, table 171). */
const passedOver = new Set([
  'Link',
  'Widget',
  'Popup',
  'PrinterMark',
  'TrapNet',
  'Screen',
  '3D',
  'RichMedia',
  'Watermark',
])

const kinds: Readonly<Record<string, KnownAnnotation['kind']>> = {
  Highlight: 'highlight',
  Underline: 'underline',
  StrikeOut: 'strike-out',
  Squiggly: 'squiggly',
  FreeText: 'free-text',
  Ink: 'ink',
  Line: 'ink',
  PolyLine: 'ink',
  Polygon: 'ink',
  Text: 'note',
  Caret: 'note',
  FileAttachment: 'note',
  Sound: 'note',
}

/** Which of our kinds an annotation of a PDF is taken for, by its /Subtype; null where it is no mark of a reader's. */
export const kindOfPdfMark = (subtype: string): KnownAnnotation['kind'] | null =>
  passedOver.has(subtype) ? null : (kinds[subtype] ?? 'area')

/** Whether ours of that kind cannot stand for it: its own picture stays, and so does what it is, when it is written again. */
export const hasOwnLook = (subtype: string): boolean =>
  kinds[subtype] === undefined ? subtype !== 'Square' : ['Caret', 'FileAttachment', 'Sound'].includes(subtype)
