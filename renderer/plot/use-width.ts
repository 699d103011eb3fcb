import { createContext, useContext, useLayoutEffect, useRef, useState, type RefObject } from 'react'

/** Draws now; what it returns takes that back. */
type Begin = (draw: () => void) => () => void
const atOnce: Begin = draw => {
  draw()
  return () => undefined
}

/**
 * When a plot that has just been placed is drawn for the first time: at once, unless whoever builds up what it stands in has
 * each wait for its turn. The function must stay the same.
 */
export const FirstDraw = createContext(atOnce)

/** The element's width in CSS pixels, 0 before it is drawn first. */
export function useWidth<E extends Element>(): [RefObject<E | null>, number] {
  const element = useRef<E>(null)
  const [width, setWidth] = useState(0)
  const begin = useContext(FirstDraw)
  useLayoutEffect(() => {
    const box = element.current
    if (!box) return
    const observer = new ResizeObserver(([entry]) => entry && setWidth(Math.floor(entry.contentRect.width)))
    const takeBack = begin(() => {
      setWidth(Math.floor(box.getBoundingClientRect().width))
      observer.observe(box)
    })
    return () => {
      takeBack()
      observer.disconnect()
    }
  }, [begin])
  return [element, width]
}
