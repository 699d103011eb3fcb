import type { Paper } from '../../electron/contract/library.ts'
import { call } from '../bridge.ts'

interface ReadOptions {
  signal: AbortSignal
  onProgress(share: { done: number; total: number }): void
}

/** The bytes of a paper; throws Refusal 'not-found', 'file-unreadable', 'cancelled', … */
export const readPaper = (hash: string, options: ReadOptions): Promise<Uint8Array> =>
  call('paper:read', { hash }, options)

/** Keeps where a paper of so many pages was left. A library that cannot be written only forgets it, so nothing is said. */
export const leavePaper = (hash: string, place: NonNullable<Paper['place']>, pages: number): Promise<void> =>
  call('paper:leave', { hash, place, ...(pages > 0 ? { pages } : {}) }).catch(() => undefined)
