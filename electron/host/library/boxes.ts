import type { Entry } from '../../contract/entry.ts'
import type { Item } from '../../contract/item.ts'
import type { Library } from '../../contract/library.ts'
import { tickedPiece } from '../exchange/index.ts'
import type { Put } from '../store/document.ts'
import { entriesOf, placesOf } from './index-of.ts'
import { put } from './library.ts'

/** Whether an entry's piece of its list goes on in the line of the piece before it. */
const goesOn = (before: Entry | undefined, entry: Entry | undefined): boolean =>
  before?.origin?.sourceId !== undefined &&
  before.origin.sourceId === entry?.origin?.sourceId &&
  /[^\r\n]$/.test(before.origin.markdown)

/** The entries of the bullet in which a place stands: a bullet with several links has one box. */
function bulletOf(library: Library, place: Entry): Entry[] {
  const siblings = entriesOf(library, place.topicId)
  let first = siblings.findIndex(({ id }) => id === place.id)
  let end = first + 1
  while (goesOn(siblings[first - 1], siblings[first])) first--
  while (goesOn(siblings[end - 1], siblings[end])) end++
  return siblings.slice(first, end)
}

/** The task boxes of lists that no longer say what is read once the items are these: ticked where all of their bullet is. */
export function boxesOf(library: Library, changed: readonly Item[]): Put<Library>[] {
  const after = new Map(changed.map(item => [item.id, item]))
  const puts = new Map<string, Put<Library>>()
  for (const place of changed.flatMap(({ id }) => placesOf(library, id))) {
    if (!place.origin) continue
    const bullet = bulletOf(library, place)
    const [head] = bullet
    if (!head?.origin) continue
    const items = bullet.flatMap(entry => (entry.kind === 'item' ? [entry.itemId] : []))
    const isRead = items.every(id => (after.get(id) ?? library.items[id])?.reading?.status === 'read')
    const markdown = tickedPiece(head.origin.markdown, isRead)
    if (markdown !== head.origin.markdown)
      puts.set(head.id, put('entries', { ...head, origin: { ...head.origin, markdown } }))
  }
  return [...puts.values()]
}
