import { z } from 'zod'
import { orderKey, recordId } from './identity.ts'

/**
 * Where a record came from: the imported list, and the piece of its text that the record stands for.
 * Written one after another in tree order, the pieces of an untouched import are the file itself.
 */
export const origin = z.strictObject({
  sourceId: recordId,
  markdown: z.string(),
  /** Of a topic out of a file that is no Markdown: what it is called there. */
  title: z.string().max(2000).optional(),
})
export type Origin = z.infer<typeof origin>

/** A node of the tree. A topic at the top has `parentId: null`. */
export const topic = z.strictObject({
  id: recordId,
  parentId: recordId.nullable(),
  order: orderKey,
  title: z.string().max(2000),
  origin: origin.optional(),
})
export type Topic = z.infer<typeof topic>
