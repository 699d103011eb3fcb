import { z } from 'zod'
import { itemKinds } from './choices.ts'
import { contentHash, instant, recordId } from './identity.ts'
import { reading } from './reading.ts'
import { reference } from './reference.ts'

export const itemKind = z.enum(itemKinds)
export type ItemKind = z.infer<typeof itemKind>

/** What an item that was merged into another said: kept, so that nothing is lost and an import knows it again. */
export const mergedItem = z.strictObject({
  title: z.string().max(2000),
  url: z.string().max(8000).nullable(),
  arxivId: z.string().max(64).nullable(),
  doi: z.string().max(256).nullable(),
  reference: reference.optional(),
})
export type MergedItem = z.infer<typeof mergedItem>

/** A thing to read. It may stand under several topics: each place is an entry. */
export const item = z.strictObject({
  id: recordId,
  kind: itemKind,
  title: z.string().max(2000),
  url: z.string().max(8000).nullable(),
  arxivId: z.string().max(64).nullable(),
  doi: z.string().max(256).nullable(),
  /** The attached PDF, if any. */
  paper: contentHash.nullable(),
  /** The PDFs that were attached before, oldest first. They and their annotations are kept. */
  versions: z.array(contentHash).max(1000).optional(),
  addedAt: instant,
  /** What a bibliography says of it. */
  reference: reference.optional(),
  /** What its reader says of it; absent for an item to read, of which nothing is said. */
  reading: reading.optional(),
  /** Ids of tags, in the order they were given. */
  tags: z.array(recordId).max(200).optional(),
  merged: z.array(mergedItem).max(1000).optional(),
})
export type Item = z.infer<typeof item>
