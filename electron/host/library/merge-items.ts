import type { ItemEntry } from '../../contract/entry.ts'
import type { Item, MergedItem } from '../../contract/item.ts'
import type { Library } from '../../contract/library.ts'
import type { Reading, ReadingStatus } from '../../contract/reading.ts'
import type { Put } from '../store/document.ts'
import { put, removal } from './library.ts'

const defined = <T>(values: readonly (T | null | undefined)[]): T[] =>
  values.filter(value => value !== null && value !== undefined)

/** How much reading a status tells of: of two, the merged item has the one that tells of more. */
const furthest: readonly ReadingStatus[] = ['to-read', 'dropped', 'reading', 'read']

function mergedReading(items: readonly Item[]): Reading {
  const readings = defined(items.map(({ reading }) => reading))
  const status = readings
    .map(reading => reading.status ?? 'to-read')
    .reduce((a, b) => (furthest.indexOf(b) > furthest.indexOf(a) ? b : a), 'to-read' as ReadingStatus)
  const priority = Math.max(0, ...defined(readings.map(reading => reading.priority)))
  const [rating] = defined(readings.map(reading => reading.rating))
  const [startedAt] = defined(readings.map(reading => reading.startedAt)).sort()
  const finishedAt = defined(readings.map(reading => reading.finishedAt))
    .sort()
    .at(-1)
  return {
    ...(status === 'to-read' ? {} : { status }),
    ...(priority > 0 ? { priority } : {}),
    ...(rating ? { rating } : {}),
    ...(startedAt ? { startedAt } : {}),
    ...(finishedAt ? { finishedAt } : {}),
  }
}

/** What of an item the merged one says otherwise, or nothing. */
function leftOver({ title, url, arxivId, doi, reference }: Item, merged: Item): MergedItem[] {
  const said: [unknown, unknown][] = [
    [title, merged.title],
    [url, merged.url],
    [arxivId, merged.arxivId],
    [doi, merged.doi],
  ]
  const differs = said.some(([own, kept]) => own !== null && own !== kept)
  const fields = Object.entries(reference ?? {})
  const kept = (merged.reference ?? {}) as Record<string, unknown>
  const hasOther = fields.some(([name, value]) => JSON.stringify(value) !== JSON.stringify(kept[name]))
  if (!differs && !hasOther) return []
  return [{ title, url, arxivId, doi, ...(hasOther && reference ? { reference } : {}) }]
}

/** One item out of several: what the first says counts, what it does not say comes from the others, the rest is kept in `merged`. */
function mergedItem(items: readonly Item[]): Item {
  const [keep] = items as readonly [Item, ...Item[]]
  const first = <K extends 'url' | 'arxivId' | 'doi' | 'paper'>(key: K) =>
    defined(items.map(item => item[key]))[0] ?? null
  const titled = items.find(({ title, url }) => title !== '' && title !== url) ?? keep
  const reading = mergedReading(items)
  const tags = [...new Set(items.flatMap(item => item.tags ?? []))]
  const references = defined(items.map(({ reference }) => reference))
  const paper = first('paper')
  const versions = [
    ...new Set(items.toReversed().flatMap(item => [...(item.versions ?? []), ...(item.paper ? [item.paper] : [])])),
  ]
  const older = versions.filter(hash => hash !== paper)
  const { reading: _, tags: __, merged: ___, reference: ____, versions: _____, ...plain } = keep
  const merged: Item = {
    ...plain,
    title: keep.title !== '' && keep.title !== keep.url ? keep.title : titled.title,
    url: first('url'),
    arxivId: first('arxivId'),
    doi: first('doi'),
    paper,
    ...(older.length > 0 ? { versions: older } : {}),
    addedAt: items.map(({ addedAt }) => addedAt).sort()[0] ?? keep.addedAt,
    ...(references[0] ? { reference: Object.assign({}, ...references.toReversed()) as (typeof references)[0] } : {}),
    ...(Object.keys(reading).length > 0 ? { reading } : {}),
    ...(tags.length > 0 ? { tags } : {}),
  }
  const before = items.flatMap(item => item.merged ?? [])
  const left = [...before, ...items.flatMap(item => leftOver(item, merged))]
  return { ...merged, ...(left.length > 0 ? { merged: left } : {}) }
}

const joined = (a: string | undefined, b: string | undefined, limit: number): string =>
  [...new Set(defined([a, b]).filter(words => words !== ''))].join(' · ').slice(0, limit)

/** Two places of one item under one topic as one: that which came in with a list stays, with the words of both. */
function folded(a: ItemEntry, b: ItemEntry): ItemEntry {
  const { label: _, remark: __, ...kept } = a.origin || !b.origin ? a : { ...b, order: a.order }
  const label = joined(a.label, b.label, 2000)
  const remark = joined(a.remark, b.remark, 4000)
  return { ...kept, ...(label ? { label } : {}), ...(remark ? { remark } : {}) }
}

/** The places of the items as places of the kept one. */
function placesOf(library: Library, items: readonly Item[], keep: string): Put<Library>[] {
  const rank = new Map(items.map(({ id }, index) => [id, index]))
  const places = Object.values(library.entries)
    .filter(entry => entry.kind === 'item' && rank.has(entry.itemId))
    .sort((a, b) => (rank.get((a as ItemEntry).itemId) ?? 0) - (rank.get((b as ItemEntry).itemId) ?? 0)) as ItemEntry[]
  const byTopic = new Map<string, ItemEntry>()
  for (const place of places) {
    const known = byTopic.get(place.topicId)
    byTopic.set(place.topicId, { ...(known ? folded(known, place) : place), itemId: keep })
  }
  const stay = new Map([...byTopic.values()].map(place => [place.id, place]))
  return places.map(({ id }) => {
    const place = stay.get(id)
    return place ? put('entries', place) : removal('entries', id)
  })
}

/**
 * Merges items into `keep`: one item under every topic that any of them stood in, with all tags, words beside the places,
 * the earliest and latest dates, and what they said differently in `merged`. Papers and their annotations stay.
 */
export function mergedItems(library: Library, keep: Item, others: readonly Item[]): Put<Library>[] {
  const items = [keep, ...others]
  const visits = defined(items.map(({ id }) => library.visits[id]))
  const last = visits
    .map(({ at }) => at)
    .sort()
    .at(-1)
  return [
    put('items', mergedItem(items)),
    ...others.map(({ id }) => removal('items', id)),
    ...placesOf(library, items, keep.id),
    ...Object.values(library.runs)
      .filter(({ itemId }) => others.some(({ id }) => id === itemId))
      .map(run => put('runs', { ...run, itemId: keep.id })),
    ...(last === undefined ? [] : [put('visits', { id: keep.id, at: last })]),
  ]
}
