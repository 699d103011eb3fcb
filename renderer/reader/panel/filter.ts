import type { ShownAnnotation } from '../annotations/tools/index.ts'

/** What the panel shows: an empty set, or no words, asks for nothing. */
export interface Filter {
  words: string
  colors: ReadonlySet<string>
  kinds: ReadonlySet<string>
  tags: ReadonlySet<string>
  authors: ReadonlySet<string>
}
export type FilterSet = Exclude<keyof Filter, 'words'>

const none: ReadonlySet<string> = new Set()
export const everything: Filter = { words: '', colors: none, kinds: none, tags: none, authors: none }

export const isFiltering = ({ words, ...sets }: Filter): boolean =>
  words.trim() !== '' || Object.values(sets).some(set => set.size > 0)

export function toggled(filter: Filter, name: FilterSet, value: string): Filter {
  const set = new Set(filter[name])
  if (!set.delete(value)) set.add(value)
  return { ...filter, [name]: set }
}

const folded = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

/** The text of an annotation that words are looked for in. */
const textOf = (annotation: ShownAnnotation): string =>
  [annotation.comment, 'quote' in annotation ? annotation.quote.exact : '', ...(annotation.tags ?? [])].join('\n')

/** Annotations that have one of each set asked for, and every word. Case, accents and width of letters do not matter. */
export function filtered(annotations: readonly ShownAnnotation[], filter: Filter): readonly ShownAnnotation[] {
  if (!isFiltering(filter)) return annotations
  const words = folded(filter.words).split(/\s+/).filter(Boolean)
  const has = (name: FilterSet, values: readonly string[]) =>
    filter[name].size === 0 || values.some(value => filter[name].has(value))
  return annotations.filter(annotation => {
    if (!has('colors', [annotation.color]) || !has('kinds', [annotation.kind])) return false
    if (!has('tags', annotation.tags ?? []) || !has('authors', [annotation.author])) return false
    const text = words.length > 0 ? folded(textOf(annotation)) : ''
    return words.every(word => text.includes(word))
  })
}

/** The values that annotations have, most used first. */
export function valuesOf(annotations: readonly ShownAnnotation[], name: FilterSet): string[] {
  const counts = new Map<string, number>()
  const count = (value: string) => counts.set(value, (counts.get(value) ?? 0) + 1)
  for (const annotation of annotations)
    if (name === 'tags') annotation.tags?.forEach(count)
    else count({ colors: annotation.color, kinds: annotation.kind, authors: annotation.author }[name])
  return [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0])).map(([value]) => value)
}
