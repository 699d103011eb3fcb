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

/**
 * The topic that something dropped behind `over` lands behind: itself, or the topic above it at `level` when it is the last
 * one there, so that a drop at the end of a branch may leave the branch.
 */
export function branchAt(catalogue: Catalogue, over: string, level: number): { id: string; level: number } {
  const path = catalogue.pathOf(over)
  let depth = path.length
  while (depth > Math.max(1, level)) {
    const topic = path[depth - 1]
    if (!topic || catalogue.childTopics(topic.parentId).at(-1)?.id !== topic.id) break
    depth--
  }
  return { id: path[depth - 1]?.id ?? over, level: depth }
}

/** Before which entry some places of a topic go when they move one item up or down together (the note's stretches between are passed), or undefined at the end. */
export function entryStep(
  catalogue: Catalogue,
  topicId: string,
  entryIds: readonly string[],
  step: 'up' | 'down',
): string | null | undefined {
  const entries = catalogue.entriesOf(topicId)
  const moved = new Set(entryIds)
  if (step === 'up') {
    const first = entries.findIndex(entry => moved.has(entry.id))
    return entries.slice(0, Math.max(0, first)).findLast(entry => entry.kind === 'item')?.id
  }
  const last = entries.findLastIndex(entry => moved.has(entry.id))
  const next = entries.findIndex((entry, index) => index > last && entry.kind === 'item')
  return next < 0 ? undefined : (entries[next + 1]?.id ?? null)
}
