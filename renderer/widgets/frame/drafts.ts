import { createContext, useCallback, useContext, useEffect, useRef, useState } from 'react'

type Drop = () => void

/** Hears of a box that holds what was refused, and how it lets that go; what it returns ends that. */
export const DraftsContext = createContext<(drop: Drop) => () => void>(() => () => undefined)

/** All refused drafts of a figure: `hold` is for the context, `drop` lets all of them go, and is absent while there are none. */
export function useDrafts(): { hold: (drop: Drop) => () => void; drop: Drop | undefined } {
  const [held, setHeld] = useState<readonly Drop[]>([])
  const hold = useCallback((drop: Drop) => {
    setHeld(before => [...before, drop])
    return () => setHeld(before => before.filter(other => other !== drop))
  }, [])
  const drop = useCallback(() => {
    for (const each of held) each()
  }, [held])
  return { hold, drop: held.length > 0 ? drop : undefined }
}

/** Tells the figure of a draft that is refused: it is not in the state, so only its box can take it away. */
export function useDraft(isRefused: boolean, drop: Drop): void {
  const hold = useContext(DraftsContext)
  const latest = useRef(drop)
  useEffect(() => {
    latest.current = drop
  })
  useEffect(() => (isRefused ? hold(() => latest.current()) : undefined), [isRefused, hold])
}
