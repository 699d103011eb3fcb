import type { DuplicateGroup } from '../../electron/contract/answers.ts'
import type { CallArgs } from '../../electron/contract/calls.ts'
import { call } from '../bridge.ts'
import { edit, undo } from './library.ts'
import { toast, toastFailure } from './notices.ts'
import { failureOf } from './saving.ts'

/** Groups of items that seem to be one; none after a refusal, which has been told. */
export async function findDuplicates(): Promise<DuplicateGroup[]> {
  try {
    return await call('duplicate:list', {})
  } catch (error) {
    toastFailure(failureOf(error))
    return []
  }
}

/** Merges groups as one edit, and offers to take it back. */
export async function mergeDuplicates(groups: CallArgs<'duplicate:merge'>['groups']): Promise<void> {
  const { ok } = await edit('duplicate:merge', { groups })
  if (ok) toast({ key: 'app:merged', params: { count: groups.length }, undo })
}
