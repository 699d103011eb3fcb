import { createContext, createElement, memo, useContext, useLayoutEffect, useState, type ComponentType } from 'react'
import { FirstDraw } from './use-width.ts'

/** Counts up whenever all that a figure shows is replaced at once. */
export const Replaced = createContext(0)

/**
 * A part that has a turn of its own when all that it stands in is replaced: one frame would be too short for the whole
 * figure. Until then it stays as it was, in its room; anything else that changes it is drawn at once.
 */
export function turned<P extends object>(Part: ComponentType<P>): ComponentType<P> {
  const Kept = memo(Part) as unknown as ComponentType<P>
  return function Turned(props: P) {
    const replaced = useContext(Replaced)
    const begin = useContext(FirstDraw)
    const [drawn, setDrawn] = useState(replaced)
    const [last] = useState(() => ({ props, replaced }))
    const waits = drawn !== replaced
    useLayoutEffect(() => {
      last.replaced = replaced
      if (!waits) last.props = props
    })
    // Also where what came together with its turn has it wait again.
    useLayoutEffect(() => (waits ? begin(() => setDrawn(last.replaced)) : undefined), [waits, drawn, begin, last])
    return createElement(Kept, waits ? last.props : props)
  }
}
