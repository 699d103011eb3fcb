import { useEffect } from 'react'
import { clearReveal, useDesk } from '../state/annotation-desk.ts'
import { useAnnotations } from '../state/annotations.ts'
import { clearWanted, paneOf, type PaneName, usePanes } from '../state/panes.ts'
import { placesOf } from './annotations/geometry.ts'
import { isShown } from './annotations/tools/index.ts'
import type { PageViewer } from './page/viewer.ts'

/** Goes to the annotation that the panel asks for, and to the place of a pinned figure. */
export function useReveal(pane: PaneName, hash: string, viewer: PageViewer | null): void {
  const revealed = useDesk(state => state.revealed)
  const isRead = useAnnotations(({ papers }) => Boolean(papers[hash]?.saved))
  const wanted = usePanes(state => state.wanted)
  useEffect(() => {
    if (!viewer || !isRead || revealed?.paper !== hash || paneOf(hash) !== pane) return
    const annotation = useAnnotations.getState().papers[hash]?.saved?.[revealed.id]
    const part = annotation && isShown(annotation) ? placesOf(annotation)[0] : undefined
    if (part) viewer.jump(() => viewer.reveal(part))
    clearReveal()
  }, [pane, hash, viewer, isRead, revealed])
  useEffect(() => {
    if (!viewer || wanted?.hash !== hash || paneOf(hash) !== pane) return
    viewer.jump(() => viewer.reveal({ page: wanted.page, rectsPt: [wanted.rectPt] }))
    viewer.focus()
    clearWanted()
  }, [pane, hash, viewer, wanted])
}
