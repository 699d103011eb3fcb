import path from 'node:path'
import { Refusal } from '../../contract/result.ts'
import type { HandlersOf } from '../handlers.ts'
import { hashOf } from '../papers/papers.ts'
import { ensureDirectory, readRegular, writeDurably, writeRefusal } from '../store/files.ts'

/** Largest picture taken in, bytes. */
const pictureLimit = 32 << 20
const signature = Buffer.from('89504e470d0a1a0a', 'hex')

/** Pictures of stretches of pages: `pictures/<SHA-256>.png`, so that they can be seen without Folium. */
export function pictureHandlers(libraryPath: string, refusal: Refusal | null): HandlersOf<'picture'> {
  const directory = path.join(libraryPath, 'pictures')
  const fileOf = (hash: string) => path.join(directory, `${hash}.png`)
  return {
    'picture:keep': async ({ bytes }) => {
      if (refusal) throw refusal
      if (bytes.length > pictureLimit)
        throw new Refusal('file-too-large', { name: 'picture', limit: `${pictureLimit >> 20} MB` })
      if (!signature.equals(bytes.subarray(0, signature.length)))
        throw new Refusal('invalid-argument', { name: 'picture:keep', path: 'bytes', reason: 'PNG' })
      const hash = hashOf(bytes)
      try {
        await ensureDirectory(directory)
        if (!(await readRegular(fileOf(hash)))) await writeDurably(fileOf(hash), bytes)
      } catch (error) {
        throw writeRefusal(error, fileOf(hash))
      }
      return hash
    },
    'picture:read': async ({ hash }) => {
      const bytes = await readRegular(fileOf(hash))
      if (!bytes) throw new Refusal('not-found', { name: `pictures/${hash.slice(0, 12)}….png` })
      return bytes
    },
  }
}
