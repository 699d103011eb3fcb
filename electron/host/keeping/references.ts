import { generateKeyBetween } from 'fractional-indexing'
import type { Finding } from '../../contract/keeping.ts'
import type { Library } from '../../contract/library.ts'
import type { Topic } from '../../contract/topic.ts'
import { childTopics, entriesOf, placesOf } from '../library/index-of.ts'
import { newId, put, removal } from '../library/library.ts'
import { intoTrash } from '../library/trash.ts'
import type { Put } from '../store/document.ts'

/** Something wrong between the library's records, with the puts that mend it. */
export interface BrokenReference {
  code: Finding['code']
  params: Finding['params']
  puts: Put<Library>[]
}

/** A topic at the end of the top level, for what has lost its place. */
export function refugeTopic(library: Library, title: string): Topic {
  const top = childTopics(library, null)
  const known = top.find(topic => topic.title === title)
  return known ?? { id: newId(), parentId: null, order: generateKeyBetween(top.at(-1)?.order ?? null, null), title }
}

/** Topics whose parents lead in a circle: from the top nobody reaches them. */
function inCircle(library: Library): Topic[] {
  const reached = new Set<string>()
  const reach = (topic: Topic): void => {
    for (const found = [topic]; found.length > 0;) {
      const next = found.pop() as Topic
      if (reached.has(next.id)) continue
      reached.add(next.id)
      found.push(...childTopics(library, next.id))
    }
  }
  const roots = Object.values(library.topics).filter(
    ({ parentId }) => parentId === null || !Object.hasOwn(library.topics, parentId),
  )
  roots.forEach(reach)
  return Object.values(library.topics).filter(topic => {
    if (reached.has(topic.id)) return false
    // Opened here, the circle is a branch; what hangs on it is reached with it.
    reach(topic)
    return true
  })
}

/** Every reference between records that leads nowhere. Nothing is thrown away: what lost its place gets the topic `refugeTitle`. */
export function brokenReferences(
  library: Library,
  refugeTitle: string,
  papersThere: ReadonlyMap<string, number>,
): BrokenReference[] {
  const found: BrokenReference[] = []
  const refuge = refugeTopic(library, refugeTitle)
  let isRefugeNeeded = false
  const inRefuge = (): string => {
    isRefugeNeeded = true
    return refuge.id
  }
  for (const topic of Object.values(library.topics)) {
    if (topic.parentId === null || Object.hasOwn(library.topics, topic.parentId)) continue
    const name = topic.title
    found.push({ code: 'topic-without-parent', params: { name }, puts: [put('topics', { ...topic, parentId: null })] })
  }
  for (const topic of inCircle(library))
    found.push({
      code: 'topic-in-circle',
      params: { name: topic.title },
      puts: [put('topics', { ...topic, parentId: null })],
    })
  for (const entry of Object.values(library.entries)) {
    const item = entry.kind === 'item' ? library.items[entry.itemId] : undefined
    const name = entry.kind === 'text' ? entry.markdown.slice(0, 60) : (item?.title ?? entry.itemId)
    if (entry.kind === 'item' && !item) {
      const puts = intoTrash(library, 'item', entry.label ?? entry.itemId, [removal('entries', entry.id)])
      found.push({ code: 'entry-without-item', params: { name }, puts })
    } else if (!Object.hasOwn(library.topics, entry.topicId))
      found.push({
        code: 'entry-without-topic',
        params: { name, topic: refugeTitle },
        puts: [put('entries', { ...entry, topicId: inRefuge() })],
      })
    const source = entry.origin?.sourceId
    if (source !== undefined && !Object.hasOwn(library.sources, source))
      found.push({ code: 'source-missing', params: { name }, puts: [] })
  }
  let order = entriesOf(library, refuge.id).at(-1)?.order ?? null
  for (const item of Object.values(library.items)) {
    if (placesOf(library, item.id).length === 0) {
      order = generateKeyBetween(order, null)
      const entry = { id: newId(), topicId: inRefuge(), order, kind: 'item' as const, itemId: item.id }
      found.push({
        code: 'item-without-place',
        params: { name: item.title, topic: refugeTitle },
        puts: [put('entries', entry)],
      })
    }
    if (item.paper !== null && !Object.hasOwn(library.papers, item.paper))
      found.push({ code: 'item-without-paper', params: { name: item.title }, puts: paperPuts(item.paper, papersThere) })
  }
  const isNew = !Object.hasOwn(library.topics, refuge.id)
  return isRefugeNeeded && isNew ? withFirst(found, put('topics', refuge), refuge.id) : found
}

/** A paper that lies in `papers/` without its record gets one again; `papersThere` has the sizes in bytes. */
function paperPuts(hash: string, papersThere: ReadonlyMap<string, number>): Put<Library>[] {
  const bytes = papersThere.get(hash)
  if (bytes === undefined) return []
  return [put('papers', { id: hash, fileName: `${hash.slice(0, 12)}.pdf`, bytes, addedAt: new Date().toISOString() })]
}

/** The topic is put together with the first record that goes into it. */
function withFirst(found: BrokenReference[], topic: Put<Library>, topicId: string): BrokenReference[] {
  const at = found.findIndex(({ puts }) =>
    puts.some(({ record }) => (record as { topicId?: string } | null)?.topicId === topicId),
  )
  return found.map((each, index) => (index === at ? { ...each, puts: [topic, ...each.puts] } : each))
}
