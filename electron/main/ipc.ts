import { ipcMain, type IpcMainEvent, type IpcMainInvokeEvent, type WebContents } from 'electron'
import { channels, type Progress } from '../contract/bridge.ts'
import { type CallName, callNames } from '../contract/calls.ts'
import type { Result } from '../contract/result.ts'
import type { Host } from '../host/index.ts'
import { isOurPage } from './guards.ts'

/** A window's calls that have no answer yet, by the number that the window chose. */
type Running = Map<number, AbortController>
const runningOf = new WeakMap<WebContents, Running>()

/** Answers every call of the contract. The only place that listens to windows; `heard` is told of each call that was answered. */
export function answerCalls(host: Host, heard: (name: CallName) => void): void {
  for (const name of callNames)
    ipcMain.handle(name, async (event, number: unknown, args: unknown) => {
      const result = await answered(host, name, event, number, args)
      heard(name)
      return result
    })
  ipcMain.on(channels.cancel, (event: IpcMainEvent, number: unknown) => {
    if (isOurPage(event.senderFrame))
      callsOf(event.sender)
        .get(number as number)
        ?.abort()
  })
}

async function answered(
  host: Host,
  name: CallName,
  event: IpcMainInvokeEvent,
  number: unknown,
  args: unknown,
): Promise<Result<unknown>> {
  if (!isOurPage(event.senderFrame)) return { ok: false, error: { code: 'unknown-call', params: { name } } }
  const calls = callsOf(event.sender)
  if (typeof number !== 'number' || !Number.isSafeInteger(number) || number < 0 || calls.has(number))
    return { ok: false, error: { code: 'invalid-argument', params: { name, path: 'number', reason: 'unique, whole' } } }
  const call = new AbortController()
  calls.set(number, call)
  const progress = (value: Progress) => {
    if (calls.get(number) === call && !call.signal.aborted) event.sender.send(channels.progress, number, value)
  }
  try {
    return await host.dispatch(name, args, { signal: call.signal, progress })
  } finally {
    if (calls.get(number) === call) calls.delete(number)
  }
}

/** The window's running calls. They end with its page: on a reload, a crash, or when the window closes. */
function callsOf(contents: WebContents): Running {
  const known = runningOf.get(contents)
  if (known) return known
  const calls: Running = new Map()
  runningOf.set(contents, calls)
  const abandon = () => {
    for (const call of calls.values()) call.abort()
    calls.clear()
  }
  contents.on('did-navigate', abandon)
  contents.on('render-process-gone', abandon)
  contents.on('destroyed', abandon)
  return calls
}
