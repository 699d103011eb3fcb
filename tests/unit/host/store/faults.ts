// Faults of the file system at its n-th call: node:fs/promises with a counter before every call.
import fs, { type FileHandle } from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'

export const faultCodes = ['EIO', 'ENOSPC', 'EACCES', 'EMFILE'] as const
type Code = (typeof faultCodes)[number]

export interface Faults {
  /** Fails the `at`-th call from now (1 is the next), and all after it when `lasting`. A write that fails has written half. */
  arm(at: number, code: Code, lasting: boolean): void
  disarm(): void
  /** Calls since `arm`. */
  readonly calls: number
  /** Takes the counter out of node:fs again. */
  remove(): void
}

type Call = (...args: unknown[]) => Promise<unknown>
const names = [
  'open',
  'readdir',
  'realpath',
  'rename',
  'rm',
  'stat',
  'truncate',
  'unlink',
  'copyFile',
  'mkdir',
  'writeFile',
] as const
const handleNames = [
  'appendFile',
  'writeFile',
  'read',
  'readFile',
  'sync',
  'datasync',
  'truncate',
  'stat',
  'close',
] as const

export async function injectFaults(): Promise<Faults> {
  let calls = 0
  let armed: { at: number; code: Code; lasting: boolean } | null = null
  const fault = (): Error | null => {
    calls++
    if (!armed || (armed.lasting ? calls < armed.at : calls !== armed.at)) return null
    return Object.assign(new Error(`${armed.code}: injected`), { code: armed.code })
  }
  const undo: (() => void)[] = []
  const wrap = (owner: Record<string, Call>, name: string): void => {
    const real = owner[name] as Call
    owner[name] = async function (this: unknown, ...args) {
      const error = fault()
      if (!error) return real.apply(this, args)
      // A descriptor is given back even where close fails, and a full disk takes a part of what is written.
      if (name === 'close') await real.apply(this, args)
      if (name === 'appendFile') await real.call(this, (args[0] as Buffer).subarray(0, (args[0] as Buffer).length >> 1))
      throw error
    }
    undo.push(() => (owner[name] = real))
  }
  const probe = path.join(tmpdir(), `folium-probe-${process.pid}`)
  const handle: FileHandle = await fs.open(probe, 'w')
  const prototype = Object.getPrototypeOf(handle) as Record<string, Call>
  await handle.close()
  await fs.rm(probe)
  for (const name of names) wrap(fs as unknown as Record<string, Call>, name)
  for (const name of handleNames) wrap(prototype, name)
  syncBuiltinESMExports()
  return {
    arm: (at, code, lasting) => {
      calls = 0
      armed = { at, code, lasting }
    },
    disarm: () => {
      armed = null
    },
    get calls() {
      return calls
    },
    remove: () => {
      for (const restore of undo) restore()
      syncBuiltinESMExports()
    },
  }
}
