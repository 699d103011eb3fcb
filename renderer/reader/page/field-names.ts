import type { PDFDocumentProxy } from 'pdfjs-dist'
import { fieldAt, pageOfField } from '../../../electron/contract/field-place.ts'

/** What pdf.js names a widget that is no object of its own: anew in each session. */
export const isPassing = (id: string): boolean => id.startsWith('annot_')

/** The lasting names of fields that pdf.js names in passing, page by page. */
export class FieldNames {
  private readonly document: PDFDocumentProxy
  private readonly lasting = new Map<string, string>()
  private readonly passing = new Map<string, string>()
  private readonly pages = new Map<number, Promise<void>>()

  constructor(document: PDFDocumentProxy) {
    this.document = document
  }

  /** Learns the names of a page's fields (1-based). */
  learn(page: number): Promise<void> {
    const known = this.pages.get(page) ?? this.read(page).catch(() => undefined) // no such page: its fields are shown nowhere
    this.pages.set(page, known)
    return known
  }

  private async read(page: number): Promise<void> {
    const annotations: { id: string; subtype: string; rect: number[] }[] = await (
      await this.document.getPage(page)
    ).getAnnotations()
    for (const { id, subtype, rect } of annotations) {
      if (subtype !== 'Widget' || !isPassing(id)) continue
      this.lasting.set(id, fieldAt(page, rect))
      this.passing.set(fieldAt(page, rect), id)
    }
  }

  /** Null where its page has not been learnt. */
  lastingOf(id: string): string | null {
    return isPassing(id) ? (this.lasting.get(id) ?? null) : id
  }

  passingOf(id: string): string | null {
    return pageOfField(id) === null ? id : (this.passing.get(id) ?? null)
  }

  /** Learns what is yet to be learnt of the pages of these fields; null where nothing is. */
  learnOf(ids: readonly string[]): Promise<unknown> | null {
    const pages = new Set(ids.flatMap(id => pageOfField(id) ?? []).filter(page => !this.pages.has(page)))
    return pages.size > 0 ? Promise.all([...pages].map(page => this.learn(page))) : null
  }
}
