import type { Entry, Field } from './parse.ts'

/** Raw values of an entry by field, in lower case: abbreviations put in, and what it inherits from others. */
export type Values = Map<string, string>

const monthNames = 'January February March April May June July August September October November December'.split(' ')
export const monthOf = (word: string): number =>
  monthNames.findIndex(name => name.slice(0, 3).toLowerCase() === word.slice(0, 3).toLowerCase()) + 1

/** A value's words as TeX: its pieces joined, abbreviations looked up (the months are known to every BibTeX style). */
export const valueOf = ({ pieces }: Pick<Field, 'pieces'>, strings: ReadonlyMap<string, string>): string =>
  pieces
    .map(({ text, isName }) => {
      if (!isName) return text
      const month = /^[a-z]{3}$/i.test(text) ? monthOf(text) : 0
      return strings.get(text.toLowerCase()) ?? (month > 0 ? (monthNames[month - 1] as string) : text)
    })
    .join('')

/** The abbreviations that an entry's text uses, other than the months. */
export const stringsIn = (entry: Entry): string[] =>
  [...entry.fields.values()].flatMap(({ pieces }) =>
    pieces.filter(({ isName }) => isName).map(({ text }) => text.toLowerCase()),
  )

/** Fields that an entry takes over under another name from the one that its `crossref` names (BibLaTeX, appendix B). */
const renamed: Record<string, string> = { title: 'booktitle', subtitle: 'booksubtitle' }
const own = new Set(['crossref', 'xref', 'xdata', 'entryset', 'label', 'ids', 'key', 'file', 'keywords', 'abstract'])

/** Adds to each entry's values what it inherits through `crossref` and `xdata`; an entry that refers to itself gets nothing. */
export function inherit(entries: readonly { key: string; values: Values }[]): void {
  const byKey = new Map(entries.map(entry => [entry.key.toLowerCase(), entry.values]))
  const done = new Set<Values>()
  const visit = (values: Values, depth: number): void => {
    if (done.has(values) || depth > 8) return
    done.add(values)
    const parent = byKey.get((values.get('crossref') ?? '').trim().toLowerCase())
    if (parent && parent !== values) {
      visit(parent, depth + 1)
      for (const [name, value] of parent) {
        const as = renamed[name] ?? name
        if (!own.has(name) && !values.has(as)) values.set(as, value)
      }
    }
    for (const name of (values.get('xdata') ?? '').split(',')) {
      const data = byKey.get(name.trim().toLowerCase())
      if (!data || data === values) continue
      visit(data, depth + 1)
      for (const [field, value] of data) if (!values.has(field)) values.set(field, value)
    }
  }
  for (const { values } of entries) visit(values, 0)
}
