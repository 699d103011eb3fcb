import { useEffect, useState } from 'react'
import type { Failure } from '../../electron/contract/result.ts'
import { readPaper } from '../state/papers.ts'
import { failureOf } from '../state/saving.ts'
import { keepDocument, type LiveDocument, takeDocument } from './kept-documents.ts'
import { type DocumentFault, openDocument, type PDFDocumentProxy } from './page/document.ts'

export type Phase =
  | { kind: 'reading'; done: number; total: number }
  | { kind: 'password'; wrong: boolean; answer(password: string): void }
  | { kind: 'refused'; failure: Failure }
  | { kind: 'faulty'; fault: DocumentFault }
  | { kind: 'open'; document: PDFDocumentProxy }

const atStart: Phase = { kind: 'reading', done: 0, total: 0 }

/** Fetches a paper and opens it, and ends its worker when its tab goes. `again` starts anew. */
export function useDocument(hash: string): { phase: Phase; again(): void } {
  const [attempt, setAttempt] = useState(0)
  const [phase, setPhase] = useState(atStart)
  useEffect(() => {
    const leaving = new AbortController()
    const { signal } = leaving
    const show = (next: Phase) => {
      if (!signal.aborted) setPhase(next)
    }
    const put = (live: LiveDocument) => {
      let isLost = false
      live.hear(fault => {
        isLost = true
        show({ kind: 'faulty', fault })
      })
      signal.addEventListener('abort', () => isLost || keepDocument(hash, live))
      show({ kind: 'open', document: live.document })
    }
    const open = (bytes: Uint8Array) => {
      if (signal.aborted) return
      let hear = (fault: DocumentFault): void => show({ kind: 'faulty', fault })
      const opened = openDocument(bytes, {
        askPassword: wrong => new Promise(answer => show({ kind: 'password', wrong, answer })),
        onFault: fault => hear(fault),
      })
      signal.addEventListener('abort', opened.close)
      void opened.ready.then(document => {
        signal.removeEventListener('abort', opened.close)
        const live = { opened, document, hear: (next: typeof hear) => (hear = next) }
        if (signal.aborted) opened.close()
        else put(live)
      })
    }
    const live = takeDocument(hash)
    if (live) put(live)
    else {
      show(atStart)
      readPaper(hash, { signal, onProgress: progress => show({ kind: 'reading', ...progress }) })
        .then(open)
        .catch((error: unknown) => show({ kind: 'refused', failure: failureOf(error) }))
    }
    return () => leaving.abort()
  }, [hash, attempt])
  return { phase, again: () => setAttempt(attempt + 1) }
}
