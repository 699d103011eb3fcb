import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react'

/**
 * Keeps an element as high as it last was at rest while `isGrowing`: lines that go and come back one by one move nothing that
 * stands under it.
 */
export function useKeptHeight<E extends HTMLElement>(isGrowing: boolean): RefObject<E | null> {
  const element = useRef<E>(null)
  const rest = useRef({ height: 0, isGrowing })
  useLayoutEffect(() => {
    rest.current.isGrowing = isGrowing
    if (element.current) element.current.style.minHeight = isGrowing ? `${rest.current.height}px` : ''
  }, [isGrowing])
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => {
      if (entry && !rest.current.isGrowing) rest.current.height = entry.contentRect.height
    })
    if (element.current) observer.observe(element.current)
    return () => observer.disconnect()
  }, [])
  return element
}
