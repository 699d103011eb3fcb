import type { CallAnswer, CallArgs, CallName } from './calls.ts'
import type { EventName, Events } from './events.ts'
import type { Result } from './result.ts'

/** Electron's channels beside the calls and events, which bear their own names. */
export const channels = { cancel: 'call:cancel', progress: 'call:progress' } as const

export interface Progress {
  /** Both in the same unit, bytes or entries; `total` 0 where it is not known. */
  done: number
  total: number
}

/**
 * What a door gives the window: every call by number, so that it can be cancelled and can report progress.
 * The Electron preload exposes exactly this; the browser door's client builds it over a WebSocket.
 */
export interface Door {
  call<K extends CallName>(number: number, name: K, args: CallArgs<K>): Promise<Result<CallAnswer<K>>>
  cancel(number: number): void
  onProgress(listener: (number: number, progress: Progress) => void): void
  onEvent(listener: <K extends EventName>(name: K, value: Events[K]) => void): void
  /** The connection to the host came or went (always true in Electron). */
  onConnection(listener: (connected: boolean) => void): void
}
