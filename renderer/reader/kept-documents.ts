import type { Failure } from '../../electron/contract/result.ts'
import { loadAnnotations } from '../state/annotations.ts'
import { isOpen, placeLeft, usePanes } from '../state/panes.ts'
import { dropPassword, heldPassword, holdPassword } from '../state/passwords.ts'
import { hasText, readPaper } from '../state/papers.ts'
import { failureOf } from '../state/saving.ts'
import { useTabs } from '../state/tabs.ts'
import { type DocumentFault, openDocument, type PDFDocumentProxy, startSpare } from './page/document.ts'
import { readingOf, readText } from './page/extract.ts'
import { readFirst } from './page/words-ahead.ts'

/** How far a paper is with being opened. */
export type Phase =
  | { kind: 'reading'; done: number; total: number }
  | { kind: 'password'; wrong: boolean; answer(password: string): void }
  | { kind: 'refused'; failure: Failure }
  | { kind: 'faulty'; fault: DocumentFault }
  | { kind: 'open'; document: PDFDocumentProxy }
type Hear = (phase: Phase) => void

const isLost = ({ kind }: Phase): boolean => kind === 'refused' || kind === 'faulty'

export const atStart: Phase = { kind: 'reading', done: 0, total: 0 }

/** How many papers that nothing shows stay open: each costs a worker and what it holds. */
const mostKept = 3

/** A paper with its worker, shared by all panes that show it. */
class SharedDocument {
  readonly hearers = new Set<Hear>()
  phase: Phase = atStart
  /** It has its worker, or will have none. */
  isServed = false
  private readonly hash: string
  private ending = new AbortController()

  constructor(hash: string) {
    this.hash = hash
    this.start()
  }

  private start(): void {
    const { signal } = (this.ending = new AbortController())
    const show = (phase: Phase) => {
      if (signal.aborted) return
      this.phase = phase
      this.isServed ||= phase.kind !== 'reading'
      for (const hear of this.hearers) hear(phase)
    }
    this.isServed = false
    show(atStart)
    readPaper(this.hash, { signal, onProgress: progress => show({ kind: 'reading', ...progress }) })
      .then(bytes => this.open(bytes, signal, show))
      .catch((error: unknown) => show({ kind: 'refused', failure: failureOf(error) }))
  }

  /** Gives up how it was opened, and opens it anew. */
  again(): void {
    this.close()
    this.start()
  }

  close(): void {
    this.ending.abort()
    dropPassword(this.hash)
  }

  private open(bytes: Uint8Array, signal: AbortSignal, show: Hear): void {
    if (signal.aborted) return
    const askPassword = async (wrong: boolean): Promise<string> => {
      const held = wrong ? undefined : heldPassword(this.hash)
      if (held !== undefined) return held
      const { promise, resolve: answer } = Promise.withResolvers<string>()
      show({ kind: 'password', wrong, answer })
      const password = await promise
      // The last one is the right one.
      if (!signal.aborted) holdPassword(this.hash, password)
      return password
    }
    this.isServed = true
    const opened = openDocument(bytes, { askPassword, onFault: fault => show({ kind: 'faulty', fault }) })
    signal.addEventListener('abort', opened.close)
    void opened.ready.then(document => {
      if (!signal.aborted) readFirst(document, placeLeft('main', this.hash)?.page ?? 1)
      show({ kind: 'open', document })
      void this.readAhead(document, signal)
    })
  }

  /** Reads the text of a paper that is not shown yet, where the host has not: until it is shown, nothing else is asked for. */
  private async readAhead(document: PDFDocumentProxy, signal: AbortSignal): Promise<void> {
    const isUnseen = () => this.hearers.size === 0 && !signal.aborted
    // Where the host is away, it is asked again once the paper is shown.
    const isKept = !isUnseen() || (await hasText(this.hash).catch(() => true))
    if (!isKept && isUnseen()) readText(document)
  }

  /** It comes to be shown: its text waits for its first page. */
  shown(): void {
    if (this.phase.kind === 'open' && this.hearers.size === 0) readingOf(this.phase.document)?.hold()
  }
}

/** The papers that are shown, and the latest of those that were; in the order in which they were opened or left. */
const documents = new Map<string, SharedDocument>()

function drop(hash: string): void {
  documents.get(hash)?.close()
  documents.delete(hash)
}

/** The paper that may be opened next, read before it is asked for. */
let expected: string | null = null

/** Closes what nothing shows: where its tab is gone, where it is of no use, and the oldest of too many. */
function tidy(): void {
  const unseen = [...documents].filter(([hash, { hearers }]) => hearers.size === 0 && hash !== expected)
  const kept = unseen.filter(([hash, { phase }]) => phase.kind === 'open' && isOpen(hash))
  const spared = new Set(kept.slice(-mostKept).map(([hash]) => hash))
  for (const [hash] of unseen) if (!spared.has(hash)) drop(hash)
  clearTimeout(warming)
  warming = setTimeout(warmUp, warmAgainMs)
}

/** When the next paper's worker is started: long enough after one was left that what is shown in its place comes first, ms. */
const warmAgainMs = 500
let warming: ReturnType<typeof setTimeout> | undefined

/** Has a worker ready for the next paper, unless one is read or there already: beside that it would only take room. */
export function warmUp(): void {
  const isRead = ({ hearers, isServed }: SharedDocument) => hearers.size > 0 && isServed
  if (expected === null && ![...documents.values()].some(isRead)) startSpare()
}

/** Opens a paper with its annotations, before it is shown, in place of the one before; null where none is expected. */
export function expectPaper(hash: string | null): void {
  watch()
  expected = hash
  if (hash !== null && !documents.has(hash)) documents.set(hash, new SharedDocument(hash))
  if (hash !== null) void loadAnnotations(hash)
  tidy()
}

let watching = false
function watch(): void {
  if (watching) return
  watching = true
  useTabs.subscribe(tidy)
  usePanes.subscribe(({ paper, figure }, before) => (paper !== before.paper || figure !== before.figure) && tidy())
}

/**
 * Opens a paper for a pane, and tells how that goes, at once and from then on. Panes with the same paper share it, and it
 * stays open as long as its tab does, so that coming back to it is quick. Gives what ends it.
 */
export function hearDocument(hash: string, hear: Hear): () => void {
  watch()
  const shared = documents.get(hash) ?? new SharedDocument(hash)
  documents.set(hash, shared)
  // What failed before anybody looked is tried again.
  if (shared.hearers.size === 0 && isLost(shared.phase)) shared.again()
  shared.shown()
  shared.hearers.add(hear)
  hear(shared.phase)
  return () => {
    shared.hearers.delete(hear)
    if (documents.get(hash) !== shared) return
    // The one left last is the last to be closed.
    documents.delete(hash)
    documents.set(hash, shared)
    tidy()
  }
}

/** Opens a paper anew for all that show it. */
export const reopen = (hash: string): void => documents.get(hash)?.again()
