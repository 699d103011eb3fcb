import path from 'node:path'
import type { CallAnswer, CallArgs, CallName } from '../../../electron/contract/calls.ts'
import { Refusal } from '../../../electron/contract/result.ts'
import { type Host, type HostOptions, openHost } from '../../../electron/host/index.ts'

/** The host of the library `library` in a folder, as the browser door opens it: empty, English, without a network. */
export const hostIn = (directory: string, more: Partial<HostOptions> = {}): Promise<Host> =>
  openHost({
    libraryPath: path.join(directory, 'library'),
    resourcesPath: path.resolve('resources'),
    version: '0',
    door: 'browser',
    systemLanguage: 'en',
    seed: false,
    openExternal: () => Promise.resolve(),
    ...more,
  })

/** A call's answer; throws the refusal that the window would be told. */
export async function callOn<K extends CallName>(
  host: Host,
  name: K,
  args: CallArgs<K>,
  signal = new AbortController().signal,
): Promise<CallAnswer<K>> {
  const result = await host.dispatch(name, args, { signal, progress: () => undefined })
  if (!result.ok) throw new Refusal(result.error.code, result.error.params)
  return result.value as CallAnswer<K>
}
