import type { PdfFile } from './file.ts'
import { isName, type PdfObject } from './objects.ts'

/** How many fields may lie in one another. */
const depthLimit = 8

/** What whoever certified a file lets others do with it (ISO 32000-2, table 257): 1 nothing, 2 fill its form, 3 annotate too. */
type Allowed = 1 | 2 | 3

/** Whether anyone has signed the file (12.8), and what the signer allows where one says so. */
export interface Signing {
  readonly signed: boolean
  readonly allows: Allowed | null
}

export function signingOf(file: PdfFile): Signing {
  const form = file.dictOf(file.catalog.get('AcroForm'))
  if (((file.numberOf(form.get('SigFlags')) ?? 0) & 1) === 0) return { signed: false, allows: null }
  const signatures = file.listOf(form.get('Fields')).flatMap(field => signaturesIn(file, field, 0))
  const allowed = signatures.flatMap(signature => allowedBy(file, signature))
  return {
    signed: signatures.length > 0,
    allows: allowed.length > 0 ? (Math.min(...allowed) as Allowed) : null,
  }
}

function signaturesIn(file: PdfFile, value: PdfObject, depth: number): PdfObject[] {
  const field = file.dictOf(value)
  if (isName(file.resolve(field.get('FT')), 'Sig') && field.has('V')) return [field.get('V') ?? null]
  return depth < depthLimit ? file.listOf(field.get('Kids')).flatMap(kid => signaturesIn(file, kid, depth + 1)) : []
}

/** Without a number, filling is allowed. */
const allowedBy = (file: PdfFile, signature: PdfObject): Allowed[] =>
  file.listOf(file.dictOf(signature).get('Reference')).flatMap(value => {
    const reference = file.dictOf(value)
    if (!isName(file.resolve(reference.get('TransformMethod')), 'DocMDP')) return []
    const allowed = file.numberOf(file.dictOf(reference.get('TransformParams')).get('P'))
    return allowed === 1 || allowed === 3 ? allowed : 2
  })
