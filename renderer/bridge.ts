import type { Door, Progress } from '../electron/contract/bridge.ts'
import type { CallAnswer, CallArgs, CallName } from '../electron/contract/calls.ts'
import type { EventName, Events } from '../electron/contract/events.ts'
import { Refusal } from '../electron/contract/result.ts'
import { openSocketDoor } from './bridge/socket-door.ts'

declare global {
  interface Window {
    /** What Electron's preload exposes; missing in an ordinary browser. */
    folium?: Door
  }
}

type Listener = (name: EventName, value: Events[EventName]) => void

let door: Door
let lastNumber = 0
const progressOf = new Map<number, (progress: Progress) => void>()
const eventListeners = new Set<Listener>()
const connectionListeners = new Set<(connected: boolean) => void>()

/** Finds the host, once, before anything else of the bridge is used. Throws Refusal 'session-refused' or 'connection-lost'. */
export async function connect(): Promise<void> {
  door = window.folium ?? (await openSocketDoor())
  door.onProgress((number, progress) => progressOf.get(number)?.(progress))
  door.onEvent((name, value) => {
    for (const listener of eventListeners) listener(name, value)
  })
  door.onConnection(connected => {
    for (const listener of connectionListeners) listener(connected)
  })
}

/**
 * Asks the host. Throws Refusal: the host's own; 'cancelled' as soon as `signal` is aborted; 'connection-lost' when the
 * connection dropped before the answer, in which case the host may or may not have done it.
 */
export async function call<K extends CallName>(
  name: K,
  args: CallArgs<K>,
  options: { signal?: AbortSignal; onProgress?(progress: Progress): void } = {},
): Promise<CallAnswer<K>> {
  const { signal, onProgress } = options
  if (signal?.aborted) throw new Refusal('cancelled')
  const number = ++lastNumber
  if (onProgress) progressOf.set(number, onProgress)
  let cancel = () => {}
  const cancelled = new Promise<never>((_, fail) => {
    cancel = () => {
      door.cancel(number)
      fail(new Refusal('cancelled'))
    }
  })
  signal?.addEventListener('abort', cancel)
  try {
    const result = await Promise.race([door.call(number, name, args), cancelled])
    if (!result.ok) throw new Refusal(result.error.code, result.error.params)
    return result.value
  } finally {
    progressOf.delete(number)
    signal?.removeEventListener('abort', cancel)
  }
}

/** Hears an event of the host until the returned function is called. */
export function onEvent<K extends EventName>(name: K, listener: (value: Events[K]) => void): () => void {
  const hear: Listener = (heard, value) => {
    if (heard === name) listener(value as Events[K])
  }
  eventListeners.add(hear)
  return () => eventListeners.delete(hear)
}

/**
 * Hears when the connection drops (false) and comes back (true), until the returned function is called.
 * Events in between are lost: after true, read again what they tell of.
 */
export function onConnection(listener: (connected: boolean) => void): () => void {
  connectionListeners.add(listener)
  return () => connectionListeners.delete(listener)
}
