import type { ClipboardEvent } from 'react'
import { create } from 'zustand'
import { announce } from '../state/announcements.ts'
import { edit, useLibrary } from '../state/library.ts'
import { chooseThese } from '../state/selection.ts'
import { focusTopic, unfoldTo } from './desk.ts'
import { placeAfter } from './moves.ts'

/** What was cut or copied in this window. The system's clipboard has its text, by which a paste is known to mean it. */
interface Clip {
  kind: 'topic' | 'entries'
  ids: readonly string[]
  cut: boolean
  text: string
}
export const useClip = create<{ clip: Clip | null }>(() => ({ clip: null }))

export const dropClip = (): void => useClip.setState({ clip: null })

/** A title with its address, a line each, as other programs take it. */
function textOf(kind: Clip['kind'], ids: readonly string[]): string {
  const { data } = useLibrary.getState()
  const lines = ids.map(id => {
    if (kind === 'topic') return data.topics[id]?.title ?? ''
    const entry = data.entries[id]
    const item = entry?.kind === 'item' ? data.items[entry.itemId] : undefined
    return item
      ? [item.title, item.url].filter((part, index, all) => part && all.indexOf(part) === index).join(' ')
      : ''
  })
  return lines.join('\n')
}

export function take(kind: Clip['kind'], ids: readonly string[], cut: boolean): string {
  const text = textOf(kind, ids)
  useClip.setState({ clip: { kind, ids, cut, text } })
  announce(cut ? 'topics:cutSaid' : 'topics:copiedSaid', { count: ids.length })
  return text
}

/** Takes something by the menu, without a clipboard event. */
export function takeFromMenu(kind: Clip['kind'], ids: readonly string[], cut: boolean): void {
  const text = take(kind, ids, cut)
  // Refused by the system, the window still has it.
  navigator.clipboard?.writeText(text).catch(() => undefined)
}

export function onTake(event: ClipboardEvent, kind: Clip['kind'], ids: readonly string[], cut: boolean): void {
  if (event.target instanceof HTMLInputElement || ids.length === 0) return
  event.preventDefault()
  event.clipboardData.setData('text/plain', take(kind, ids, cut))
}

/** The clip, if a paste means it. */
export function clipOf(event: ClipboardEvent): Clip | null {
  const { clip } = useClip.getState()
  if (event.target instanceof HTMLInputElement || !clip) return null
  // Systems end lines as they like.
  return event.clipboardData.getData('text/plain').replaceAll('\r\n', '\n') === clip.text ? clip : null
}

/** Puts what was cut or copied under a topic, before one of its entries (null: last). */
export async function pasteInto(clip: Clip, topicId: string, before: string | null): Promise<void> {
  if (clip.kind === 'topic') return pasteTopic(clip, topicId)
  const { data } = useLibrary.getState()
  const ids = clip.ids.filter(id => id in data.entries)
  if (ids.length === 0) return
  const result = await edit(clip.cut ? 'entry:move' : 'entry:copy', { ids, topicId, before })
  if (!result.ok) return
  if (clip.cut) dropClip()
  chooseThese(result.value)
  announce('topics:movedTo', { count: ids.length, topic: useLibrary.getState().data.topics[topicId]?.title ?? '' })
}

/** A topic goes into another one; pasted on itself it goes behind itself. */
async function pasteTopic({ ids: [id], cut }: Clip, topicId: string): Promise<void> {
  const { catalogue, data } = useLibrary.getState()
  if (id === undefined || !data.topics[id]) return
  const place = id === topicId ? placeAfter(catalogue, id) : { parentId: topicId, before: null }
  const moved = cut
    ? (await edit('topic:move', { id, ...place })).ok && id
    : await edit('topic:copy', { id, ...place }).then(result => result.ok && result.value)
  if (!moved) return
  if (cut) dropClip()
  unfoldTo(moved)
  focusTopic(moved)
  announce('topics:movedTo', { count: 1, topic: data.topics[place.parentId ?? '']?.title ?? '' })
}
