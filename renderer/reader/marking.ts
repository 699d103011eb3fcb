import type { AnnotationColor, TextMark, TextMarkKind } from '../../electron/contract/annotation.ts'
import { chooseColor, useDesk } from '../state/annotation-desk.ts'
import { addAnnotation, changeAnnotation } from '../state/annotations.ts'
import { toast } from '../state/notices.ts'
import { useSettings } from '../state/settings.ts'
import { type PageSelection, partsFrom, quoteFrom, textMarkFrom } from './annotations/anchor.ts'
import type { Edge, Step } from './annotations/ends.ts'
import type { PageViewer } from './page/viewer.ts'

export interface Marking {
  /** The selected words as they are read; empty where a page of them is not laid out. */
  wordsIn(range: Range): string
  /** Marks a range, in the colour in hand where none is said; null where there is nothing to mark. */
  mark(range: Range | null, kind: TextMarkKind, color?: AnnotationColor): TextMark | null
  /** Moves an end of a marked passage; false where it cannot go. */
  moveEdge(annotation: TextMark, edge: Edge, step: Step, by: 1 | -1): boolean
}

const tooFar = (): void => toast({ key: 'reader:too-far', params: {}, danger: true })

export function markingOf(paper: string, viewer: PageViewer): Marking {
  const pagesIn = (range: Range): PageSelection[] => {
    const pages = viewer.selectionIn(range)
    if (!pages) tooFar()
    return pages ?? []
  }
  return {
    wordsIn: range => quoteFrom(pagesIn(range)).exact,
    mark: (range, kind, color = useDesk.getState().color) => {
      const { author } = useSettings.getState().settings
      const mark = range && textMarkFrom(pagesIn(range), { kind, paper, color, author })
      if (!mark) return null
      chooseColor(color)
      void addAnnotation(mark, paper)
      document.getSelection()?.removeAllRanges()
      return mark
    },
    moveEdge: (annotation, edge, step, by) => {
      const at = edge === 'start' ? 0 : annotation.parts.length - 1
      const part = annotation.parts[at]
      const moved = part && viewer.spots.moved(part, edge, step, by)
      const newPart = moved && partsFrom([moved])[0]
      if (!newPart) return false
      const pages = annotation.parts.map((other, index) => (index === at ? moved : viewer.spots.covered(other)))
      const laidOut = pages.filter(page => page !== null)
      if (laidOut.length < pages.length) return (tooFar(), false)
      const parts = annotation.parts.with(at, newPart)
      void changeAnnotation(annotation, { parts, quote: quoteFrom(laidOut) }, 'move')
      return true
    },
  }
}
