import { type RefObject, useRef, useState } from 'react'
import type { FindQuery } from './page/find.ts'
import type { PageViewer } from './page/viewer.ts'

export interface Finding {
  query: FindQuery
  /** The find bar is shown. */
  open: boolean
  box: RefObject<HTMLInputElement | null>
  start(): void
  search(query: FindQuery): void
  /** To the next hit, or the one before; opens the bar where it is shut. */
  again(back: boolean): void
  end(): void
}

export function useFind(viewer: PageViewer | null): Finding {
  const [query, setQuery] = useState<FindQuery>({ text: '', matchCase: false, wholeWord: false })
  const [open, setOpen] = useState(false)
  const box = useRef<HTMLInputElement>(null)
  const start = () => {
    setOpen(true)
    if (!open && query.text) viewer?.finder.find(query)
    box.current?.focus()
    box.current?.select()
  }
  return {
    query,
    open,
    box,
    start,
    search: next => {
      setQuery(next)
      viewer?.finder.find(next)
    },
    again: back => (open ? viewer?.finder.findAgain(query, back) : start()),
    end: () => {
      setOpen(false)
      viewer?.finder.endFind()
    },
  }
}
