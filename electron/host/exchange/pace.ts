import { setImmediate } from 'node:timers/promises'
import type { CallContext } from '../handlers.ts'
import type { Pace } from './reading.ts'

/** How long the work may hold the thread at a time, milliseconds. */
const sliceMs = 12

/** A pace that follows a call: it reports the call's progress and stops when the call is cancelled. */
export function paceOf({ signal, progress }: CallContext): Pace {
  let since = performance.now()
  const turn = async (done: number, total: number): Promise<void> => {
    progress({ done, total })
    await setImmediate()
    signal.throwIfAborted()
    since = performance.now()
  }
  return { step: (done, total) => (performance.now() - since < sliceMs ? undefined : turn(done, total)) }
}
