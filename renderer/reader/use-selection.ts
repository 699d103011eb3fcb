import { type RefObject, useEffect, useState } from 'react'

export interface Selected {
  range: Range
  /** Where the selection ends, CSS pixels of the scrolled content. */
  xPx: number
  yPx: number
}

/** The text that is selected in `container`, once the pointer or the key is released; null while there is none. */
export function useSelection(container: RefObject<HTMLDivElement | null>): Selected | null {
  const [selected, setSelected] = useState<Selected | null>(null)
  useEffect(() => {
    const ending = new AbortController()
    let isAny = false
    const set = (found: Selected | null) => {
      isAny = found !== null
      setSelected(found)
    }
    const look = () => set(container.current && selectedIn(container.current))
    const gone = () => {
      // To ask for the selection lays the whole window out, and it is told of with each focus.
      if (isAny && (document.getSelection()?.isCollapsed ?? true)) set(null)
    }
    const listen = { signal: ending.signal }
    // The selection is settled only after the event that ends it.
    document.addEventListener('pointerup', () => setTimeout(look), listen)
    document.addEventListener('keyup', event => event.shiftKey && look(), listen)
    document.addEventListener('selectionchange', gone, listen)
    return () => ending.abort()
  }, [container])
  return selected
}

/** The text of `container` that is selected now. */
export function rangeIn(container: HTMLElement): Range | null {
  const selection = document.getSelection()
  const range = selection?.rangeCount ? selection.getRangeAt(0) : null
  const empty = !range || range.collapsed || range.toString().trim() === ''
  return !empty && container.contains(range.commonAncestorContainer) ? range.cloneRange() : null
}

function selectedIn(container: HTMLElement): Selected | null {
  const range = rangeIn(container)
  const last = [...(range?.getClientRects() ?? [])].filter(({ width, height }) => width > 1 && height > 1).at(-1)
  if (!range || !last) return null
  const frame = container.getBoundingClientRect()
  return {
    range,
    xPx: last.right - frame.left + container.scrollLeft,
    yPx: last.bottom - frame.top + container.scrollTop,
  }
}
