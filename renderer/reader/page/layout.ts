// The viewer parts read the library from the global that this sets.
import 'pdfjs-dist'
import { type PDFViewer, ScrollMode, SpreadMode } from 'pdfjs-dist/web/pdf_viewer.mjs'
import type { PaperView } from '../../../electron/contract/library.ts'

/** The part of a paper's view that lays its pages out. */
export type Layout = Pick<PaperView, 'scroll' | 'spread' | 'rotation'>

export const plainLayout: Layout = { scroll: 'vertical', spread: 'none', rotation: 0 }

const scrollModeOf = {
  vertical: ScrollMode.VERTICAL,
  horizontal: ScrollMode.HORIZONTAL,
  wrapped: ScrollMode.WRAPPED,
  page: ScrollMode.PAGE,
} satisfies Record<Layout['scroll'], number>

const spreadModeOf = {
  none: SpreadMode.NONE,
  odd: SpreadMode.ODD,
  even: SpreadMode.EVEN,
} satisfies Record<Layout['spread'], number>

/** Lays the pages out anew where something differs. */
export function applyLayout(viewer: PDFViewer, { scroll, spread, rotation }: Layout): void {
  if (viewer.scrollMode !== scrollModeOf[scroll]) viewer.scrollMode = scrollModeOf[scroll]
  if (viewer.spreadMode !== spreadModeOf[spread]) viewer.spreadMode = spreadModeOf[spread]
  if (viewer.pagesRotation !== rotation) viewer.pagesRotation = rotation
}

/** Turned by a quarter. */
export const turned = (rotation: Layout['rotation'], by: 90 | -90): Layout['rotation'] =>
  ((rotation + by + 360) % 360) as Layout['rotation']
