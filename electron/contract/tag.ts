import { z } from 'zod'
import { tagColors } from './choices.ts'
import { recordId } from './identity.ts'

export const tagColor = z.enum(tagColors)

/** A word that items are marked with. Names are told apart without regard to case. */
export const tag = z.strictObject({
  id: recordId,
  name: z.string().min(1).max(200),
  color: tagColor.nullable(),
})
export type Tag = z.infer<typeof tag>
