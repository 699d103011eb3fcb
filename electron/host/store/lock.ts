import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { link, mkdir, readFile, rm, rmdir, stat, unlink, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import path from 'node:path'
import { isMissing, systemCode } from './files.ts'

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

/** What lies there: a holder, bytes that name none, or nothing. Throws the system's error where that cannot be seen. */
async function readHolder(file: string): Promise<Holder | 'rubbish' | 'nothing'> {
  const text = await readFile(file, 'utf8').catch(error => {
    if (isMissing(error)) return null
    throw error
  })
  if (text === null) return 'nothing'
  try {
    return JSON.parse(text) as Holder
  } catch {
    return 'rubbish'
  }
}

const isDead = (found: Holder | 'rubbish' | 'nothing'): boolean =>
  found === 'rubbish' || (found !== 'nothing' && !isAlive(found))

/** Makes the lock with its content in one step, so that nobody ever reads half a lock. False when there is one. */
async function createLock(file: string, holder: Holder): Promise<boolean> {
  const draft = `${file}.${randomBytes(6).toString('hex')}.tmp`
  await writeFile(draft, JSON.stringify(holder), { flag: 'wx' })
  try {
    await link(draft, file)
    return true
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false
    throw error
  } finally {
    await unlink(draft)
  }
}

/**
 * Takes the library for this process: one writer at a time. A lock whose process is dead is taken over.
 * Throws the system's error when the folder cannot be written.
 */
export async function takeLock(directory: string, door: string): Promise<Lock> {
  const file = path.join(directory, 'folium.lock')
  const mine: Holder = { pid: process.pid, host: hostname(), started: startTimeOf(process.pid), door }
  for (let attempt = 0; attempt < 50; attempt++) {
    if (await createLock(file, mine)) return { held: true, release: () => unlink(file).catch(() => undefined) }
    const holder = await readHolder(file)
    if (typeof holder === 'object' && isAlive(holder))
      return { held: false, holder: `${holder.door}, process ${holder.pid}` }
    await removeDead(file)
  }
  return { held: false, holder: 'unknown' }
}

/** Longest that a takeover can be under way, milliseconds; an older one was interrupted. */
const takeoverMs = 10_000

/** Removes the lock if it is dead, one process at a time: a second one could otherwise remove the lock that the first then made. */
async function removeDead(file: string): Promise<void> {
  const takeover = `${file}.takeover`
  try {
    await mkdir(takeover)
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw error
    const begun = await stat(takeover).catch(() => null)
    if (begun && Date.now() - begun.mtimeMs > takeoverMs) await rmdir(takeover).catch(() => undefined)
    return new Promise(resolve => setTimeout(resolve, 20))
  }
  try {
    // Where there is nothing, the lock that another process makes in the next moment must stay.
    if (isDead(await readHolder(file))) await rm(file, { force: true })
  } finally {
    await rmdir(takeover)
  }
}
