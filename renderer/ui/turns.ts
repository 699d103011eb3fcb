import { startTransition, useEffect, useState } from 'react'

/** Where frames do not come, as in a window that is hidden, the next turn comes after this long, ms. */
const patienceMs = 200

const waiting: (() => void)[] = []
let isBooked = false

function book(): void {
  if (isBooked || waiting.length === 0) return
  isBooked = true
  const next = () => {
    if (!isBooked) return
    isBooked = false
    cancelAnimationFrame(frame)
    clearTimeout(timer)
    waiting.shift()?.()
    book()
  }
  const frame = requestAnimationFrame(next)
  const timer = setTimeout(next, patienceMs)
}

/**
 * Does work that changes what is shown when its turn comes: one piece a frame over the whole window, so that no frame bears
 * two. The returned function takes it back.
 */
export function inTurn(work: () => void): () => void {
  waiting.push(work)
  book()
  return () => {
    const at = waiting.indexOf(work)
    if (at >= 0) waiting.splice(at, 1)
  }
}

/** Counts from 0 to `last`, one each turn: what is too much for one frame is built up over some. */
export function useStage(last: number): number {
  const [stage, setStage] = useState(0)
  useEffect(() => {
    if (stage < last) return inTurn(() => startTransition(() => setStage(stage + 1)))
    return undefined
  }, [stage, last])
  return stage
}
