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

/**
 * The element's width in CSS pixels, and whether what it holds may be drawn. The width is there before anything is painted: a
 * plot that still waits for its turn keeps the room that it will take, so that nothing below it moves.
 */
export function useWidth<E extends Element>(): [RefObject<E | null>, width: number, isDrawn: boolean] {
  const element = useRef<E>(null)
  const [width, setWidth] = useState(0)
  const [isDrawn, setDrawn] = useState(false)
  const begin = useContext(FirstDraw)
  useLayoutEffect(() => {
    const box = element.current
    if (!box) return
    const measure = () => setWidth(Math.floor(box.getBoundingClientRect().width))
    const observer = new ResizeObserver(([entry]) => entry && setWidth(Math.floor(entry.contentRect.width)))
    measure()
    const takeBack = begin(() => {
      measure()
      setDrawn(true)
      observer.observe(box)
    })
    return () => {
      takeBack()
      observer.disconnect()
    }
  }, [begin])
  return [element, width, isDrawn && width > 0]
}
