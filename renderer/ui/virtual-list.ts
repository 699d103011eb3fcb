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
  const [seen, setSeen] = useState({ top: 0, height: 900, version: 0 })
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
        if (changed) setSeen(old => ({ ...old, version: old.version + 1 }))
      }),
    [elements, heights],
  )
  useLayoutEffect(() => {
    const element = scroller.current
    if (!element) return
    const look = () => {
      const next = { top: element.scrollTop, height: element.clientHeight }
      setSeen(old => (old.top === next.top && old.height === next.height ? old : { ...old, ...next }))
    }
    look()
    const window = new ResizeObserver(look)
    window.observe(element)
    element.addEventListener('scroll', look, { passive: true })
    return () => {
      window.disconnect()
      element.removeEventListener('scroll', look)
    }
  }, [scroller])
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
    if (top < element.scrollTop) element.scrollTop = top
    else if (bottom > element.scrollTop + element.clientHeight) element.scrollTop = bottom - element.clientHeight
  }
  return { ...placedRows(keys.length, heightOf, seen.top, seen.height), measure, reveal }
}
