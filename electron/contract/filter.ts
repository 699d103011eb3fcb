import { z } from 'zod'
import { orderKey, recordId } from './identity.ts'

/** A question to the library kept under a name, in the window's query language (renderer/lib/query.ts). */
export const filter = z.strictObject({
  id: recordId,
  name: z.string().min(1).max(200),
  query: z.string().max(2000),
  order: orderKey,
})
export type Filter = z.infer<typeof filter>
