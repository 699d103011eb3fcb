import { create } from 'zustand'
import { type Failure, Refusal, type Result } from '../../electron/contract/result.ts'
import { dropToasts, toastFailure } from './notices.ts'

/** What the header says about the user's edits: how many are on their way, and why the last one was refused. */
export const useSaving = create<{ pending: number; refusal: Failure | null }>(() => ({ pending: 0, refusal: null }))

/** What went wrong, as data; an error that is no refusal is a bug and has the sentence of `internal`. */
export function failureOf(error: unknown): Failure {
  if (error instanceof Refusal) return { code: error.code, params: error.params }
  console.error(error)
  return { code: 'internal', params: {} }
}

/**
 * Carries out an edit: the window says "Saving…" until the host has acknowledged it. A refusal is said in the header
 * and in a toast, and comes back as data. Never throws.
 */
export async function saved<T>(edit: Promise<T>): Promise<Result<T>> {
  dropToasts()
  useSaving.setState(({ pending }) => ({ pending: pending + 1 }))
  try {
    const value = await edit
    useSaving.setState(({ pending }) => ({ pending: pending - 1, refusal: null }))
    return { ok: true, value }
  } catch (caught) {
    const error = failureOf(caught)
    useSaving.setState(({ pending }) => ({ pending: pending - 1, refusal: error }))
    toastFailure(error)
    return { ok: false, error }
  }
}
