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

/** A topic's entries, those of one bullet together: a bullet with several links has one box. */
function bulletsOf(library: Library, topicId: string): Entry[][] {
  const bullets: Entry[][] = []
  for (const entry of entriesOf(library, topicId))
    if (goesOn(bullets.at(-1)?.at(-1), entry)) bullets.at(-1)?.push(entry)
    else bullets.push([entry])
  return bullets
}

/** The task boxes of lists that no longer say what is read once the items are these: ticked where all of their bullet is. */
export function boxesOf(library: Library, changed: readonly Item[]): Put<Library>[] {
  const after = new Map(changed.map(item => [item.id, item]))
  const places = changed.flatMap(({ id }) => placesOf(library, id)).filter(({ origin }) => origin)
  const topicIds = new Set(places.map(({ topicId }) => topicId))
  return [...topicIds]
    .flatMap(topicId => bulletsOf(library, topicId))
    .flatMap(bullet => {
      const [head] = bullet
      const items = bullet.flatMap(entry => (entry.kind === 'item' ? [entry.itemId] : []))
      if (!head?.origin || !items.some(id => after.has(id))) return []
      const isRead = items.every(id => (after.get(id) ?? library.items[id])?.reading?.status === 'read')
      const markdown = tickedPiece(head.origin.markdown, isRead)
      return markdown === head.origin.markdown
        ? []
        : [put('entries', { ...head, origin: { ...head.origin, markdown } })]
    })
}
