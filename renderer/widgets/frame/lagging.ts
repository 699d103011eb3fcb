import { createElement, memo, useDeferredValue, type ComponentType } from 'react'

/**
 * A part that may lag behind what it belongs to: it is drawn after that was, in pieces between which the window answers,
 * and what was overtaken meanwhile is not drawn at all. While a run plays or a slider is dragged the picture comes first.
 */
export function lagging<P extends object>(Part: ComponentType<P>): ComponentType<P> {
  const Kept = memo(Part) as unknown as ComponentType<P>
  return function Lagging(props: P) {
    return createElement(Kept, useDeferredValue(props))
  }
}
