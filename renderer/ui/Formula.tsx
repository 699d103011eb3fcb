import 'katex/dist/katex.min.css'
import { useLayoutEffect, useRef } from 'react'
import { texWithPlainColumns } from '../lib/tex-columns.ts'
import { katex } from './katex-strict.ts'
import './formula.css'

// Longer sources take KaTeX seconds, and a table of thousands of cells minutes.
const maximumLength = 2_000
const maximumCells = 500

function draw(tex: string, place: HTMLElement, display: boolean): void {
  try {
    const cells = tex.match(/&|\\\\/g)?.length ?? 0
    if (tex.length > maximumLength || cells > maximumCells) throw new RangeError('formula too large')
    katex.render(texWithPlainColumns(tex), place, { displayMode: display, trust: false, strict: 'ignore' })
    place.classList.remove('formula-refused')
  } catch (error) {
    // KaTeX's own way of showing a refused formula sets a style that the window's policy forbids.
    place.textContent = tex
    place.classList.add('formula-refused')
    place.title = error instanceof Error ? error.message : ''
  }
}

/** LaTeX drawn by KaTeX, for readers of the page and of its MathML. What cannot be drawn is shown as it is written. */
export function Formula({ tex, display = false }: { tex: string; display?: boolean }) {
  const place = useRef<HTMLSpanElement>(null)
  useLayoutEffect(() => {
    if (place.current) draw(tex, place.current, display)
  }, [tex, display])
  return <span ref={place} className={display ? 'formula display' : 'formula'} />
}
