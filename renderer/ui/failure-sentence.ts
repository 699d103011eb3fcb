import i18next from 'i18next'
import { tidy } from '../lib/tidy.ts'

/** Every gap that a failure's sentence may have: one that is not filled leaves no trace. */
const gaps = { name: '', path: '', reason: '', holder: '', limit: '', line: '' }

/** The sentence for a failure, in the window's language. */
export const failureSentence = ({ code, params }: { code: string; params: Record<string, string | number> }): string =>
  tidy(i18next.t(code, { ns: 'errors', ...gaps, ...params }))
