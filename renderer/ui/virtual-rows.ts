import { useCallback, useLayoutEffect, useRef, useState, type RefObject } from 'react'
import { rowsInView } from '../lib/rows.ts'

/** Height of every row of a list, CSS pixels (`--row`). */
export const rowHeight = 32

const scrollerOf = (list: HTMLElement): HTMLElement =>
  list.closest<HTMLElement>('[data-scroller]') ?? document.documentElement

/**
 * Draws only the rows of a list that are near the window. The list stands in an element marked `data-scroller`;
 * the row `kept` (that which has the focus) is always drawn, so that scrolling does not lose it.
 */
export function useVirtualRows(
  count: number,
  kept: number,
): { list: RefObject<HTMLDivElement | null>; rows: number[]; reveal: (row: number) => void } {
  const list = useRef<HTMLDivElement>(null)
  const [range, setRange] = useState({ first: 0, end: 40 })

  useLayoutEffect(() => {
    const element = list.current
    if (!element) return
    const scroller = scrollerOf(element)
    const measure = () => {
      const top = scroller.getBoundingClientRect().top - element.getBoundingClientRect().top
      const next = rowsInView(count, rowHeight, top, scroller.clientHeight)
      setRange(old => (old.first === next.first && old.end === next.end ? old : next))
    }
    measure()
    const sizes = new ResizeObserver(measure)
    sizes.observe(scroller)
    scroller.addEventListener('scroll', measure, { passive: true })
    return () => {
      sizes.disconnect()
      scroller.removeEventListener('scroll', measure)
    }
  }, [count])

  const reveal = useCallback((row: number) => {
    const element = list.current
    if (!element) return
    const scroller = scrollerOf(element)
    const top = element.getBoundingClientRect().top - scroller.getBoundingClientRect().top + row * rowHeight
    if (top < 0) scroller.scrollTop += top
    else if (top + rowHeight > scroller.clientHeight) scroller.scrollTop += top + rowHeight - scroller.clientHeight
  }, [])

  const rows = Array.from({ length: Math.min(range.end, count) - range.first }, (_, index) => range.first + index)
  if (kept >= 0 && kept < count && !rows.includes(kept)) rows.push(kept)
  return { list, rows, reveal }
}
