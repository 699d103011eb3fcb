import { createContext } from 'react'
import type { Macros } from '../lib/macros.ts'

/** The macros that every formula below may use. Apart from the formulas, so that the window starts without KaTeX. */
export const MacrosContext = createContext<Macros>({})
