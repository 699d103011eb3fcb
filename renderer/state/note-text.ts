import type { Entry } from '../../electron/contract/entry.ts'
import type { Language } from '../../electron/contract/identity.ts'

/** The stretches of a note in one language (null: those for every language), as one text. */
export const noteText = (entries: readonly Entry[], language: Language | null): string =>
  entries
    .flatMap(entry => (entry.kind === 'text' && (entry.language ?? null) === language ? [entry.markdown] : []))
    .join('')

/** The note as it is read in a language: its own stretches and those for every language, in order, with a blank line where one follows the other. */
export function readNote(entries: readonly Entry[], spoken: Language): string {
  let text = ''
  let last: Language | null | undefined
  for (const entry of entries) {
    if (entry.kind !== 'text' || (entry.language ?? spoken) !== spoken) continue
    const language = entry.language ?? null
    text += (last !== undefined && last !== language ? '\n\n' : '') + entry.markdown
    last = language
  }
  return text
}
