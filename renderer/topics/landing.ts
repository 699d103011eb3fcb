import { useState, type DragEvent } from 'react'
import type { ItemEntry } from '../../electron/contract/entry.ts'
import { announce } from '../state/announcements.ts'
import { attachPaper, edit, useLibrary } from '../state/library.ts'
import { holdsFiles, inHand, pdfOf, scrollAtEdge } from './drag.ts'
import type { List } from './item-acts.ts'

/** What a row does for something dragged over it: items land before or behind it, a PDF on it. */
export function useRowLanding(entry: ItemEntry, list: List) {
  const [part, setPart] = useState<'before' | 'into' | 'after' | null>(null)
  const over = (event: DragEvent<HTMLElement>) => {
    const files = holdsFiles(event.dataTransfer)
    const held = inHand()
    scrollAtEdge(event)
    if (!files && (held?.kind !== 'entries' || list.topicId === null)) return
    event.preventDefault()
    const { top, height } = event.currentTarget.getBoundingClientRect()
    setPart(files ? 'into' : event.clientY < top + height / 2 ? 'before' : 'after')
  }
  const drop = (event: DragEvent<HTMLElement>) => {
    const held = inHand()
    const file = pdfOf(event.dataTransfer)
    setPart(null)
    if (!file && (held?.kind !== 'entries' || list.topicId === null)) return
    event.preventDefault()
    event.stopPropagation()
    if (file) void attachPaper(entry.itemId, file)
    else if (held?.kind === 'entries' && part && list.topicId !== null) void land(held.ids, entry, part)
  }
  return { part, onDragOver: over, onDragLeave: () => setPart(null), onDrop: drop }
}

async function land(ids: readonly string[], entry: ItemEntry, part: string): Promise<void> {
  const { catalogue } = useLibrary.getState()
  const entries = catalogue.entriesOf(entry.topicId)
  const at = entries.findIndex(({ id }) => id === entry.id)
  const before = part === 'before' ? entry.id : (entries[at + 1]?.id ?? null)
  const { ok } = await edit('entry:move', { ids: [...ids], topicId: entry.topicId, before })
  const items = useLibrary.getState().catalogue.itemsOf(entry.topicId)
  const position = items.findIndex(({ id }) => id === ids[0]) + 1
  if (ok) announce('topics:movedUpDown', { position, size: items.length })
}
