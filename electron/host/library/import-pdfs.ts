import { stat } from 'node:fs/promises'
import path from 'node:path'
import type { Refused } from '../../contract/import.ts'
import type { Item } from '../../contract/item.ts'
import type { Library } from '../../contract/library.ts'
import { Refusal } from '../../contract/result.ts'
import type { ImportPlan } from '../exchange/plan.ts'
import type { PaperStore } from '../papers/papers.ts'
import type { Put } from '../store/document.ts'
import { readRegular } from '../store/files.ts'
import { type LibraryRecords, put } from './library.ts'

export interface FoundPdf {
  itemId: string
  file: string
}

/** The PDFs that a bibliography names, looked for from its own folder; the first of each item that is there. */
export async function findPdfs(
  named: ImportPlan['files'],
  folder: string,
): Promise<{ found: FoundPdf[]; missing: Refused[] }> {
  const found: FoundPdf[] = []
  const missing: Refused[] = []
  for (const { itemId, line, paths } of named) {
    let place: string | undefined
    for (const name of paths) {
      const file = path.resolve(folder, name)
      if ((await stat(file).catch(() => null))?.isFile()) place ??= file
    }
    if (place) found.push({ itemId, file: place })
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
  for (const { itemId, file } of pdfs) {
    const item = changed.get(itemId) ?? library.data.items[itemId]
    const bytes = item && !item.paper ? await readRegular(file).catch(() => null) : null
    if (!item || !bytes) continue
    try {
      const paper = await papers.keep(path.basename(file), bytes)
      if (!library.data.papers[paper.id]) more.push(put('papers', paper))
      more.push(put('items', { ...item, paper: paper.id }))
    } catch (error) {
      if (!(error instanceof Refusal) || error.code === 'disk-full' || error.code === 'write-failed') throw error
    }
  }
  return more
}
