import { randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import { mkdir, open, readdir, realpath, rename, rm, stat, unlink } from 'node:fs/promises'
import path from 'node:path'
import { Refusal } from '../../contract/result.ts'

/** The system's code of a failed file operation ("ENOSPC"), or undefined for anything else. */
export const systemCode = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined

export const isMissing = (error: unknown): boolean => systemCode(error) === 'ENOENT'

/** The refusal that says why a write failed, in words a user can act on. */
export function writeRefusal(error: unknown, file: string): Refusal {
  if (error instanceof Refusal) return error
  const code = systemCode(error)
  const path_ = path.basename(file)
  if (code === 'ENOSPC' || code === 'EDQUOT') return new Refusal('disk-full', { path: path_ })
  if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM') return new Refusal('read-only', { path: path_ })
  return new Refusal('write-failed', { path: path_, reason: code ?? String(error) })
}

/** Makes a rename or a new name in `directory` survive a power loss (POSIX; Windows has no directory handles to sync). */
export async function syncDirectory(directory: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(directory, constants.O_RDONLY)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

const temporary = /\.[0-9a-f]{12}\.tmp$/

/** Removes what an interrupted `writeDurably` left in `directory`. */
export async function sweepTemporaries(directory: string): Promise<void> {
  for (const name of await readdir(directory))
    if (temporary.test(name)) await rm(path.join(directory, name), { force: true })
}

/**
 * Replaces `file` by `content` so that after any interruption either the old or the new bytes are there, whole:
 * temporary file, fsync, rename, fsync of the directory. Content in pieces is made as it is written. A symbolic link stays one; its target is replaced.
 */
export async function writeDurably(file: string, content: string | Uint8Array | Iterable<Uint8Array>): Promise<void> {
  const target = await realpath(file).catch(error => {
    if (isMissing(error)) return file
    throw error
  })
  const temporaryFile = `${target}.${randomBytes(6).toString('hex')}.tmp`
  const handle = await open(temporaryFile, 'wx', 0o644)
  try {
    if (typeof content === 'string' || content instanceof Uint8Array) await handle.writeFile(content)
    else for (const piece of content) await handle.writeFile(piece)
    await handle.sync()
    await handle.close()
    await rename(temporaryFile, target)
  } catch (error) {
    await handle.close().catch(() => undefined)
    await unlink(temporaryFile).catch(() => undefined)
    throw error
  }
  await syncDirectory(path.dirname(target))
}

/** The bytes of a regular file, or null where there is none. A pipe or device is refused: reading it could hang. */
export async function readRegular(file: string): Promise<Buffer<ArrayBuffer> | null> {
  try {
    const kind = await stat(file)
    if (!kind.isFile())
      throw new Refusal('file-unreadable', { name: path.basename(file) || file, reason: 'not a regular file' })
    const handle = await open(file, constants.O_RDONLY)
    try {
      // In one piece where the size is true: `readFile` takes a large file in thousands of small ones.
      const bytes = Buffer.allocUnsafeSlow(kind.size)
      const { bytesRead } = await handle.read(bytes, 0, kind.size, 0)
      return bytesRead === kind.size && kind.size > 0 ? bytes : await handle.readFile()
    } finally {
      await handle.close()
    }
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}

/** UTF-8 as text; throws TypeError on bytes that are no UTF-8. */
export const textFromUtf8 = (bytes: Uint8Array): string => new TextDecoder('utf-8', { fatal: true }).decode(bytes)

/** A name for a file set aside, that says when. */
export const timeStamp = (): string => new Date().toISOString().replaceAll(/[:.]/g, '-')

/** Makes the folder and what is missing above it. Step by step: Node 20's own `recursive` never returns under /proc. */
export async function ensureDirectory(directory: string): Promise<void> {
  try {
    await mkdir(directory)
  } catch (error) {
    const code = systemCode(error)
    if (code === 'EEXIST') {
      if (!(await stat(directory)).isDirectory()) throw new Refusal('not-a-folder', { path: directory })
    } else if (code === 'ENOENT' && path.dirname(directory) !== directory) {
      await ensureDirectory(path.dirname(directory))
      await mkdir(directory).catch(again => {
        if (systemCode(again) !== 'EEXIST') throw again
      })
    } else if (!(await stat(directory).catch(() => null))?.isDirectory()) throw error
  }
}
