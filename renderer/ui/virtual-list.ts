import { type RefCallback, type RefObject, useCallback, useLayoutEffect, useMemo, useState } from 'react'
import { type Placed, placedRows } from '../lib/heights.ts'

interface VirtualList extends Placed {
  /** Says which element is a row's, so that its height is known. */
  measure: (key: string) => RefCallback<HTMLElement>
  /** Scrolls a row into sight. */
  reveal: (row: number) => void
}

/** Draws only the rows of a list near its window, whatever their heights: they are measured once drawn, and guessed before. */
export function useVirtualList(
  scroller: RefObject<HTMLElement | null>,
  keys: readonly string[],
  guess: number,
): VirtualList {
  const [heights] = useState(() => new Map<string, number>())
  const [, setVersion] = useState(0)
  const [elements] = useState(() => new Map<Element, string>())
  const [callbacks] = useState(() => new Map<string, RefCallback<HTMLElement>>())
  const sizes = useMemo(
    () =>
      new ResizeObserver(entries => {
        let changed = false
        for (const { target } of entries) {
          const key = elements.get(target)
          const { height } = target.getBoundingClientRect()
          if (key === undefined || height === 0 || heights.get(key) === height) continue
          heights.set(key, height)
          changed = true
        }
        if (changed) setVersion(version => version + 1)
      }),
    [elements, heights],
  )
  const seen = useWindow(scroller)
  const heightOf = (row: number) => heights.get(keys[row] ?? '') ?? guess
  const measure = useCallback(
    (key: string) => {
      const known = callbacks.get(key)
      if (known) return known
      const callback = (element: HTMLElement | null) => {
        if (!element) return
        elements.set(element, key)
        sizes.observe(element)
        return () => {
          elements.delete(element)
          sizes.unobserve(element)
        }
      }
      callbacks.set(key, callback)
      return callback
    },
    [callbacks, elements, sizes],
  )
  const reveal = (row: number) => {
    const element = scroller.current
    if (!element) return
    let top = 0
    for (let before = 0; before < row; before++) top += heightOf(before)
    const bottom = top + heightOf(row)
    if (top < element.scrollTop) element.scrollTo({ top })
    else if (bottom > element.scrollTop + element.clientHeight) element.scrollTo({ top: bottom - element.clientHeight })
  }
  return { ...placedRows(keys.length, heightOf, seen.top, seen.height), measure, reveal }
}

/** How far an element has been scrolled, and how much of it is seen, CSS pixels. */
function useWindow(scroller: RefObject<HTMLElement | null>): { top: number; height: number } {
  const [seen, setSeen] = useState({ top: 0, height: 900 })
  useLayoutEffect(() => {
    const element = scroller.current
    if (!element) return
    const look = () => {
      const next = { top: element.scrollTop, height: element.clientHeight }
      setSeen(old => (old.top === next.top && old.height === next.height ? old : next))
    }
    look()
    const size = new ResizeObserver(look)
    size.observe(element)
    element.addEventListener('scroll', look, { passive: true })
    return () => {
      size.disconnect()
      element.removeEventListener('scroll', look)
    }
  }, [scroller])
  return seen
}
