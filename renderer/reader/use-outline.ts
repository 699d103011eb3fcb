import { useEffect, useState } from 'react'
import type { OutlineEntry } from '../../electron/contract/library.ts'
import { useLibrary } from '../state/library.ts'
import type { PDFDocumentProxy } from './page/document.ts'
import { embeddedOutline } from './page/outline.ts'
import type { PaperWords } from './use-text.ts'

/** Where an outline comes from: the reader's own, the PDF's, or the headings of its text. */
export type OutlineSource = 'own' | 'embedded' | 'built'

export interface PaperOutline {
  entries: readonly OutlineEntry[]
  source: OutlineSource
  /** It is still being looked for. */
  isWaiting: boolean
}

/** The outline of a paper: what the reader made of it, else the PDF's, else one built from its headings. */
export function useOutline(hash: string, document: PDFDocumentProxy, { desk }: PaperWords): PaperOutline {
  const own = useLibrary(({ data }) => data.papers[hash]?.outline)
  const [embedded, setEmbedded] = useState<OutlineEntry[] | null>(null)
  const [built, setBuilt] = useState<OutlineEntry[] | null>(null)
  useEffect(() => {
    let stale = false
    void embeddedOutline(document).then(entries => stale || setEmbedded(entries))
    return () => void (stale = true)
  }, [document])
  const isBare = embedded?.length === 0
  useEffect(() => {
    if (!desk || !isBare) return
    let stale = false
    desk.ask({ kind: 'headings' }).then(
      entries => stale || setBuilt(entries),
      () => stale || setBuilt([]),
    )
    return () => void (stale = true)
  }, [desk, isBare])
  if (own) return { entries: own, source: 'own', isWaiting: false }
  if (embedded && embedded.length > 0) return { entries: embedded, source: 'embedded', isWaiting: false }
  return { entries: built ?? [], source: 'built', isWaiting: built === null }
}
