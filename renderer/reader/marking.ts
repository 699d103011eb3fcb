import type { AnnotationColor, TextMark, TextMarkKind } from '../../electron/contract/annotation.ts'
import { chooseColor, startPlacing, useDesk } from '../state/annotation-desk.ts'
import {
  addAnnotation,
  changeAnnotation,
  editAnnotations,
  putOf,
  shownRecords,
  useAnnotations,
} from '../state/annotations.ts'
import { toast } from '../state/notices.ts'
import { useSettings } from '../state/settings.ts'
import { type PageSelection, partsFrom, quoteFrom, textMarkFrom } from './annotations/anchor.ts'
import type { Edge, Step } from './annotations/ends.ts'
import { placedOn } from './annotations/placing.ts'
import { isShown } from './annotations/tools/index.ts'
import type { PageViewer } from './page/viewer.ts'

export interface Marking {
  /** The selected words as they are read; empty where a page of them is not laid out. */
  wordsIn(range: Range): string
  /** Marks a range, in the colour in hand where none is said; null where there is nothing to mark. */
  mark(range: Range | null, kind: TextMarkKind, color?: AnnotationColor): TextMark | null
  /** Moves an end of a marked passage; false where it cannot go. */
  moveEdge(annotation: TextMark, edge: Edge, step: Step, by: 1 | -1): boolean
}

/** The passage that waits to be placed. */
export function orphanInHand(paper: string): TextMark | null {
  const { placing } = useDesk.getState()
  if (placing?.paper !== paper) return null
  const found = shownRecords(useAnnotations.getState().papers[paper]).find(({ id }) => id === placing.id)
  return found && isShown(found) && 'parts' in found ? found : null
}

function place(orphan: TextMark, pages: readonly PageSelection[]): TextMark | null {
  const placed = placedOn(orphan, pages)
  if (!placed) return null
  void editAnnotations(orphan.paper, 'place', [putOf(placed)])
  startPlacing(null)
  document.getSelection()?.removeAllRanges()
  return placed
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
      const orphan = orphanInHand(paper)
      if (range && orphan) return place(orphan, pagesIn(range))
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
