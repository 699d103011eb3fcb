import 'katex/dist/katex.min.css'
import { useContext, useLayoutEffect, useRef } from 'react'
import { drawFormula } from './formula-drawing.ts'
import { MacrosContext } from './macros.ts'
import './formula.css'

/** LaTeX drawn by KaTeX. What cannot be drawn is shown as it is written, with the reason and its place. */
export function Formula({ tex, display = false }: { tex: string; display?: boolean }) {
  const macros = useContext(MacrosContext)
  const place = useRef<HTMLSpanElement>(null)
  useLayoutEffect(() => {
    if (place.current) drawFormula(tex, place.current, display, macros)
  }, [tex, display, macros])
  return <span ref={place} className={display ? 'formula display' : 'formula'} />
}
