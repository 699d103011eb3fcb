import { create } from 'zustand'
import type { PaperFileState } from '../../electron/contract/answers.ts'
import { call, onConnection, onEvent } from '../bridge.ts'
import { attachPaper, useLibrary } from './library.ts'
import { toast } from './notices.ts'
import { readPaper } from './papers.ts'
import { saved } from './saving.ts'

/** How long after a file was touched it is looked at, ms: programs write in several steps. */
const pauseMs = 400

/** What became of the files of the papers that are open, as far as it was looked. */
export const usePaperFiles = create<{ states: Readonly<Record<string, PaperFileState>> }>(() => ({ states: {} }))

const watched = new Set<string>()
const timers = new Map<string, ReturnType<typeof setTimeout>>()

/** Looks at a paper's file. */
async function check(hash: string): Promise<void> {
  // Without the host nothing is known; it is asked again once it is there.
  const state = await call('paper:check', { hash }).catch(() => null)
  if (state && watched.has(hash)) usePaperFiles.setState(({ states }) => ({ states: { ...states, [hash]: state } }))
}

let listening = false
function listen(): void {
  if (listening) return
  listening = true
  onEvent('paper:touched', ({ hash }) => {
    if (!watched.has(hash)) return
    clearTimeout(timers.get(hash))
    timers.set(
      hash,
      setTimeout(() => void check(hash), pauseMs),
    )
  })
  const all = () => watched.forEach(hash => void check(hash))
  window.addEventListener('focus', all)
  onConnection(connected => connected && all())
}

/** Follows a paper's file for as long as the paper is open; gives what ends it. */
export function watchPaperFile(hash: string): () => void {
  listen()
  watched.add(hash)
  void check(hash)
  return () => {
    watched.delete(hash)
    usePaperFiles.setState(({ states: { [hash]: _, ...states } }) => ({ states }))
  }
}

/** Puts the paper's own bytes back into the library's folder. */
export async function putBack(hash: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const { ok } = await saved(call('paper:put-back', { hash, bytes }))
  if (!ok) return
  toast({ key: 'reader:file.put-back-done', params: {} })
  await check(hash)
}

/**
 * Makes what another program left in the place of a paper's file the newer file of its item, and puts the paper's own bytes
 * back, where they are known; gives the newer file's hash, null where it was refused.
 */
export async function takeChanged(
  itemId: string,
  hash: string,
  own: Uint8Array<ArrayBuffer> | null,
): Promise<string | null> {
  const { fileName = 'paper.pdf' } = useLibrary.getState().data.papers[hash] ?? {}
  const reading = await saved(readPaper(hash, { signal: new AbortController().signal, onProgress: () => undefined }))
  if (!reading.ok) return null
  const attached = await attachPaper(itemId, new File([reading.value as Uint8Array<ArrayBuffer>], fileName))
  if (!attached.ok) return null
  if (own) await saved(call('paper:put-back', { hash, bytes: own }))
  return attached.value.id
}
