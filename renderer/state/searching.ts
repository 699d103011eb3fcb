import type { CallArgs } from '../../electron/contract/calls.ts'
import type { SearchAnswer } from '../../electron/contract/search.ts'
import { call } from '../bridge.ts'

/** Looks through papers, notes and annotations. Throws Refusal, 'cancelled' as soon as `signal` is aborted. */
export const findEverywhere = (args: CallArgs<'search:find'>, signal: AbortSignal): Promise<SearchAnswer> =>
  call('search:find', args, { signal })
