import { z } from 'zod'

/** What stands in a field: words, whether a box is ticked or a button chosen, or the choices of a list. */
export const fieldValue = z.union([z.string().max(100_000), z.boolean(), z.array(z.string().max(10_000)).max(1000)])
export type FieldValue = z.infer<typeof fieldValue>

/** Names a field of a PDF as pdf.js does: the number of its widget's object, "12R"; else where on its page it stands, see `field-place.ts`. */
export const fieldId = z.string().regex(/^\w{1,100}$/)

/** A field of a paper's form that the reader filled. The PDF itself stays as it is. */
export const filledField = z.strictObject({ id: fieldId, value: fieldValue })
export type FilledField = z.infer<typeof filledField>
