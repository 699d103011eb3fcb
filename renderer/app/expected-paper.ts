import { useEffect } from 'react'
import { useLibrary } from '../state/library.ts'
import { useSelection } from '../state/selection.ts'
import { activeTab, useTabs } from '../state/tabs.ts'
import { expectPaper } from './loaded-parts.ts'

/** How long an item has been chosen when its paper is opened ahead, ms: who walks down a list wants none of them yet. */
const chosenMs = 250
/** Largest file that is read before it is asked for, bytes: what else is asked of the host waits behind it. */
const mostBytes = 16 << 20

/** The paper of the item that is chosen in a list; null where there is none, or several are chosen. */
function useChosenPaper(): string | null {
  const hasList = useTabs(state => ['topic', 'filter'].includes(activeTab(state)?.kind ?? ''))
  const entryId = useSelection(({ entryId, chosen }) => (chosen.size > 1 ? null : entryId))
  return useLibrary(({ data }) => {
    const entry = hasList && entryId !== null ? data.entries[entryId] : undefined
    const paper = entry?.kind === 'item' ? data.papers[data.items[entry.itemId]?.paper ?? ''] : undefined
    return paper && paper.bytes <= mostBytes ? paper.id : null
  })
}

let told: string | null = null

/** Has the paper of the item that is chosen opened ahead: what one looks at in a list is what one opens. */
export function useExpectedPaper(): void {
  const hash = useChosenPaper()
  useEffect(() => {
    if (hash === told) return
    const timer = setTimeout(() => {
      told = hash
      void expectPaper(hash)
    }, chosenMs)
    return () => clearTimeout(timer)
  }, [hash])
}
