import 'katex/dist/katex.min.css'
import { createContext, useContext, useLayoutEffect, useRef } from 'react'
import type { Macros } from '../lib/macros.ts'
import { drawFormula } from './formula-drawing.ts'
import './formula.css'

/** The macros that every formula below may use. */
export const MacrosContext = createContext<Macros>({})

/** LaTeX drawn by KaTeX. What cannot be drawn is shown as it is written, with the reason and its place. */
export function Formula({ tex, display = false }: { tex: string; display?: boolean }) {
  const macros = useContext(MacrosContext)
  const place = useRef<HTMLSpanElement>(null)
  useLayoutEffect(() => {
    if (place.current) drawFormula(tex, place.current, display, macros)
  }, [tex, display, macros])
  return <span ref={place} className={display ? 'formula display' : 'formula'} />
}
