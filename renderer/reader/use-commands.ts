import type { RefObject } from 'react'
import { selectedIn, useDesk } from '../state/annotation-desk.ts'
import { deleteAnnotations, shownRecords, stepAnnotations, useAnnotations } from '../state/annotations.ts'
import { closeBeside, openBeside, type OpenPaper, type PaneName, pinFigure } from '../state/panes.ts'
import { isShown } from './annotations/tools/index.ts'
import type { ReaderCommand } from './keys.ts'
import { turned } from './page/layout.ts'
import type { PageViewer } from './page/viewer.ts'
import type { ViewerState } from './page/viewer-state.ts'
import type { Finding } from './use-find.ts'
import type { OverKind } from './use-over.ts'
import type { ViewChoice } from './use-viewer.ts'

interface CommandOptions {
  pane: PaneName
  paper: OpenPaper
  viewer: PageViewer | null
  state: ViewerState
  view: ViewChoice
  find: Finding
  pageBox: RefObject<HTMLInputElement | null>
  /** Shows one page at a time over everything, or asks what to print. */
  open(over: OverKind): void
  /** Steps back once; false where there is nothing to leave. */
  back(): boolean
}

/** What each command of a reader does; one that gives false leaves its key to others. */
export type Commands = Record<ReaderCommand, () => unknown>

/** The commands of the reader of a pane. */
export function useCommands({ pane, paper, viewer, state, view, find, pageBox, open, back }: CommandOptions): Commands {
  return {
    ...pageCommands(viewer, state),
    ...findCommands(find),
    ...editCommands(paper.hash),
    sidebar: () => view.choose({ sidebar: view.sidebar ? null : find.open ? 'find' : 'outline' }),
    'page-box': () => pageBox.current?.focus(),
    split: () => (pane === 'beside' ? closeBeside() : viewer && openBeside(paper, viewer.place.here())),
    pin: () => pinChosen(paper),
    present: () => viewer && open('presentation'),
    print: () => viewer && open('print'),
    back,
  }
}

const pageCommands = (viewer: PageViewer | null, { layout }: ViewerState) => ({
  rotate: () => viewer?.lay({ rotation: turned(layout.rotation, 90) }),
  'rotate-back': () => viewer?.lay({ rotation: turned(layout.rotation, -90) }),
  'history-back': () => viewer?.step('back'),
  'history-forward': () => viewer?.step('forward'),
  'next-page': () => viewer?.turnPage(1),
  'previous-page': () => viewer?.turnPage(-1),
  'zoom-in': () => viewer?.zoomStep(1),
  'zoom-out': () => viewer?.zoomStep(-1),
  'zoom-reset': () => viewer?.zoomTo('auto'),
})

const findCommands = (find: Finding) => ({
  find: find.start,
  'find-next': () => find.again(false),
  'find-previous': () => find.again(true),
})

const editCommands = (hash: string) => ({
  undo: () => stepAnnotations(hash, 'undo'),
  redo: () => stepAnnotations(hash, 'redo'),
  delete: () => void deleteAnnotations(hash, selectedIn(useDesk.getState(), hash)),
})

/** Pins the area that is chosen; false where none is. */
function pinChosen(paper: OpenPaper): boolean {
  const id = selectedIn(useDesk.getState(), paper.hash).at(-1)
  const area = shownRecords(useAnnotations.getState().papers[paper.hash]).find(record => record.id === id)
  if (!area || !isShown(area) || area.kind !== 'area') return false
  pinFigure({ ...paper, of: 'area', number: '', page: area.page, rectPt: area.rectPt })
  return true
}
