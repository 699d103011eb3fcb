import { useCallback, useContext, useEffect, useMemo, useState } from 'react'
import { HolderContext } from './holder.ts'

export interface Timeline {
  /** The step that is shown, at most `last`. */
  readonly k: number
  readonly last: number
  readonly playing: boolean
  show(k: number): void
  toggle(): void
}

/** A whole run takes about this long to play, unless its steps would then pass too slowly to be worth waiting for. */
const wholeRunMs = 6_000
const slowestStepMs = 90

/**
 * Where a widget stands in its run. It begins where one left it, else at the end, with the picture complete, and stays
 * there as the run grows.
 */
export function useTimeline(last: number): Timeline {
  const { place: left = Infinity, onPlace } = useContext(HolderContext)
  const [place, setPlace] = useState(left)
  const [playing, setPlaying] = useState(false)
  useEffect(() => {
    if (!playing) return
    let frame = 0
    let before = performance.now()
    let due = 0
    const advance = (now: number) => {
      due += (now - before) / Math.min(slowestStepMs, wholeRunMs / Math.max(1, last))
      before = now
      const steps = Math.floor(due)
      due -= steps
      setPlace(k => Math.min(k + steps, last))
      frame = requestAnimationFrame(advance)
    }
    frame = requestAnimationFrame(advance)
    return () => cancelAnimationFrame(frame)
  }, [playing, last])
  useEffect(() => onPlace?.(place), [onPlace, place])
  const k = Math.min(place, last)
  useEffect(() => {
    if (playing && k >= last) {
      setPlaying(false)
      setPlace(Infinity)
    }
  }, [playing, k, last])
  const show = useCallback(
    (to: number) => {
      setPlaying(false)
      setPlace(to >= last ? Infinity : Math.max(0, to))
    },
    [last],
  )
  return useMemo(() => {
    const toggle = () => {
      if (!playing && k >= last) setPlace(0)
      setPlaying(!playing)
    }
    return { k, last, playing, show, toggle }
  }, [k, last, playing, show])
}
