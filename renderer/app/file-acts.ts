import { type FormatName, formatNames, importEndings } from '../../electron/contract/choices.ts'
import { zipParts } from '../lib/zip.ts'
import { importAnnotations } from '../state/annotation-exchange.ts'
import { importFiles } from '../state/imports.ts'
import { exportDump, exportList } from '../state/library.ts'
import { toastFailure } from '../state/notices.ts'
import { failureOf } from '../state/saving.ts'
import { annotationEndings, pickFiles, saveFile } from '../ui/files.ts'

export async function chooseFiles(): Promise<void> {
  importFiles(await pickFiles(importEndings.map(ending => `.${ending}`).join()))
}

/** Formats that a library is written in. */
export const writable = formatNames.filter(name => name !== 'pasted')

/** The library, or a part of it, as a file or an archive for the user to keep. */
export async function exportFile(scope: { topicId?: string; sourceId?: string }, format: FormatName): Promise<void> {
  const files = await (format === 'folium' ? exportDump(scope) : exportList(format, scope))
  const [only] = files ?? []
  if (!files || !only) return
  if (files.length === 1 && format !== 'obsidian') return saveFile(only.fileName, only.bytes)
  const entries = files.map(({ fileName: name, bytes }) => ({ name, bytes }))
  try {
    saveFile(`${format}.zip`, zipParts(entries), 'application/zip')
  } catch (error) {
    toastFailure(failureOf(error))
  }
}

/** Into the item whose paper is read, else into those that the files name. */
export async function chooseAnnotations(itemId: string | null): Promise<void> {
  for (const file of await pickFiles(annotationEndings)) await importAnnotations(itemId, file)
}
