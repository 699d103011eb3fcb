import { create } from 'zustand'
import { nextSort, type Sort, type SortColumn } from './sorting.ts'

/** How each list is sorted, by its name (a topic's id, or that of a list across topics); absent: by hand. */
export const useSorts = create<{ sorts: Readonly<Record<string, Sort>> }>(() => ({ sorts: {} }))

export function setSort(list: string, sort: Sort | null): void {
  useSorts.setState(({ sorts: { [list]: _, ...others } }) => ({ sorts: sort ? { ...others, [list]: sort } : others }))
}

/** Sorts a list by a column: one way, the other way, then by hand again. */
export const turnSort = (list: string, column: SortColumn): void =>
  setSort(list, nextSort(useSorts.getState().sorts[list] ?? null, column))
