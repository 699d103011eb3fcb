import path from 'node:path'
import type { Refusal } from '../../contract/result.ts'
import type { HandlersOf } from '../handlers.ts'
import { readRegular, textFromUtf8, writeDurably } from '../store/files.ts'

/**
 * What the window had open, in `window.json` beside the library: only the window reads it, and losing it loses nothing.
 * A library that cannot be written forgets it.
 */
export function deskHandlers(libraryPath: string, refusal: Refusal | null): HandlersOf<'desk'> {
  const file = path.join(libraryPath, 'window.json')
  let writing: Promise<unknown> = Promise.resolve()
  return {
    'desk:get': async () => {
      const bytes = await readRegular(file).catch(() => null)
      return bytes ? textFromUtf8(bytes) : ''
    },
    'desk:keep': async ({ text }) => {
      if (refusal) return
      writing = writing.then(() => writeDurably(file, text)).catch(() => undefined)
      await writing
    },
  }
}
