import { useRef, useState } from 'react'
import type { OutlineEntry } from '../../electron/contract/library.ts'
import { childrenOf, parentOf, shownOf } from './outline.ts'

/** What a line is known by while others come and go around it. */
const nameOf = ({ title, page, topPt }: OutlineEntry): string => `${page} ${topPt} ${title}`

/** Which lines of an outline are shown, which is folded, and where one walks along them. */
export function useOutlineWalk(entries: readonly OutlineEntry[], sought: string) {
  const [focused, setFocused] = useState(0)
  const tree = useRef<HTMLDivElement>(null)
  const { folded, fold } = useFolds(entries)
  const rows = shownOf(entries, folded, sought)
  const focus = (at: number | undefined | null) => {
    if (at === undefined || at === null) return
    setFocused(at)
    requestAnimationFrame(() => {
      const lines = [...(tree.current?.querySelectorAll<HTMLElement>('[data-line]') ?? [])]
      const line = lines.find(({ dataset }) => dataset['line'] === String(at)) ?? lines.at(-1)
      line?.focus()
    })
  }
  const isOpen = (at: number) => childrenOf(entries, at) > 0 && !folded.has(at)
  /** What the keys do that lead along the lines. */
  const walksFrom = (at: number): Record<string, () => void> => ({
    ArrowDown: () => focus(rows[rows.indexOf(at) + 1]),
    ArrowUp: () => focus(rows[rows.indexOf(at) - 1]),
    Home: () => focus(rows[0]),
    End: () => focus(rows.at(-1)),
    ArrowRight: () => (isOpen(at) ? focus(rows[rows.indexOf(at) + 1]) : fold(at, false)),
    // What is found is not folded.
    ArrowLeft: () => (isOpen(at) && sought.trim() === '' ? fold(at, true) : focus(parentOf(entries, at))),
  })
  return {
    tree,
    rows,
    /** Where Tab comes to. */
    stop: rows.includes(focused) ? focused : (rows[0] ?? -1),
    folded,
    fold,
    focus,
    setFocused,
    walksFrom,
  }
}

/** Which lines are folded, by their places now. */
function useFolds(entries: readonly OutlineEntry[]) {
  const [names, setNames] = useState<ReadonlySet<string>>(new Set())
  const folded = new Set(entries.flatMap((entry, at) => (names.has(nameOf(entry)) ? [at] : [])))
  /** `as`: what the line will be. */
  const fold = (at: number, isFolded: boolean, as: OutlineEntry | undefined = entries[at]) => {
    if (!as) return
    const others = [...names].filter(name => name !== nameOf(as))
    setNames(new Set(isFolded ? [...others, nameOf(as)] : others))
  }
  return { folded, fold }
}
