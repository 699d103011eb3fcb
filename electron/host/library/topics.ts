import { Refusal } from '../../contract/result.ts'
import type { HandlersOf } from '../handlers.ts'
import type { Library } from '../../contract/library.ts'
import type { Topic } from '../../contract/topic.ts'
import type { Put } from '../store/document.ts'
import { orphanedBy } from './items.ts'
import { type LibraryRecords, newId, put, removal } from './library.ts'
import { childTopics, entriesOf, keyBefore } from './order.ts'
import { relinkedNotes } from './relinking.ts'
import { runsOf } from './runs.ts'
import { intoTrash } from './trash.ts'

/** The topic and every topic below it. */
export function subtreeOf(library: Library, rootId: string): string[] {
  const found = [rootId]
  for (const id of found) for (const child of childTopics(library, id)) found.push(child.id)
  return found
}

function removeTopic(library: Library, id: string): Put<Library>[] {
  const topics = subtreeOf(library, id)
  const entries = topics.flatMap(topicId => entriesOf(library, topicId))
  return [
    ...topics.map(topicId => removal('topics', topicId)),
    ...entries.map(entry => removal('entries', entry.id)),
    ...orphanedBy(library, entries),
    ...runsOf(library, new Set(topics)),
  ]
}

/** A topic with all below it once more, at the place that `root` says: the same items, new notes, nothing of the list it came from. */
function copyOf(library: Library, root: Topic): { puts: Put<Library>[]; rootId: string } {
  const ids = new Map(subtreeOf(library, root.id).map(id => [id, newId()]))
  const rootId = ids.get(root.id) as string
  const topics = [...ids].map(([id, fresh]) => {
    const { origin: _, ...topic } = id === root.id ? root : (library.topics[id] as Topic)
    const parentId = id === root.id ? root.parentId : (ids.get(topic.parentId ?? '') ?? null)
    return put('topics', { ...topic, id: fresh, parentId })
  })
  const entries = [...ids].flatMap(([id, topicId]) =>
    entriesOf(library, id).map(({ origin: _, ...entry }) => put('entries', { ...entry, id: newId(), topicId })),
  )
  return { puts: [...topics, ...entries], rootId }
}

export const topicHandlers = (library: LibraryRecords): HandlersOf<'topic'> => ({
  'topic:add': async ({ parentId, before, title }) => {
    if (parentId !== null) library.get('topics', parentId)
    const order = keyBefore(childTopics(library.data, parentId), before)
    const id = newId()
    await library.commit({ key: 'topic-add', name: title }, [put('topics', { id, parentId, order, title })])
    return id
  },
  'topic:rename': async ({ id, title }) => {
    const topic = library.get('topics', id)
    const renamed = { ...topic, title }
    if (topic.title !== title)
      await library.commit({ key: 'topic-rename', name: title }, [
        put('topics', renamed),
        ...relinkedNotes(library.data, renamed),
      ])
  },
  'topic:move': async ({ id, parentId, before }) => {
    const topic = library.get('topics', id)
    if (parentId !== null) library.get('topics', parentId)
    if (parentId !== null && subtreeOf(library.data, id).includes(parentId))
      throw new Refusal('topic-into-itself', { name: topic.title })
    const order = keyBefore(childTopics(library.data, parentId), before, id)
    const moved = { ...topic, parentId, order }
    await library.commit({ key: 'topic-move', name: topic.title }, [
      put('topics', moved),
      ...(parentId === topic.parentId ? [] : relinkedNotes(library.data, moved)),
    ])
  },
  'topic:copy': async ({ id, parentId, before }) => {
    const topic = library.get('topics', id)
    if (parentId !== null) library.get('topics', parentId)
    const order = keyBefore(childTopics(library.data, parentId), before)
    const { puts, rootId } = copyOf(library.data, { ...topic, parentId, order })
    await library.commit({ key: 'topic-copy', name: topic.title }, puts)
    return rootId
  },
  'topic:delete': async ({ id }) => {
    const topic = library.get('topics', id)
    const removals = removeTopic(library.data, id)
    const puts = intoTrash(library.data, 'topic', topic.title, removals)
    await library.commit({ key: 'topic-delete', name: topic.title }, puts)
  },
})
