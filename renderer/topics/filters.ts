import type { Filter } from '../../electron/contract/filter.ts'
import type { Library } from '../../electron/contract/library.ts'

/** Filters that come with the app: their names are of the locales. */
export const givenFilters = [
  { id: 'reading', query: 'status:reading' },
  { id: 'toRead', query: 'status:to-read' },
  { id: 'annotated', query: 'has:annotations' },
] as const

const given: ReadonlySet<string> = new Set(givenFilters.map(({ id }) => id))
export const isGiven = (id: string): boolean => given.has(id)

/** The kept filters in the order of their reader. */
export const filtersInOrder = ({ filters }: Library): Filter[] =>
  Object.values(filters).sort((a, b) => (a.order < b.order ? -1 : 1))

/** What a filter is called: its own name, that of the locales, or that of the one asked from nowhere in particular. */
export const filterName = (id: string, { filters }: Library, t: (key: string) => string): string =>
  filters[id]?.name ?? t(isGiven(id) ? `topics:given.${id}` : 'topics:allItems')
