import { useEffect, useState } from 'react'
import type { PaperText } from '../../electron/contract/text/page-text.ts'
import { readText } from '../state/papers.ts'
import type { PDFDocumentProxy } from './page/document.ts'
import { textIn } from './page/extract.ts'
import { TextDesk } from './text/client.ts'

export interface PaperWords {
  /** Null until it has been read. */
  text: PaperText | null
  desk: TextDesk | null
  progress: { done: number; total: number }
}

const nothing: PaperWords = { text: null, desk: null, progress: { done: 0, total: 0 } }

/** The paper's text: what the host has kept, else read now; where the host cannot (a password), the window reads it itself. */
export function useText(hash: string, document: PDFDocumentProxy, wanted: boolean): PaperWords {
  const [words, setWords] = useState(nothing)
  useEffect(() => {
    if (!wanted) return
    const leaving = new AbortController()
    const { signal } = leaving
    const onProgress = (progress: PaperWords['progress']) => {
      if (!signal.aborted) setWords(before => ({ ...before, progress }))
    }
    const open = (text: PaperText) => {
      if (signal.aborted) return
      const desk = new TextDesk(text)
      signal.addEventListener('abort', () => desk.close())
      setWords({ text, desk, progress: { done: text.pages.length, total: text.pages.length } })
    }
    readText(hash, { signal, onProgress })
      .catch(() => textIn(document, { signal, onProgress }))
      .then(open)
      // Closed meanwhile.
      .catch(() => undefined)
    return () => {
      leaving.abort()
      setWords(nothing)
    }
  }, [hash, document, wanted])
  return words
}
