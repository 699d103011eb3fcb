import { create } from 'zustand'

/** The place of an item that the details column tells of. */
export const useSelection = create<{ entryId: string | null }>(() => ({ entryId: null }))

export const select = (entryId: string | null): void => useSelection.setState({ entryId })
