import { randomBytes } from 'node:crypto'
import { rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { writeDurably } from './files.ts'

/** Room set aside so that deleting still works on a full disk, bytes. */
const reserveBytes = 1 << 20

const fileIn = (directory: string): string => path.join(directory, 'reserve')

/** Sets the room aside, where there is any. Random bytes, since zeros take no room on every file system. */
export async function keepReserve(directory: string): Promise<void> {
  const file = fileIn(directory)
  if ((await stat(file).catch(() => null))?.size === reserveBytes) return
  await writeDurably(file, randomBytes(reserveBytes)).catch(() => undefined)
}

/** Gives the room back to the disk; false where it has been given back already. */
export const releaseReserve = (directory: string): Promise<boolean> =>
  rm(fileIn(directory)).then(
    () => true,
    () => false,
  )
