import { type RefObject, useEffect, useRef, useState } from 'react'
import { clearSought, useSought } from '../state/sought.ts'
import { paneOf, type PaneName } from '../state/panes.ts'
import type { PageViewer } from './page/viewer.ts'
import { type TextDesk, TooSlow } from './text/client.ts'
import { rectsOf } from './text/place.ts'
import type { FindQuery, Hit } from '../../electron/contract/text/search.ts'
import type { PaperWords } from './use-text.ts'

/** `waiting` until the paper's text has been read. */
export type Outcome = 'none' | 'waiting' | 'searching' | 'found' | 'missing' | 'bad-pattern' | 'too-slow'

interface Found {
  hits: readonly Hit[]
  cut: boolean
  /** Which hit is shown, from 0; -1 where none is. */
  current: number
  outcome: Outcome
}

export interface Finding extends Found {
  query: FindQuery
  /** The find bar is shown. */
  open: boolean
  box: RefObject<HTMLInputElement | null>
  start(): void
  search(query: FindQuery): void
  /** To the next hit, or the one before; opens the bar where it is shut. */
  again(back: boolean): void
  show(index: number): void
  end(): void
}

/** What was told last, and to which question: the next one may have been asked since. */
interface Answered extends Found {
  to: FindQuery | null
}

const nothing: Found = { hits: [], cut: false, current: -1, outcome: 'none' }
const emptyQuery: FindQuery = { text: '', matchCase: false, wholeWord: false, matchDiacritics: false, regex: false }

function outcomeAtFirst(query: FindQuery | null, desk: TextDesk | null): Outcome {
  if (!query) return 'none'
  return desk ? 'searching' : 'waiting'
}

/** Asks the desk whenever what is asked changes, and tells how that goes. */
function useAnswer(query: FindQuery | null, desk: TextDesk | null, onNews: (found: Found) => void): void {
  const tell = useRef(onNews)
  useEffect(() => void (tell.current = onNews))
  useEffect(() => {
    tell.current({ ...nothing, outcome: outcomeAtFirst(query, desk) })
    if (!query || !desk) return
    let stale = false
    const news = (found: Found) => stale || tell.current(found)
    desk.ask({ kind: 'find', query }).then(
      ({ hits, cut }) => news({ hits, cut, current: -1, outcome: hits.length > 0 ? 'found' : 'missing' }),
      (error: unknown) => {
        // The paper was closed.
        if (error instanceof DOMException && error.name === 'AbortError') return
        news({ ...nothing, outcome: error instanceof TooSlow ? 'too-slow' : 'bad-pattern' })
      },
    )
    return () => void (stale = true)
  }, [query, desk])
}

/** Takes over the words that the library's search wants shown here, and tells which of their hits is meant. */
function useTarget(pane: PaneName, hash: string, isReady: boolean, want: () => void, onWords: (words: string) => void) {
  const sought = useSought(state => (state.sought?.in === 'paper' && state.sought.paper === hash ? state.sought : null))
  const place = useRef<number | null>(null)
  useEffect(() => void (sought && want()), [sought, want])
  useEffect(() => {
    if (!sought || !isReady || paneOf(hash) !== pane) return
    place.current = sought.at
    onWords(sought.words)
    clearSought()
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- what is sought is taken once
  }, [sought, isReady])
  /** The hit that is meant, once: -1 where none is, or it is not among these. */
  return (hits: readonly Hit[]): number => {
    const at = place.current
    if (at === null || hits.length === 0) return -1
    place.current = null
    return hits.findIndex(hit => hit.at >= at)
  }
}

/** Finding in a paper's text; the hits are marked on the pages. */
export function useFind(
  pane: PaneName,
  hash: string,
  viewer: PageViewer | null,
  { desk, text, want }: PaperWords,
  page: number,
): Finding {
  const [query, setQuery] = useState(emptyQuery)
  const [open, setOpen] = useState(false)
  const [answered, setAnswered] = useState<Answered>({ ...nothing, to: null })
  const asked = open && query.text.trim() !== '' ? query : null
  const found = answered.to === asked ? answered : { ...nothing, outcome: outcomeAtFirst(asked, desk) }
  const box = useRef<HTMLInputElement>(null)
  const meant = useTarget(pane, hash, viewer !== null && desk !== null, want, words => {
    setQuery({ ...emptyQuery, text: words })
    setOpen(true)
  })
  useEffect(() => void (open && want()), [open, want])

  const show = (index: number, hits = found.hits) => {
    const part = hits[index]?.parts[0]
    const at = part && text?.pages[part.page - 1]
    if (part && at) viewer?.jump(() => viewer.reveal({ page: part.page, rectsPt: rectsOf(at, part.start, part.end) }))
    // Marks have the page styled anew, which to go somewhere would wait for.
    viewer?.hits.show(hits, index)
  }
  useAnswer(asked, desk, news => {
    // A hit of the library's search is gone to itself; else from the page that is read, round the end.
    const sought = meant(news.hits)
    const ahead = sought >= 0 ? sought : news.hits.findIndex(hit => (hit.parts[0]?.page ?? 0) >= page)
    const current = news.hits.length > 0 ? Math.max(0, ahead) : -1
    setAnswered({ ...news, current, to: asked })
    if (news.outcome !== 'searching') show(current, news.hits)
  })
  const go = (index: number) => {
    setAnswered(before => ({ ...before, current: index }))
    show(index)
  }
  return {
    ...found,
    query,
    open,
    box,
    start: () => {
      setOpen(true)
      box.current?.focus()
      box.current?.select()
    },
    search: setQuery,
    again: back => {
      const { hits, current } = found
      if (!open) setOpen(true)
      else if (hits.length > 0) go((current + (back ? -1 : 1) + hits.length) % hits.length)
    },
    show: go,
    end: () => {
      setOpen(false)
      viewer?.hits.show([], -1)
    },
  }
}
