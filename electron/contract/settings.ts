import { z } from 'zod'
import { language } from './identity.ts'

/** What the user chose, kept in the library's `settings.json`. */
export const settings = z.strictObject({
  language: z.enum(['system', ...language.options]),
  theme: z.enum(['system', 'light', 'dark']),
  /** Signs annotations. */
  author: z.string().max(200),
})
export type Settings = z.infer<typeof settings>

export const defaultSettings: Settings = { language: 'system', theme: 'system', author: '' }
