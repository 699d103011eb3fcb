import 'katex/dist/katex.min.css'
import { useLayoutEffect, useRef } from 'react'
import { katex } from './katex-strict.ts'

// Longer sources take KaTeX seconds, and a table of thousands of cells minutes.
const maximumLength = 2_000
const maximumCells = 500

function draw(tex: string, place: HTMLElement, display: boolean): void {
  try {
    const cells = tex.match(/&|\\\\/g)?.length ?? 0
    if (tex.length > maximumLength || cells > maximumCells) throw new RangeError('formula too large')
    katex.render(tex, place, {
      displayMode: display,
      throwOnError: false,
      errorColor: 'var(--danger)',
      trust: false,
      strict: 'ignore',
    })
  } catch {
    // Deep nesting still throws; the source says more than nothing.
    place.textContent = tex
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
