import { z } from 'zod'
import { language, orderKey, recordId } from './identity.ts'
import { origin } from './topic.ts'

const place = { id: recordId, topicId: recordId, order: orderKey, origin: origin.optional() }

/** An item standing under a topic, with what the list's author wrote beside it there. */
export const itemEntry = z.strictObject({
  ...place,
  kind: z.literal('item'),
  itemId: recordId,
  /** The words before a colon that name a group of links: "凸优化综述：[上](…)，[下](…)". */
  label: z.string().max(2000).optional(),
  /** The words after the link. */
  remark: z.string().max(4000).optional(),
})
export type ItemEntry = z.infer<typeof itemEntry>

/** A stretch of the topic's note, between items or alone. With a language, it is shown only in that language. */
export const textEntry = z.strictObject({
  ...place,
  kind: z.literal('text'),
  markdown: z.string().max(2_000_000),
  language: language.optional(),
})
export type TextEntry = z.infer<typeof textEntry>

/** What stands under a topic, in order: items and the note's text, interleaved as in the list they came from. */
export const entry = z.discriminatedUnion('kind', [itemEntry, textEntry])
export type Entry = z.infer<typeof entry>
