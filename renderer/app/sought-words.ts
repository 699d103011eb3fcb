import { type RefObject, useEffect } from 'react'
import { foldedLoosely } from '../../electron/contract/text/terms.ts'
import { headingAt } from '../notes/sections.ts'
import { clearSought, useSought } from '../state/sought.ts'

/** Name of the CSS highlight (app.css). */
const highlight = 'folium-sought'
/** Longest that the note may take to be drawn, ms. */
const patienceMs = 4000

/** The words' place number `nth` (the last, where there are fewer) in what is drawn, formulas' hidden text left out. */
function rangeOf(root: Element, words: string, nth: number): Range | null {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT, node =>
    node.parentElement?.closest('.katex-mathml') ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  )
  const nodes: { node: Text; start: number }[] = []
  let text = ''
  while (walker.nextNode()) {
    const node = walker.currentNode as Text
    nodes.push({ node, start: text.length })
    text += node.data
  }
  const folded = foldedLoosely(text)
  const wanted = foldedLoosely(words)
  let found = -1
  for (
    let at = folded.indexOf(wanted), count = 0;
    at >= 0 && count <= nth;
    at = folded.indexOf(wanted, at + 1), count++
  )
    found = at
  const spot = (at: number) => {
    const holder = nodes.findLast(({ start }) => start <= at)
    return holder && { node: holder.node, offset: at - holder.start }
  }
  const [from, to] = [spot(found), spot(found + wanted.length - 1)]
  if (found < 0 || !from || !to) return null
  const range = document.createRange()
  range.setStart(from.node, from.offset)
  range.setEnd(to.node, to.offset + 1)
  return range
}

/** The heading that a link means, of the note itself and not of what is shown in it. */
function headingOf(note: Element, path: string): HTMLElement | null {
  const headings = [...note.querySelectorAll<HTMLElement>('[data-heading]')].filter(
    each => each.closest('.note-embed') === null,
  )
  const words = headings.map(each => each.dataset['heading'] ?? '')
  return headings[headingAt(words, path)] ?? null
}

/** The block that a link means by its name, `^…`. */
const blockOf = (note: Element, name: string): HTMLElement | undefined =>
  [...note.querySelectorAll<HTMLElement>('[data-block]')].find(
    each =>
      each.closest('.note-embed') === null && each.dataset['block']?.toLowerCase() === name.slice(1).toLowerCase(),
  )

/** Goes to a heading or a block of a note: the eye, and the keys with it. False where there is none. */
function showHeading(note: Element, path: string): boolean {
  const heading = path.startsWith('^') ? blockOf(note, path) : headingOf(note, path)
  if (!heading) return false
  const range = document.createRange()
  range.selectNodeContents(heading)
  CSS.highlights.set(highlight, new Highlight(range))
  heading.focus({ preventScroll: true })
  heading.scrollIntoView({ block: path.startsWith('^') ? 'center' : 'start' })
  return true
}

/** Goes to words of a note. False where they do not stand there. */
function showWords(note: Element, words: string, nth: number): boolean {
  const range = rangeOf(note, words, nth)
  if (!range) return false
  CSS.highlights.set(highlight, new Highlight(range))
  range.startContainer.parentElement?.scrollIntoView({ block: 'center' })
  return true
}

/** Scrolls to words of a topic's note that the library's search wants shown, or to a heading that a link means, and marks them until something else is shown. */
export function useSoughtWords(topicId: string, view: RefObject<HTMLElement | null>): void {
  const sought = useSought(state =>
    state.sought && state.sought.in !== 'paper' && state.sought.topicId === topicId ? state.sought : null,
  )
  useEffect(() => () => void CSS.highlights.delete(highlight), [topicId])
  useEffect(() => {
    if (!sought || !view.current) return
    const root = view.current
    const show = (): boolean => {
      // Drawn to its end: which place it is, is counted.
      const note = root.querySelector('.note:not([aria-busy])')
      if (!note) return false
      return sought.in === 'heading' ? showHeading(note, sought.heading) : showWords(note, sought.words, sought.nth)
    }
    const end = () => {
      watch.disconnect()
      clearTimeout(timer)
      clearSought()
    }
    // The note is drawn when its part of the app has been loaded.
    const watch = new MutationObserver(() => show() && end())
    const timer = setTimeout(end, patienceMs)
    watch.observe(root, { childList: true, subtree: true, attributeFilter: ['aria-busy'] })
    if (show()) end()
    return () => {
      watch.disconnect()
      clearTimeout(timer)
    }
  }, [sought, view])
}
