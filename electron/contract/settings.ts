import { z } from 'zod'
import { citeStyles, startKeyFormula, startPalette } from './choices.ts'
import { language } from './identity.ts'

const paletteColor = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,40}$/),
  hex: z.string().regex(/^#[0-9a-f]{6}$/),
  name: z.string().max(100),
  letter: z.string().max(4),
  hidden: z.literal(true).optional(),
})

/** What the user chose, kept in the library's `settings.json`. */
export const settings = z.strictObject({
  language: z.enum(['system', ...language.options]),
  theme: z.enum(['system', 'light', 'dark']),
  /** Signs annotations. */
  author: z.string().max(200),
  /** The colours of annotations. */
  palette: z.array(paletteColor).min(1).max(40),
  /** How references were copied last. */
  citeStyle: z.enum(citeStyles),
  /** What cite keys are made of, where none is pinned. */
  keyFormula: z.string().max(500),
  /** LaTeX definitions that every formula may use. */
  macros: z.string().max(50_000),
})
export type Settings = z.infer<typeof settings>

export const defaultSettings: Settings = {
  language: 'system',
  theme: 'system',
  author: '',
  palette: [...startPalette],
  citeStyle: 'apa',
  keyFormula: startKeyFormula,
  macros: '',
}
