import { z } from 'zod'
import { itemKinds, readingStatuses } from './choices.ts'
import { instant, recordId } from './identity.ts'

export const readingStatus = z.enum(readingStatuses)
export type ReadingStatus = z.infer<typeof readingStatus>

/** 1 low, 2 medium, 3 high; 0 is not kept. */
const priority = z.number().int().min(0).max(3)
/** Stars, 1 to 5; 0 is not kept. */
const rating = z.number().int().min(0).max(5)

/** What a reader says of an item. What is absent was not said; without a status it is to be read. */
export const reading = z.strictObject({
  status: readingStatus.optional(),
  priority: priority.optional(),
  rating: rating.optional(),
  startedAt: instant.optional(),
  finishedAt: instant.optional(),
})
export type Reading = z.infer<typeof reading>

const tagNames = z.array(z.string().trim().min(1).max(200)).max(200)

/**
 * A change to what is said of items, made to one or many of them as one edit. Absent: stays as it is. A status sets the
 * dates that go with it: the first day of reading, the day it was read; back to the beginning takes them away.
 */
export const mark = z.strictObject({
  kind: z.enum(itemKinds).optional(),
  status: readingStatus.optional(),
  priority: priority.optional(),
  rating: rating.optional(),
  startedAt: instant.nullable().optional(),
  finishedAt: instant.nullable().optional(),
  /** By name; a tag that is not there yet is made. */
  addTags: tagNames.optional(),
  removeTags: tagNames.optional(),
})
export type Mark = z.infer<typeof mark>

/** When an item was last opened: noted by the app itself and no part of undo. `id` is the item's. */
export const visit = z.strictObject({ id: recordId, at: instant })
export type Visit = z.infer<typeof visit>
