import { useEffect, useRef } from 'react'
import type { TextMarkKind } from '../../electron/contract/annotation.ts'
import { toast } from '../state/notices.ts'
import type { Marking } from './marking.ts'
import type { Finding } from './use-find.ts'

/** What is looked for has no outcome yet. */
const isLooking = ({ open, outcome }: Finding): boolean => open && (outcome === 'waiting' || outcome === 'searching')

/**
 * Marks the find hit that is shown. A hit that is still looked for is marked once it is found; where there is none to mark, it
 * is said.
 */
export function useHitMark(find: Finding, marking: Marking | null): (kind: TextMarkKind) => void {
  const waiting = useRef(new Set<TextMarkKind>())
  const mark = (kind: TextMarkKind): void => {
    const hit = find.open ? find.hits[find.current] : undefined
    if (hit && marking) marking.markHit(hit, kind)
    else if (isLooking(find)) waiting.current.add(kind)
    else toast({ key: 'reader:nothing-to-mark', params: {} })
  }
  useEffect(() => {
    if (isLooking(find)) return
    const kinds = [...waiting.current]
    waiting.current.clear()
    // Who shut the bar gave it up.
    if (find.open) for (const kind of kinds) mark(kind)
  })
  return mark
}
