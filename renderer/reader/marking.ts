import type { Hit } from '../../electron/contract/text/search.ts'
import type { PaperPages } from '../../electron/contract/text/page-text.ts'
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
import { isShown, type ShownAnnotation } from './annotations/tools/index.ts'
import { widthOf } from './page/letter-widths.ts'
import type { PageViewer } from './page/viewer.ts'
import { storedSelection } from './text/stored-selection.ts'

export interface Marking {
  /** The selected words as they are read; empty where a page of them is not laid out. */
  wordsIn(range: Range): string
  /** Marks a range, in the colour in hand where none is said; null where there is nothing to mark. */
  mark(range: Range, kind: TextMarkKind, color?: AnnotationColor): TextMark | null
  /** Marks a find hit, also where its page is not laid out. */
  markHit(hit: Hit, kind: TextMarkKind): TextMark | null
  /** Moves an end of a marked passage; false where it cannot go. */
  moveEdge(annotation: TextMark, edge: Edge, step: Step, by: 1 | -1): boolean
}

/** What waits to be placed. */
export function orphanInHand(paper: string): ShownAnnotation | null {
  const { placing } = useDesk.getState()
  if (placing?.paper !== paper) return null
  const found = shownRecords(useAnnotations.getState().papers[paper]).find(({ id }) => id === placing.id)
  return found && isShown(found) ? found : null
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

/** The stretch of the paper that a find hit is, as its text was stored; null where that does not say where it stands. */
function hitPages(hit: Hit, text: PaperPages): PageSelection[] | null {
  const pages = hit.parts.map(({ page, start, end }) => {
    const stored = text.pages[page - 1]
    return stored ? storedSelection(page, stored, { from: start, to: end }, { by: 'file', widthOf }) : null
  })
  return pages.every(page => page !== null) ? pages : null
}

export function markingOf(paper: string, viewer: PageViewer, text: PaperPages | null): Marking {
  const pagesIn = (range: Range): PageSelection[] => {
    const pages = viewer.selectionIn(range, text)
    if (!pages) tooFar()
    return pages ?? []
  }
  const markPages = (pages: readonly PageSelection[], kind: TextMarkKind, color: AnnotationColor): TextMark | null => {
    const orphan = orphanInHand(paper)
    if (orphan && 'parts' in orphan) return place(orphan, pages)
    // What has a place and no words is not put on a passage, nor is another made while it waits.
    if (orphan) return (toast({ key: 'annotations:orphans.awaited', params: {}, danger: true }), null)
    const { author } = useSettings.getState().settings
    const mark = textMarkFrom(pages, { kind, paper, color, author })
    if (!mark) return null
    chooseColor(color)
    void addAnnotation(mark, paper)
    document.getSelection()?.removeAllRanges()
    return mark
  }
  return {
    wordsIn: range => quoteFrom(pagesIn(range)).exact,
    mark: (range, kind, color = useDesk.getState().color) => markPages(pagesIn(range), kind, color),
    markHit: (hit, kind) => {
      const range = viewer.hits.range()
      const seen = range && viewer.selectionIn(range, text)
      // Its page may be laid out anew just now.
      const pages = seen && seen.length > 0 ? seen : text && hitPages(hit, text)
      if (!pages) return (tooFar(), null)
      return markPages(pages, kind, useDesk.getState().color)
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
