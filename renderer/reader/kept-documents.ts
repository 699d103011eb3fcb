import { useTabs } from '../state/tabs.ts'
import type { DocumentFault, OpenedDocument, PDFDocumentProxy } from './page/document.ts'

/** A document with its worker. */
export interface LiveDocument {
  opened: OpenedDocument
  document: PDFDocumentProxy
  /** Who shows it hears of its faults. */
  hear(onFault: (fault: DocumentFault) => void): void
}

/** How many papers of hidden tabs stay open: each costs a worker and what it holds. */
const mostKept = 3
const kept = new Map<string, LiveDocument>()

const hasTab = (hash: string): boolean => useTabs.getState().tabs.some(tab => tab.kind === 'paper' && tab.hash === hash)

function drop(hash: string): void {
  kept.get(hash)?.opened.close()
  kept.delete(hash)
}

let watching = false
function watchTabs(): void {
  if (watching) return
  watching = true
  useTabs.subscribe(() => {
    for (const hash of kept.keys()) if (!hasTab(hash)) drop(hash)
  })
}

/** Called when a paper's view goes: it stays open as long as its tab does, so that coming back to it is quick. */
export function keepDocument(hash: string, live: LiveDocument): void {
  if (!hasTab(hash) || kept.has(hash)) return live.opened.close()
  watchTabs()
  kept.set(hash, live)
  live.hear(() => kept.delete(hash))
  for (const oldest of kept.keys()) {
    if (kept.size <= mostKept) break
    drop(oldest)
  }
}

/** A paper that stayed open, to be shown again. */
export function takeDocument(hash: string): LiveDocument | null {
  const live = kept.get(hash)
  kept.delete(hash)
  return live ?? null
}
