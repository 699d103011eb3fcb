import { dialog } from 'electron'
import { importEndings } from '../contract/choices.ts'
import { type Opening, readOpened } from './openings.ts'
import { tellWindow, whenWindowListens } from './window.ts'

/** Hands the window what the system, a link or the menu asks it to open; `failed` is told of each file that cannot be read. */
export async function receive(openings: readonly Opening[], failed: (error: unknown) => void): Promise<void> {
  await whenWindowListens()
  for (const opening of openings)
    try {
      if ('topicId' in opening) tellWindow('topic:requested', opening)
      else tellWindow('file:opened', await readOpened(opening.file))
    } catch (error) {
      failed(error)
    }
}

/** Asks which files to import. A page cannot ask by itself: a native menu gives it no user activation. */
export async function chosenLists(): Promise<Opening[]> {
  const filters = [{ name: '', extensions: [...importEndings] }]
  const { filePaths } = await dialog.showOpenDialog({ properties: ['openFile', 'multiSelections'], filters })
  return filePaths.map(file => ({ file }))
}
