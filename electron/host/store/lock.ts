import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { open, readFile, rename, unlink } from 'node:fs/promises'
import { hostname } from 'node:os'
import path from 'node:path'
import { systemCode } from './files.ts'

interface Holder {
  pid: number
  host: string
  /** Start time of the process where the system tells (Linux): a pid alone can be reused. */
  started: string | null
  door: string
}

export type Lock = { held: true; release(): Promise<void> } | { held: false; holder: string }

function startTimeOf(pid: number): string | null {
  try {
    // Field 22 of /proc/PID/stat; the command before it may hold spaces, so count from its closing bracket.
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[19] ?? null
  } catch {
    return null
  }
}

function isAlive(holder: Holder): boolean {
  if (holder.host !== hostname()) return true
  try {
    process.kill(holder.pid, 0)
  } catch (error) {
    if (systemCode(error) === 'ESRCH') return false
  }
  return holder.started === null || startTimeOf(holder.pid) === holder.started
}

async function readHolder(file: string): Promise<{ text: string; holder: Holder | null }> {
  const text = await readFile(file, 'utf8').catch(() => '')
  try {
    return { text, holder: JSON.parse(text) as Holder }
  } catch {
    return { text, holder: null }
  }
}

/**
 * Takes the library for this process: one writer at a time. A lock whose process is dead is taken over.
 * Throws the system's error when the folder cannot be written.
 */
export async function takeLock(directory: string, door: string): Promise<Lock> {
  const file = path.join(directory, 'folium.lock')
  const mine: Holder = { pid: process.pid, host: hostname(), started: startTimeOf(process.pid), door }
  for (let attempt = 0; attempt < 5; attempt++) {
    try {
      const handle = await open(file, 'wx')
      await handle.writeFile(JSON.stringify(mine))
      await handle.close()
      return { held: true, release: () => unlink(file).catch(() => undefined) }
    } catch (error) {
      if (systemCode(error) !== 'EEXIST') throw error
    }
    const { text, holder } = await readHolder(file)
    if (holder && isAlive(holder)) return { held: false, holder: `${holder.door}, process ${holder.pid}` }
    // An empty file may be a lock being written right now: wait once before calling it dead.
    if (!holder && attempt === 0) await new Promise(resolve => setTimeout(resolve, 100))
    else await removeDead(file, text)
  }
  return { held: false, holder: 'unknown' }
}

/** Moves the dead lock away, then looks whether it really was the one that was judged: another process may have been faster. */
async function removeDead(file: string, judged: string): Promise<void> {
  const aside = `${file}.${randomBytes(4).toString('hex')}`
  try {
    await rename(file, aside)
    if ((await readFile(aside, 'utf8')) === judged) await unlink(aside)
    else await rename(aside, file)
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error
  }
}
