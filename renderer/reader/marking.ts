import type { AnnotationColor, Highlight } from '../../electron/contract/annotation.ts'
import { chooseColor, useDesk } from '../state/annotation-desk.ts'
import { addAnnotation } from '../state/annotations.ts'
import { toast } from '../state/notices.ts'
import { useSettings } from '../state/settings.ts'
import { highlightFrom, type PageSelection, quoteFrom } from './annotations/anchor.ts'
import type { PageViewer } from './page/viewer.ts'

export interface Marking {
  /** The selected words as they are read; empty where a page of them is not laid out. */
  wordsIn(range: Range): string
  /** Highlights a range, in the highlighter's colour where none is said; null where there is nothing to mark. */
  mark(range: Range | null, color?: AnnotationColor): Highlight | null
}

export function markingOf(paper: string, viewer: PageViewer): Marking {
  const pagesIn = (range: Range): PageSelection[] => {
    const pages = viewer.selectionIn(range)
    if (!pages) toast({ key: 'reader:too-far', params: {}, danger: true })
    return pages ?? []
  }
  return {
    wordsIn: range => quoteFrom(pagesIn(range)).exact,
    mark: (range, color = useDesk.getState().color) => {
      const { author } = useSettings.getState().settings
      const highlight = range && highlightFrom(pagesIn(range), { paper, color, author })
      if (!highlight) return null
      chooseColor(color)
      void addAnnotation(highlight, paper)
      document.getSelection()?.removeAllRanges()
      return highlight
    },
  }
}
