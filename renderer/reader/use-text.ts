import { useEffect, useMemo, useState } from 'react'
import type { PageText, PaperPages } from '../../electron/contract/text/page-text.ts'
import { hasText, keptSearchable, keptText, learnText } from '../state/papers.ts'
import type { PDFDocumentProxy } from './page/document.ts'
import { leaveReading, readText } from './page/extract.ts'
import type { PageViewer } from './page/viewer.ts'
import { TextDesk } from './text/client.ts'

export interface PaperWords {
  /** Null until it has been read. */
  text: PaperPages | null
  desk: TextDesk | null
  progress: { done: number; total: number }
  /** Has it read now, where that would still be waited with. */
  want(): void
}
type Words = Omit<PaperWords, 'want'>

const nothing: Words = { text: null, desk: null, progress: { done: 0, total: 0 } }

/** How long the pages must have been at rest before a text that is kept is fetched: who goes on is to see the next page first. ms. */
const restMs = 1500
/** How often the view hears how far the reading is, ms. */
const newsMs = 250
/** How long after it was read here the host reads it, to keep it: what it was read for comes first. ms. */
const keepMs = 3000

/**
 * The paper's text: what the host has kept, else read here and now. The window has the file open already, so that its worker
 * has the text long before another process had opened the file; that one reads it later, to keep it.
 */
export function useText(
  hash: string,
  document: PDFDocumentProxy,
  viewer: PageViewer | null,
  isPainted: boolean,
): PaperWords {
  const [words, setWords] = useState(nothing)
  const [wanted] = useState(() => Promise.withResolvers<void>())
  useEffect(() => {
    if (!isPainted || !viewer) return
    const leaving = new AbortController()
    const { signal } = leaving
    const desk = new TextDesk()
    signal.addEventListener('abort', () => desk.close())
    const total = document.numPages
    let [done, told] = [0, 0]
    let isWanted = false
    void wanted.promise.then(() => (isWanted = true))
    const onPages = (pages: PageText[]) => {
      // Somebody waits: what is only of use later is not to be done beside it.
      if (isWanted) viewer.quiet.stir()
      desk.add(pages)
      done += pages.length
      if (performance.now() - told < newsMs) return
      told = performance.now()
      setWords(before => ({ ...before, progress: { done, total } }))
    }
    const kept = async (): Promise<PaperPages | null> => {
      if (!(await hasText(hash))) return null
      await Promise.race([wanted.promise, viewer.quiet.rest(restMs, signal)])
      const pages = await keptText(hash, { signal })
      const made = pages && (await keptSearchable(hash, { signal }))
      if (made) desk.take(pages, made)
      else if (pages) desk.add(pages)
      return pages && { pages }
    }
    const read = async (): Promise<PaperPages> => {
      signal.throwIfAborted()
      const reading = readText(document)
      reading.goOn()
      signal.addEventListener('abort', reading.hear(onPages))
      const pages = await reading.whole
      // The first of several panes has it kept.
      if (leaveReading(document)) setTimeout(() => void learnText(hash), keepMs)
      return { pages }
    }
    kept()
      .then(text => text ?? read())
      .then(text => {
        signal.throwIfAborted()
        desk.end()
        setWords({ text, desk, progress: { done: total, total } })
      })
      // Closed meanwhile.
      .catch(() => undefined)
    return () => {
      leaving.abort()
      setWords(nothing)
    }
  }, [hash, document, viewer, isPainted, wanted])
  return useMemo(() => ({ ...words, want: wanted.resolve }), [words, wanted])
}
