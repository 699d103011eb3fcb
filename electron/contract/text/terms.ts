import { asKept, folded, isWordUnit } from './search.ts'

/** One thing that a query asks for, folded as text is before it is compared. */
export interface Term {
  text: string
  /** One or two letters of an alphabet stand in half of all words: they are looked for as whole words. */
  whole: boolean
}

const loose = { matchCase: false, matchDiacritics: false }
/** Case, accents and width gone, unit for unit: places in the result are places in `text`. */
export const foldedLoosely = (text: string): string => folded(text, loose)

/** A letter alone stands in every paper: a query of nothing else asks for nothing. */
export const isTooShort = (terms: readonly Term[]): boolean =>
  terms.length > 0 && terms.every(({ text, whole }) => whole && text.length === 1)

/** A quoted phrase, or a run of Chinese, or a run of anything else. */
const pieces =
  /"([^"]+)"?|“([^”]+)”?|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+|[^\s"“\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+/gu

/** The terms of a query, each once. All of them must stand in what answers it. */
export function termsOf(query: string): Term[] {
  const found = new Map<string, Term>()
  for (const [piece, straight, curly] of asKept(query).matchAll(pieces)) {
    const text = foldedLoosely((straight ?? curly ?? piece).trim())
    if (text === '' || !/[\p{L}\p{N}\p{S}]/u.test(text)) continue
    found.set(text, {
      text,
      whole: text.length < 3 && isWordUnit(text.charAt(0)) && isWordUnit(text.charAt(text.length - 1)),
    })
  }
  return [...found.values()]
}
