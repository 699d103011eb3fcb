import path from 'node:path'
import type { Refused } from '../../contract/import.ts'
import type { Item } from '../../contract/item.ts'
import type { Library } from '../../contract/library.ts'
import { Refusal } from '../../contract/result.ts'
import type { ImportPlan } from '../exchange/plan.ts'
import type { PaperStore } from '../papers/papers.ts'
import type { Put } from '../store/document.ts'
import type { Bundle } from './bundle.ts'
import { type LibraryRecords, put } from './library.ts'

export interface FoundPdf {
  itemId: string
  name: string
  read(): Promise<Uint8Array | null>
}

/** The PDFs that a bibliography names, looked for from where it lies; the first of each item that is there. */
export async function findPdfs(
  named: ImportPlan['files'],
  beside: Bundle['beside'],
): Promise<{ found: FoundPdf[]; missing: Refused[] }> {
  const found: FoundPdf[] = []
  const missing: Refused[] = []
  for (const { itemId, line, paths } of named) {
    let there: FoundPdf | undefined
    for (const name of paths) {
      const read = there ? null : await beside(name)
      if (read) there = { itemId, name: path.basename(name), read }
    }
    if (there) found.push(there)
    else missing.push({ line, reason: 'file-missing', name: paths[0] ?? '' })
  }
  return { found, missing }
}

/** Keeps the PDFs and gives the puts that attach them. What is no PDF after all is left out. */
export async function attachPdfs(
  pdfs: readonly FoundPdf[],
  puts: readonly Put<Library>[],
  library: LibraryRecords,
  papers: PaperStore,
): Promise<Put<Library>[]> {
  const changed = new Map(puts.flatMap(({ table, id, record }) => (table === 'items' ? [[id, record as Item]] : [])))
  const more: Put<Library>[] = []
  for (const { itemId, name, read } of pdfs) {
    const item = changed.get(itemId) ?? library.data.items[itemId]
    const bytes = item && !item.paper ? await read().catch(() => null) : null
    if (!item || !bytes) continue
    try {
      const paper = await papers.keep(name, bytes)
      if (!library.data.papers[paper.id]) more.push(put('papers', paper))
      more.push(put('items', { ...item, paper: paper.id }))
    } catch (error) {
      if (!(error instanceof Refusal) || error.code === 'disk-full' || error.code === 'write-failed') throw error
    }
  }
  return more
}
