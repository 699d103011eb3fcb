import { z } from 'zod'
import { instant, recordId } from './identity.ts'

/** One thing that was deleted, with every record that went with it. It comes back whole, or goes for good after thirty days. */
export const trashed = z.strictObject({
  id: recordId,
  deletedAt: instant,
  kind: z.enum(['topic', 'item', 'annotation']),
  /** What the user called it. */
  name: z.string().max(2000),
  /** The records as they were, word for word, in the order in which they are put back. */
  records: z.array(z.strictObject({ table: z.string(), record: z.looseObject({ id: z.string() }) })).min(1),
})
export type Trashed = z.infer<typeof trashed>
