import type { Layout } from './layout.ts'
import type { ZoomName } from './place.ts'

export interface ViewerState {
  page: number
  /** 0 until the document is laid out. */
  pages: number
  /** What the PDF calls its pages, where it says so. */
  labels: readonly string[] | null
  /** 1 is the size on paper. */
  zoom: number
  zoomName: ZoomName | null
  /** A first page has been drawn, with its words: what else the reader does may begin. */
  isPainted: boolean
  layout: Layout
  canGoBack: boolean
  canGoForward: boolean
}
