import type { RecordChange } from '../../contract/library.ts'
import type { ItemBook } from './item-book.ts'

export interface ImportPlan {
  changes: RecordChange[]
  report: { topicsAdded: number; itemsAdded: number; entriesAdded: number }
  /** What becomes of every item of the file, for the preview. */
  counts: ItemBook['counts']
  rows: ItemBook['rows']
  /** PDFs that the file names, by the item that they belong to. */
  files: { itemId: string; line: number; paths: string[] }[]
}
