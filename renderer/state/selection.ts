import { create } from 'zustand'

interface Selection {
  /** The place of an item that the details column tells of. */
  entryId: string | null
  /** Its row takes the window's focus as soon as it is drawn. */
  grabsFocus: boolean
}

export const useSelection = create<Selection>(() => ({ entryId: null, grabsFocus: false }))

export const select = (entryId: string | null): void => useSelection.setState({ entryId })
export const focusEntry = (entryId: string | null): void =>
  useSelection.setState({ entryId, grabsFocus: entryId !== null })
