import path from 'node:path'
import type { CallAnswer, CallArgs, CallName } from '../contract/calls.ts'
import type { Language } from '../contract/identity.ts'
import { Refusal } from '../contract/result.ts'
import type { CallContext } from '../host/handlers.ts'
import type { Host } from '../host/index.ts'
import { readRegular, systemCode } from '../host/store/files.ts'
import type { Arguments } from './arguments.ts'

/** Where the sentences of the terminal are, and in which language. */
export interface Voice {
  resourcesPath: string
  language: Language
}

/** A sentence for standard error, by its place in the locales. */
export interface Said {
  namespace: string
  key: string
  params: Record<string, string | number>
}

/** What a command gives: a document for standard output, or raw bytes of a file; and what there is to say beside it. */
export type Output = ({ document: unknown } | { bytes: Uint8Array }) & { said?: Said[] }

export interface LibraryCommand {
  usage: string
  run(host: Host, given: Arguments, voice: Voice): Promise<Output>
}

export const context = (): CallContext => ({ signal: new AbortController().signal, progress: () => undefined })

/** Calls the host as a window does. Throws its Refusal. */
export async function answer<K extends CallName>(host: Host, name: K, args: CallArgs<K>): Promise<CallAnswer<K>> {
  const result = await host.dispatch(name, args, context())
  if (!result.ok) throw new Refusal(result.error.code, result.error.params)
  return result.value as CallAnswer<K>
}

interface GivenFile {
  fileName: string
  bytes: Uint8Array<ArrayBuffer>
}

/** The bytes of the file named on the command line. */
export function fileGiven(given: Arguments, position: number, usage: string): Promise<GivenFile> {
  const file = given.words[position]
  if (!file) return Promise.reject(new Refusal('missing-value', { name: usage }))
  return fileAt(file)
}

/** The bytes of a file. Throws Refusal 'file-missing' or 'file-unreadable'. */
export async function fileAt(file: string): Promise<GivenFile> {
  try {
    const bytes = await readRegular(file)
    if (!bytes) throw new Refusal('file-missing', { name: file })
    return { fileName: path.basename(file), bytes: new Uint8Array(bytes) }
  } catch (error) {
    throw error instanceof Refusal
      ? error
      : new Refusal('file-unreadable', { name: file, reason: systemCode(error) ?? '' })
  }
}
