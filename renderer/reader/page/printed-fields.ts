import type { PDFPageProxy } from 'pdfjs-dist'
import type { PDFDocumentProxy } from './document.ts'

/** What pdf.js tells of a page's annotations, as far as fields need it. */
interface Told {
  id: string
  subtype: string
  fieldType?: string
  fieldValue?: unknown
  hasAppearance: boolean
  combo?: boolean
}

/** What an untouched field says that pdf.js prints only if its storage has it (6.5): one without an appearance of its own. */
function silentValue({
  subtype,
  fieldType,
  fieldValue,
  hasAppearance,
  combo,
}: Told): string | readonly string[] | null {
  if (subtype !== 'Widget' || hasAppearance) return null
  if (fieldType === 'Tx') return typeof fieldValue === 'string' && fieldValue !== '' ? fieldValue : null
  if (fieldType !== 'Ch' || !Array.isArray(fieldValue)) return null
  const chosen = fieldValue.filter(each => typeof each === 'string')
  // A list shows what could be chosen too.
  return combo ? (chosen[0] ?? null) : chosen
}

export interface PrintedFields {
  /** The page has a form. */
  isForm: boolean
  /** pdf.js's storage as it is to be printed: with what was filled, and with what stands in fields that nobody touched. */
  storage: PDFDocumentProxy['annotationStorage']['print']
}

export async function printedFields(document: PDFDocumentProxy, page: PDFPageProxy): Promise<PrintedFields> {
  const told = (await page.getAnnotations({ intent: 'print' })) as Told[]
  const { annotationStorage } = document
  const silent = told.flatMap(each => {
    const value = silentValue(each)
    return value === null || annotationStorage.has(each.id) ? [] : [{ id: each.id, value }]
  })
  // In one go, so that no field is thought to have been filled.
  for (const { id, value } of silent) annotationStorage.setValue(id, { value })
  const storage = annotationStorage.print
  for (const { id } of silent) annotationStorage.remove(id)
  const { modifiedIds } = annotationStorage
  Object.defineProperty(storage, 'modifiedIds', { configurable: true, value: modifiedIds })
  return { isForm: told.some(({ subtype }) => subtype === 'Widget'), storage }
}
