import { useCallback, useEffect, useMemo, useState } from 'react'
import type { PaperText } from '../../electron/contract/text/page-text.ts'
import { keptText, learnText } from '../state/papers.ts'
import type { PDFDocumentProxy } from './page/document.ts'
import { textIn } from './page/extract.ts'
import { TextDesk } from './text/client.ts'

export interface PaperWords {
  /** Null until it has been read. */
  text: PaperText | null
  desk: TextDesk | null
  progress: { done: number; total: number }
  /** Has it read now, where that would still be waited with. */
  want(): void
}
type Words = Omit<PaperWords, 'want'>

const nothing: Words = { text: null, desk: null, progress: { done: 0, total: 0 } }

/** How long after the first page the text is waited with: whoever turns a page at once is to see it first. ms. */
const restMs = 400
/** How often the view hears how far the reading is, ms. */
const newsMs = 250

/**
 * The paper's text: what the host has kept, else read here and now. The window has the file open already, so that its worker
 * has the text long before another process had opened the file; that one reads it later, to keep it.
 */
export function useText(hash: string, document: PDFDocumentProxy, isPainted: boolean): PaperWords {
  const [words, setWords] = useState(nothing)
  const [isWanted, setWanted] = useState(false)
  const want = useCallback(() => setWanted(true), [])
  useEffect(() => {
    if (!isPainted) return
    const rest = setTimeout(want, restMs)
    return () => clearTimeout(rest)
  }, [isPainted, want])
  useEffect(() => {
    if (!isPainted || !isWanted) return
    const leaving = new AbortController()
    const { signal } = leaving
    let told = 0
    const onProgress = (progress: Words['progress']) => {
      if (signal.aborted || performance.now() - told < newsMs) return
      told = performance.now()
      setWords(before => ({ ...before, progress }))
    }
    const read = async () => {
      const text = await textIn(document, { signal, onProgress })
      void learnText(hash)
      return text
    }
    const open = (text: PaperText) => {
      if (signal.aborted) return
      const desk = new TextDesk(text)
      signal.addEventListener('abort', () => desk.close())
      setWords({ text, desk, progress: { done: text.pages.length, total: text.pages.length } })
    }
    keptText(hash, { signal })
      .then(kept => kept ?? read())
      .then(open)
      // Closed meanwhile.
      .catch(() => undefined)
    return () => {
      leaving.abort()
      setWords(nothing)
    }
  }, [hash, document, isPainted, isWanted])
  return useMemo(() => ({ ...words, want }), [words, want])
}
