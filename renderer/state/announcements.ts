import { create } from 'zustand'

/** What is said to a screen reader alone: where something went, how many were found. A key of the locales, with its words. */
interface Announcement {
  key: string
  params: Record<string, string | number>
  /** Said again even when it is the same. */
  number: number
}

export const useAnnouncement = create<Announcement>(() => ({ key: '', params: {}, number: 0 }))

export const announce = (key: string, params: Record<string, string | number> = {}): void =>
  useAnnouncement.setState(({ number }) => ({ key, params, number: number + 1 }))
