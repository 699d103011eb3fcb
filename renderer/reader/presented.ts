import type { KeyPress } from '../lib/keys.ts'

const next = ['ArrowRight', 'ArrowDown', 'PageDown', 'Space', 'Enter', 'KeyN', 'KeyJ']
const previous = ['ArrowLeft', 'ArrowUp', 'PageUp', 'Backspace', 'KeyP', 'KeyK']

/** The page that a key leads to while a paper is presented; null for a key that turns no page. */
export function pageAfter(press: KeyPress, page: number, pages: number): number | null {
  const { code, shiftKey } = press
  if (press.ctrlKey || press.metaKey || press.altKey) return null
  if (code === 'Home') return 1
  if (code === 'End') return pages
  if (previous.includes(code) || (code === 'Space' && shiftKey)) return Math.max(1, page - 1)
  return next.includes(code) ? Math.min(pages, page + 1) : null
}
