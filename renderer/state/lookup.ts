import { create } from 'zustand'
import type { LookupState } from '../../electron/contract/lookup.ts'
import { call, onEvent } from '../bridge.ts'
import { toast, toastFailure } from './notices.ts'
import { failureOf } from './saving.ts'

/** What is being looked up on the internet; null while nothing is. */
export const useLookup = create<{ running: LookupState | null }>(() => ({ running: null }))

let listening = false
function listen(): void {
  if (listening) return
  listening = true
  onEvent('lookup:changed', changed)
}

function changed(state: LookupState): void {
  const was = useLookup.getState().running
  const goesOn = state.done < state.total
  useLookup.setState({ running: goesOn ? state : null })
  if (goesOn || !was || state.total === 0) return
  const [first, ...others] = state.failed
  toast({
    key: !first ? 'lookup:ended' : others.length > 0 ? 'lookup:ended-failed' : `lookup:failed.${first.reason}`,
    params: { count: state.total, filled: state.filled, failed: state.failed.length },
  })
}

/** Asks the services about items, in the background. */
export async function lookUp(itemIds: readonly string[]): Promise<void> {
  if (itemIds.length === 0) return
  listen()
  try {
    const before = useLookup.getState().running
    // What fails at once is told of before the call is answered.
    if (!before)
      useLookup.setState({
        running: { total: itemIds.length, done: 0, waiting: null, service: null, filled: 0, failed: [] },
      })
    await call('lookup:start', { itemIds: [...new Set(itemIds)] })
  } catch (error) {
    useLookup.setState({ running: null })
    toastFailure(failureOf(error))
  }
}

/** Gives up what has not been asked yet. */
export async function stopLookingUp(): Promise<void> {
  useLookup.setState({ running: null })
  await call('lookup:cancel', {}).catch((error: unknown) => toastFailure(failureOf(error)))
}
