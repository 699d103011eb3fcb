import type { OutlineEntry, Paper } from '../../electron/contract/library.ts'
import { offHeap, type PageText } from '../../electron/contract/text/page-text.ts'
import type { KeptSearchable } from '../../electron/contract/text/kept-places.ts'
import { call } from '../bridge.ts'
import { edit, redo, undo, useLibrary } from './library.ts'
import { toast } from './notices.ts'

interface ReadOptions {
  signal: AbortSignal
  onProgress(share: { done: number; total: number }): void
}

/** The papers whose bytes are on their way, until they are here or will not come. */
const underWay = new Map<string, Promise<void>>()

/** The bytes of a paper; throws Refusal 'not-found', 'file-unreadable', 'cancelled', … */
export function readPaper(hash: string, options: ReadOptions): Promise<Uint8Array> {
  const bytes = call('paper:read', { hash }, options)
  const over = bytes.then(
    () => undefined,
    () => undefined,
  )
  underWay.set(hash, over)
  void over.then(() => underWay.get(hash) === over && underWay.delete(hash))
  return bytes
}

/** Waits while the bytes of a paper are on their way: what the host would do meanwhile would keep its first page back. */
export const whenRead = async (hash: string): Promise<void> => underWay.get(hash)

/** Keeps where a paper was left. A library that cannot be written only forgets it, so nothing is said. */
export const leavePaper = (hash: string, place: NonNullable<Paper['place']>, pages: number): Promise<void> =>
  call('paper:leave', { hash, place, ...(pages > 0 ? { pages } : {}) }).catch(() => undefined)

/** Tells whether the host has read a paper's text before. */
export const hasText = (hash: string): Promise<boolean> => call('paper:has-text', { hash })

/** The text of a paper, page by page, where the host has read it before; throws Refusal 'cancelled'. */
export async function keptText(hash: string, options: Pick<ReadOptions, 'signal'>): Promise<PageText[] | null> {
  const pages: PageText[] = []
  for (let total = 1; pages.length < total;) {
    const part = await call('paper:kept-text', { hash, from: pages.length }, options)
    if (!part) return null
    // Made smaller as they come: written out, a long paper's would be the largest thing in the window.
    pages.push(...part.pages.map(offHeap))
    total = part.total
  }
  return pages
}

/** What is found in in a paper's text, where the host has made it before. */
export const keptSearchable = (hash: string, options: Pick<ReadOptions, 'signal'>): Promise<KeptSearchable | null> =>
  call('paper:searchable', { hash }, options)

/** Has the host read and keep a paper's text, where it can: one behind a password stays unread. */
export const learnText = (hash: string): Promise<void> => call('paper:learn', { hash }).catch(() => undefined)

/** Keeps the reader's own outline of a paper, or with null goes back to the PDF's; it can be taken back. */
export async function keepOutline(hash: string, outline: OutlineEntry[] | null): Promise<void> {
  const result = await edit('paper:outline', { hash, outline })
  const label = useLibrary.getState().history.undo
  if (result.ok && label) toast({ key: 'reader:outline.changed', params: {}, undo })
}

/** Takes back the last change of an outline, or does it again; any other edit of the library is left alone. */
export async function stepOutline(direction: 'undo' | 'redo'): Promise<void> {
  if (useLibrary.getState().history[direction]?.key === 'paper-outline') await (direction === 'undo' ? undo() : redo())
}
