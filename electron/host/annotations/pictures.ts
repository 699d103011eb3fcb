import path from 'node:path'
import { Refusal } from '../../contract/result.ts'
import type { HandlersOf } from '../handlers.ts'
import { hashOf } from '../papers/papers.ts'
import { ensureDirectory, readRegular, writeDurably, writeRefusal } from '../store/files.ts'

/** Largest picture taken in, bytes. */
const pictureLimit = 32 << 20
const signature = Buffer.from('89504e470d0a1a0a', 'hex')

const fileOf = (libraryPath: string, hash: string): string => path.join(libraryPath, 'pictures', `${hash}.png`)

/** Writes a picture to the disk; gives its name. Throws Refusal 'file-too-large', 'invalid-argument', 'disk-full', … */
export async function keepPicture(libraryPath: string, bytes: Uint8Array): Promise<string> {
  if (bytes.length > pictureLimit)
    throw new Refusal('file-too-large', { name: 'picture', limit: `${pictureLimit >> 20} MB` })
  if (!signature.equals(bytes.subarray(0, signature.length)))
    throw new Refusal('invalid-argument', { name: 'picture:keep', path: 'bytes', reason: 'PNG' })
  const hash = hashOf(bytes)
  const file = fileOf(libraryPath, hash)
  try {
    await ensureDirectory(path.dirname(file))
    if (!(await readRegular(file))) await writeDurably(file, bytes)
  } catch (error) {
    throw writeRefusal(error, file)
  }
  return hash
}

export const readPicture = (libraryPath: string, hash: string): Promise<Buffer<ArrayBuffer> | null> =>
  readRegular(fileOf(libraryPath, hash))

/** Pictures of stretches of pages: `pictures/<SHA-256>.png`, so that they can be seen without Folium. */
export function pictureHandlers(libraryPath: string, refusal: Refusal | null): HandlersOf<'picture'> {
  return {
    'picture:keep': ({ bytes }) => {
      if (refusal) throw refusal
      return keepPicture(libraryPath, bytes)
    },
    'picture:read': async ({ hash }) => {
      const bytes = await readPicture(libraryPath, hash)
      if (!bytes) throw new Refusal('not-found', { name: `pictures/${hash.slice(0, 12)}….png` })
      return bytes
    },
  }
}
