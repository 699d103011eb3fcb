import type { ItemEntry } from '../../electron/contract/entry.ts'
import type { Item } from '../../electron/contract/item.ts'
import type { Library } from '../../electron/contract/library.ts'
import { readingStatuses } from '../../electron/contract/choices.ts'
import type { Catalogue } from './catalogue.ts'
import { annotationsOf, byline, openedAt, priorityOf, progressOf, ratingOf, statusOf, yearOfItem } from './facts.ts'

/** What a list may be sorted by; `hand` is the order that its reader gave it. */
export const sortColumns = [
  'title',
  'author',
  'year',
  'status',
  'priority',
  'rating',
  'progress',
  'annotations',
  'kind',
  'added',
  'opened',
  'started',
  'finished',
] as const
export type SortColumn = (typeof sortColumns)[number]
export interface Sort {
  column: SortColumn
  descending: boolean
}

/** Columns whose greatest value is the most interesting: their first sort goes downwards. */
const downwards: readonly SortColumn[] = [
  'year',
  'priority',
  'rating',
  'progress',
  'annotations',
  'added',
  'opened',
  'started',
  'finished',
]

/** The sort after a column's heading was chosen once more: one way, the other way, by hand. */
export function nextSort(sort: Sort | null, column: SortColumn): Sort | null {
  const descending = downwards.includes(column)
  if (sort?.column !== column) return { column, descending }
  return sort.descending === descending ? { column, descending: !descending } : null
}

type Key = string | number | null
const keys: Record<SortColumn, (item: Item, data: Library) => Key> = {
  title: item => ((item.title || item.url) ?? '').toLocaleLowerCase(),
  author: item => byline(item).toLocaleLowerCase() || null,
  year: yearOfItem,
  status: item => readingStatuses.indexOf(statusOf(item)),
  priority: item => priorityOf(item) || null,
  rating: item => ratingOf(item) || null,
  progress: progressOf,
  annotations: (item, data) => annotationsOf(item, data) || null,
  kind: item => item.kind,
  added: item => item.addedAt,
  opened: (item, data) => openedAt(item, data) ?? null,
  started: item => item.reading?.startedAt ?? null,
  finished: item => item.reading?.finishedAt ?? null,
}

/** Up to how many places words are ordered as people of the language do: beyond, that takes a second, and letters by number a third. */
const most = 20_000

/** Instants and kinds are plain text; titles and names are ordered as people of the language do. */
const spoken: readonly SortColumn[] = ['title', 'author']

/** The places in the order of a column; those of which it is not known come last, and alike ones stay in the order given. */
export function sorted(
  places: readonly ItemEntry[],
  { column, descending }: Sort,
  data: Library,
  language: string,
): ItemEntry[] {
  const collator = new Intl.Collator(language, { numeric: true })
  const compare =
    spoken.includes(column) && places.length <= most
      ? (a: Key, b: Key) => collator.compare(String(a), String(b))
      : (a: Key, b: Key) => ((a ?? '') < (b ?? '') ? -1 : (a ?? '') > (b ?? '') ? 1 : 0)
  const keyed = places.map(place => {
    const item = data.items[place.itemId]
    return { place, key: item ? keys[column](item, data) : null }
  })
  const turn = descending ? -1 : 1
  return keyed
    .sort((a, b) =>
      a.key === null || b.key === null ? Number(a.key === null) - Number(b.key === null) : turn * compare(a.key, b.key),
    )
    .map(({ place }) => place)
}

/** Every place in the order of the tree: topic by topic, from the top. */
export function placesInTreeOrder(catalogue: Catalogue): ItemEntry[] {
  const places: ItemEntry[] = []
  const walk = (parentId: string | null, depth: number): void => {
    for (const { id } of catalogue.childTopics(parentId)) {
      places.push(...catalogue.itemsOf(id))
      if (depth < 1000) walk(id, depth + 1)
    }
  }
  walk(null, 0)
  return places
}
