/** Where details are looked up by an item's number. */
export const lookupServices = ['arxiv', 'crossref', 'openalex'] as const
export type LookupService = (typeof lookupServices)[number]

/** Why an item's details could not be had; a key of the locales (`lookup:failed`). */
export type LookupFailure = 'no-number' | 'not-found' | 'timeout' | 'refused' | 'unreadable'

/** What is being looked up, and what came of it since nothing was waiting. */
export interface LookupState {
  /** How many items were asked for, and how many of them are done with. */
  total: number
  done: number
  /** What is being waited for: a network, or a service that asked for time. */
  waiting: 'network' | 'service' | null
  /** The service that was asked last. */
  service: LookupService | null
  /** Items that know more than before. */
  filled: number
  failed: { itemId: string; reason: LookupFailure }[]
}
