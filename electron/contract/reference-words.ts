// What a list shows of a reference. Without zod, so that the window can have it.
import type { Person, Reference } from './reference.ts'

const han = /\p{Script=Han}/u

const familyOf = ({ family, given = '', literal, 'non-dropping-particle': particle }: Person): string => {
  if (!family) return literal ?? given
  // Chinese families are few: a list tells people apart by the whole name.
  return han.test(family) ? `${family}${given}` : [particle, family].filter(Boolean).join(' ')
}

/** Authors (else editors) for a list's row: "Vaswani", "Boyd & Vandenberghe", "Vaswani et al.", "周志华 等"; '' without any. */
export function authorsShort({ author, editor }: Pick<Reference, 'author' | 'editor'>): string {
  const people = author?.length ? author : (editor ?? [])
  const [first = '', second = ''] = people.slice(0, 2).map(familyOf)
  const isHan = han.test(first)
  if (people.length > 2) return isHan ? `${first} 等` : `${first} et al.`
  return people.length === 2 ? (isHan ? `${first}、${second}` : `${first} & ${second}`) : first
}

/** A name as one types it: "Vaswani, Ashish", "周志华", "OpenAI". */
export function nameTyped({ family, given, literal, 'non-dropping-particle': particle }: Person): string {
  if (!family) return literal ?? given ?? ''
  if (han.test(family) && given && han.test(given)) return `${family}${given}`
  return [[particle, family].filter(Boolean).join(' '), given].filter(Boolean).join(', ')
}

/** The year a reference was issued in; null where none is known. */
export const yearOf = ({ issued }: Pick<Reference, 'issued'>): number | null => issued?.['date-parts']?.[0]?.[0] ?? null
