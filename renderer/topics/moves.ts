import type { Catalogue } from '../state/catalogue.ts'

/** Where a topic would stand: under a parent, before a sibling (null: last). */
export interface TopicPlace {
  parentId: string | null
  before: string | null
}
export type Step = 'up' | 'down' | 'in' | 'out'
/** Which part of a row something is dragged over. */
export type RowPart = 'before' | 'into' | 'after'

/** Where one step by key takes a topic, or null where there is nowhere to go. */
export function stepOf(catalogue: Catalogue, id: string, step: Step): TopicPlace | null {
  const topic = catalogue.data.topics[id]
  if (!topic) return null
  const siblings = catalogue.childTopics(topic.parentId)
  const at = siblings.indexOf(topic)
  const previous = siblings[at - 1]
  if (step === 'up') return previous ? { parentId: topic.parentId, before: previous.id } : null
  if (step === 'down')
    return at < siblings.length - 1 ? { parentId: topic.parentId, before: siblings[at + 2]?.id ?? null } : null
  if (step === 'in') return previous ? { parentId: previous.id, before: null } : null
  return topic.parentId === null ? null : placeAfter(catalogue, topic.parentId)
}

/** The place right behind a topic, among its siblings. */
export function placeAfter(catalogue: Catalogue, id: string): TopicPlace {
  const parentId = catalogue.data.topics[id]?.parentId ?? null
  const siblings = catalogue.childTopics(parentId)
  return { parentId, before: siblings[siblings.findIndex(topic => topic.id === id) + 1]?.id ?? null }
}

/** The topic that takes the place of one that is deleted: the next sibling, the one before, or the parent. */
export function neighbourOf(catalogue: Catalogue, id: string): string | null {
  const parentId = catalogue.data.topics[id]?.parentId ?? null
  const siblings = catalogue.childTopics(parentId)
  const at = siblings.findIndex(topic => topic.id === id)
  return (siblings[at + 1] ?? siblings[at - 1])?.id ?? parentId
}

/** Where a dragged topic would land on a row, or null where it must not: in itself. Behind an open topic is before its first child. */
export function landing(
  catalogue: Catalogue,
  dragged: string,
  over: string,
  part: RowPart,
  isOpen: boolean,
): TopicPlace | null {
  const firstChild = isOpen ? catalogue.childTopics(over)[0] : undefined
  const place: TopicPlace =
    part === 'into'
      ? { parentId: over, before: null }
      : part === 'before'
        ? { parentId: catalogue.data.topics[over]?.parentId ?? null, before: over }
        : firstChild
          ? { parentId: over, before: firstChild.id }
          : placeAfter(catalogue, over)
  const inItself = place.parentId !== null && catalogue.pathOf(place.parentId).some(topic => topic.id === dragged)
  if (inItself) return null
  return place.before === dragged ? { ...place, before: placeAfter(catalogue, dragged).before } : place
}

/** Before which entry an item's place goes when it moves one item up or down (the note's stretches between are passed), or undefined at the end. */
export function entryStep(
  catalogue: Catalogue,
  topicId: string,
  entryId: string,
  step: 'up' | 'down',
): string | null | undefined {
  const entries = catalogue.entriesOf(topicId)
  const at = entries.findIndex(entry => entry.id === entryId)
  if (step === 'up') return entries.slice(0, at).findLast(entry => entry.kind === 'item')?.id
  const next = entries.findIndex((entry, index) => index > at && entry.kind === 'item')
  return next < 0 ? undefined : (entries[next + 1]?.id ?? null)
}
