import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { ItemEntry } from '../../electron/contract/entry.ts'
import { useLibrary } from '../state/library.ts'
import { sorted } from '../state/sorting.ts'
import { useSorts } from '../state/sorts.ts'

/** The places of a list in the order that it is sorted by. */
export function useSorted(list: string, places: readonly ItemEntry[]): readonly ItemEntry[] {
  const { i18n } = useTranslation()
  const sort = useSorts(({ sorts }) => sorts[list])
  const version = useLibrary(state => state.version)
  return useMemo(
    () => (sort ? sorted(places, sort, useLibrary.getState().data, i18n.language) : places),
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the library changes in place, `version` says when
    [places, sort, version, i18n.language],
  )
}

/** The next row from `at`, round the end, whose title begins with what was typed; -1 when there is none. */
export function placeByTyping(places: readonly ItemEntry[], at: number, typed: string): number {
  const { items } = useLibrary.getState().data
  const lower = typed.toLocaleLowerCase()
  const begins = (index: number) => items[places[index]?.itemId ?? '']?.title.toLocaleLowerCase().startsWith(lower)
  // A longer word may still be the row that its first letter chose.
  const from = typed.length > 1 ? at : at + 1
  for (let step = 0; step < places.length; step++) {
    const index = (from + step) % places.length
    if (begins(index)) return index
  }
  return -1
}
