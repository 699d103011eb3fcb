import {
  createContext,
  createElement,
  memo,
  useContext,
  useEffect,
  useInsertionEffect,
  useLayoutEffect,
  useRef,
  useState,
  type ComponentType,
} from 'react'
import { inTurn } from '../../ui/turns.ts'

/**
 * Counts how often all of these parts were replaced at once: `isWhole` says that a change now is one of the whole, as an
 * example is and the answers to it. A slider changes a part, and the whole picture follows it in the same frame.
 */
export function useReplaced(isWhole: boolean, first: object, second: object): number {
  const [known, setKnown] = useState({ first, second, times: 0 })
  if (known.first !== first || known.second !== second)
    setKnown({ first, second, times: known.times + (isWhole ? 1 : 0) })
  return known.times
}

/** Whether all of a figure's plots show what was replaced last. */
export const Settled = createContext(true)

/**
 * How a figure is drawn over some frames: while it is built up and when all of it is replaced each of its plots is drawn in a
 * turn of its own, else at once.
 */
export function useDrawing(isBuilt: boolean, replaced: number) {
  const [settled, setSettled] = useState(replaced)
  const isSettled = settled === replaced
  const isTurned = useRef(true)
  // Before the plots that this change brings ask for their turns.
  useInsertionEffect(() => {
    isTurned.current = !isBuilt || !isSettled
  })
  // After those plots.
  useEffect(
    () => (isBuilt && !isSettled ? inTurn(() => setSettled(replaced)) : undefined),
    [isBuilt, isSettled, replaced],
  )
  const [begin] = useState(() => (draw: () => void) => {
    if (isTurned.current) return inTurn(draw)
    draw()
    return () => undefined
  })
  return { begin, isSettled }
}

/** What vouches for a picture: it stays as it was until the whole picture shows what was replaced. */
export function vouching<P extends object>(Part: ComponentType<P>): ComponentType<P> {
  const Kept = memo(Part) as unknown as ComponentType<P>
  return function Vouching(props: P) {
    const isSettled = useContext(Settled)
    const [last] = useState(() => ({ props }))
    useLayoutEffect(() => {
      if (isSettled) last.props = props
    })
    return createElement(Kept, isSettled ? props : last.props)
  }
}
