import type { Item } from '../../contract/item.ts'
import type { Library } from '../../contract/library.ts'
import type { Mark, Reading } from '../../contract/reading.ts'
import type { Put } from '../store/document.ts'
import { put } from './library.ts'

/** How a tag's name is compared. */
export const tagKey = (name: string): string => name.normalize('NFC').trim().toLocaleLowerCase()

/** The tags that a mark names, as ids; those to add that are not there yet, as puts. */
export function tagsNamed(
  library: Library,
  { addTags = [], removeTags = [] }: Mark,
  newId: () => string,
): { puts: Put<Library>[]; add: string[]; remove: string[] } {
  const known = new Map(Object.values(library.tags).map(({ id, name }) => [tagKey(name), id]))
  const puts: Put<Library>[] = []
  const add = addTags.map(name => {
    const found = known.get(tagKey(name))
    if (found !== undefined) return found
    const id = newId()
    known.set(tagKey(name), id)
    puts.push(put('tags', { id, name: name.normalize('NFC').trim(), color: null }))
    return id
  })
  return { puts, add, remove: removeTags.flatMap(name => known.get(tagKey(name)) ?? []) }
}

/** The dates that a change of status sets or takes away. */
function datesOf(before: Reading, status: Reading['status'], now: string): Pick<Reading, 'startedAt' | 'finishedAt'> {
  const { startedAt, finishedAt } = before
  const dates = { ...(startedAt ? { startedAt } : {}), ...(finishedAt ? { finishedAt } : {}) }
  if (status === undefined || status === (before.status ?? 'to-read') || status === 'dropped') return dates
  if (status === 'to-read') return {}
  if (status === 'reading') return { startedAt: startedAt ?? now }
  return { ...dates, finishedAt: now }
}

function readingAfter(before: Reading, mark: Mark, now: string): Reading {
  const status = mark.status ?? before.status ?? 'to-read'
  const { startedAt, finishedAt } = datesOf(before, mark.status, now)
  const dated = {
    startedAt: mark.startedAt === undefined ? startedAt : mark.startedAt,
    finishedAt: mark.finishedAt === undefined ? finishedAt : mark.finishedAt,
  }
  const priority = mark.priority ?? before.priority
  const rating = mark.rating ?? before.rating
  return {
    ...(status === 'to-read' ? {} : { status }),
    ...(priority ? { priority } : {}),
    ...(rating ? { rating } : {}),
    ...(dated.startedAt ? { startedAt: dated.startedAt } : {}),
    ...(dated.finishedAt ? { finishedAt: dated.finishedAt } : {}),
  }
}

const same = (a: object, b: object): boolean => JSON.stringify(a) === JSON.stringify(b)

/** The item after a mark whose tags are known by id; the item itself where nothing changes. `now` dates a change of status. */
export function marked(item: Item, mark: Mark, add: readonly string[], remove: readonly string[], now: string): Item {
  const { reading: before = {}, tags: tagsBefore = [], ...rest } = item
  const reading = readingAfter(before, mark, now)
  const gone = new Set(remove)
  const tags = [...new Set([...tagsBefore, ...add])].filter(id => !gone.has(id))
  const kind = mark.kind ?? item.kind
  if (kind === item.kind && same(tags, tagsBefore) && same(reading, readingAfter(before, {}, now))) return item
  return {
    ...rest,
    kind,
    ...(Object.keys(reading).length > 0 ? { reading } : {}),
    ...(tags.length > 0 ? { tags } : {}),
  }
}
