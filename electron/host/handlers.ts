import type { Progress } from '../contract/bridge.ts'
import type { CallAnswer, CallArgs, CallName } from '../contract/calls.ts'
import type { EventName, Events } from '../contract/events.ts'

/** What a handler may use of the call that it answers. */
export interface CallContext {
  signal: AbortSignal
  progress(progress: Progress): void
}

/** One handler a call; a missing one does not compile. */
export type Handlers = {
  [K in CallName]: (args: CallArgs<K>, context: CallContext) => Promise<CallAnswer<K>> | CallAnswer<K>
}

/** The handlers that one service registers: those whose names begin with `Owner:`. */
export type HandlersOf<Owner extends string> = Pick<Handlers, Extract<CallName, `${Owner}:${string}`>>

export type Emit = <K extends EventName>(name: K, value: Events[K]) => void
