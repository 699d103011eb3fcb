import { useState, type DragEvent } from 'react'
import { announce } from '../state/announcements.ts'
import type { ItemEntry } from '../../electron/contract/entry.ts'
import { attachPaper, edit, useLibrary } from '../state/library.ts'
import { endDrag, holdsFiles, inHand, pdfOf, scrollAtEdge, startDrag } from './drag.ts'
import { actedOn, type List } from './item-acts.ts'

export interface RowLanding {
  id: string
  part: 'before' | 'into' | 'after'
}

/** The place whose row something happens on. */
export function entryAt(event: { target: EventTarget }, { places }: List): ItemEntry | undefined {
  const row = event.target instanceof Element ? event.target.closest<HTMLElement>('.item-row') : null
  return row ? places.find(({ id }) => id === row.dataset.id) : undefined
}

/** Dragging rows, and what a row does for something dragged over it: items land before or behind it, a PDF on it. */
export function useListDrag(list: List) {
  const [landing, setLanding] = useState<RowLanding | null>(null)
  const landingAt = (event: DragEvent<HTMLElement>): RowLanding | null => {
    const files = holdsFiles(event.dataTransfer)
    const row = (event.target as Element).closest<HTMLElement>('.item-row')
    if (!row || (!files && (inHand()?.kind !== 'entries' || list.topicId === null))) return null
    const { top, height } = row.getBoundingClientRect()
    const part = files ? 'into' : event.clientY < top + height / 2 ? 'before' : 'after'
    return { id: row.dataset.id ?? '', part }
  }
  const onDragStart = (event: DragEvent<HTMLElement>) => {
    const entry = entryAt(event, list)
    const item = entry && useLibrary.getState().data.items[entry.itemId]
    if (!entry || !item) return
    startDrag({ kind: 'entries', ids: actedOn(list, entry) }, event.dataTransfer, item.url ?? item.title)
  }
  const onDragOver = (event: DragEvent<HTMLElement>) => {
    scrollAtEdge(event)
    const next = landingAt(event)
    if (next) event.preventDefault()
    if (next?.id !== landing?.id || next?.part !== landing?.part) setLanding(next)
  }
  const onDrop = (event: DragEvent<HTMLElement>) => {
    const landed = landingAt(event)
    const entry = entryAt(event, list)
    const held = inHand()
    const file = pdfOf(event.dataTransfer)
    setLanding(null)
    if (!landed || !entry) return
    event.preventDefault()
    event.stopPropagation()
    if (file) void attachPaper(entry.itemId, file)
    else if (held?.kind === 'entries') void land(held.ids, entry, landed.part)
  }
  const onDragLeave = (event: DragEvent<HTMLElement>) => {
    if (!(event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget))) setLanding(null)
  }
  const onDragEnd = () => {
    endDrag()
    setLanding(null)
  }
  return { landing, handlers: { onDragStart, onDragOver, onDrop, onDragLeave, onDragEnd } }
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
