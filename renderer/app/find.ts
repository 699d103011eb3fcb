import type { Item } from '../../electron/contract/item.ts'
import type { Keeper } from '../../electron/contract/run.ts'
import { score, wordsOf } from '../lib/score.ts'
import { byline } from '../state/facts.ts'
import { useLibrary } from '../state/library.ts'
import { byItem, byTopic, nearKeepers } from '../state/runs.ts'
import { itemIndex, noteIndex, topicIndex } from '../state/search.ts'
import { focusEntry } from '../state/selection.ts'
import { openFilter, openItem, openTopic } from '../state/tabs.ts'
import { filtersInOrder } from '../topics/filters.ts'
import type { IconName } from '../ui/icons.tsx'
import { type Action, allActions } from './actions.ts'

export interface Found {
  id: string
  title: string
  aside?: string
  icon?: IconName
  shortcut?: string | undefined
  disabled?: boolean
  run: () => void
}

/** How many answers are listed: nobody reads further, and typing stays fluid in a large library. */
const most = 50
/** How many hits are weighed. A letter or two is in nearly every title: beyond this many the rest would say nothing new. */
const weighed = 3000
/** How many notes are listed, after everything that is called what is asked for. */
const mostNotes = 10

interface Scored<T> {
  points: number
  value: T
}

/** Puts a value among the best so far, kept in order; of two alike the first stays before. */
function rank<T>(best: Scored<T>[], points: number, value: T): void {
  if (points === 0 || (best.length === most && points <= (best.at(-1)?.points ?? 0))) return
  const at = best.findIndex(other => other.points < points)
  best.splice(at < 0 ? best.length : at, 0, { points, value })
  best.length = Math.min(best.length, most)
}

export function findActions(query: string): Found[] {
  const words = wordsOf(query)
  const best: Scored<Action>[] = []
  // Without words the actions stand in the table's order.
  for (const action of allActions()) rank(best, words.length > 0 ? actionScore(words, action) : 1, action)
  return best.map(({ value: { id, label, otherLabel = '', shortcuts, enabled, run } }) => ({
    id,
    title: label,
    ...(words.length > 0 && score(words, label.toLocaleLowerCase()) === 0 ? { aside: otherLabel } : {}),
    shortcut: shortcuts[0],
    disabled: !(enabled?.() ?? true),
    run,
  }))
}

/** The label's own score; less for what only its words in the other language say. */
function actionScore(words: readonly string[], { label, otherLabel = '' }: Action): number {
  const own = score(words, label.toLocaleLowerCase())
  return own > 0 ? own : score(words, otherLabel.toLocaleLowerCase()) / 4
}

/** The topics whose titles hold the words, best first; without words, those at the top. */
function topicsCalled(words: readonly string[], weight = 0): Scored<string>[] {
  const state = useLibrary.getState()
  const best: Scored<string>[] = []
  if (words.length === 0) {
    for (const { id } of state.catalogue.childTopics(null)) rank(best, 1, id)
    return best
  }
  const { records, lines } = topicIndex(state)
  for (const at of lines.find(words)) rank(best, score(words, lines.line(at)) + weight, records[at]?.id ?? '')
  return best
}

/** Topics for something chosen to go to. */
export const findTargets = (query: string, choose: (topicId: string) => void): Found[] =>
  topicsCalled(wordsOf(query)).map(({ value }) => ({ ...topicFound(value), run: () => choose(value) }))

/** Topics and items that a run can be kept with; without words, what is near first. */
export function findKeepers(query: string, choose: (keeper: Keeper) => void): Found[] {
  const { items } = useLibrary.getState().data
  const itemChosen = (item: Item): Found => ({ ...itemFound(item), run: () => choose(byItem(item.id)) })
  const topicChosen = (id: string): Found => ({ ...topicFound(id), run: () => choose(byTopic(id)) })
  const words = wordsOf(query)
  if (words.length > 0) return calledSo(words, topicChosen, itemChosen)
  const near = nearKeepers().flatMap(({ topicId, itemId }) => {
    if (topicId !== null) return [topicChosen(topicId)]
    const item = items[itemId]
    return item ? [itemChosen(item)] : []
  })
  const known = new Set(near.map(({ id }) => id))
  const rest = topicsCalled([]).filter(({ value }) => !known.has(value))
  return [...near, ...rest.map(({ value }) => topicChosen(value))].slice(0, most)
}

/** The lines to weigh: those that begin with the first word, then the others in the library's order. */
function candidates(words: readonly string[]): Set<number> {
  const { lines } = itemIndex(useLibrary.getState())
  const beginning = words.length === 1 ? lines.beginning(words[0] ?? '', weighed) : []
  return new Set([...beginning, ...lines.find(words, weighed)])
}

/** What is called what the query says: topics before items alike, items by title before those by author, tag or address; then filters, and notes that say it. */
export function findPlaces(query: string): Found[] {
  const words = wordsOf(query)
  if (words.length === 0)
    return [...topicsCalled([]).map(({ value }) => topicFound(value)), ...filtersFound([])].slice(0, most)
  const notes = notesSaying(words)
  return [...filtersFound(words), ...calledSo(words, topicFound, itemFound).slice(0, most - notes.length), ...notes]
}

/** The topics and items that the words call, best first. */
function calledSo(words: readonly string[], topic: (id: string) => Found, itemOf: (item: Item) => Found): Found[] {
  const best: Scored<() => Found>[] = []
  for (const { points, value } of topicsCalled(words, 1)) rank(best, points, () => topic(value))
  const { records, lines } = itemIndex(useLibrary.getState())
  for (const at of candidates(words)) {
    const item = records[at]?.item
    if (item) rank(best, points(words, lines.line(at), item), () => itemOf(item))
  }
  return best.map(({ value }) => value())
}

/** A title's own score; less for what only authors, tags or the address say. */
function points(words: readonly string[], line: string, { title }: Item): number {
  const titled = score(words, line.slice(0, title.length))
  return titled > 0 ? titled : score(words, line) / 4
}

const filtersFound = (words: readonly string[]): Found[] =>
  filtersInOrder(useLibrary.getState().data)
    .filter(({ name }) => words.length > 0 && words.every(word => name.toLocaleLowerCase().includes(word)))
    .map(({ id, name, query }) => ({ id, title: name, aside: query, icon: 'filter', run: () => openFilter(query, id) }))

function topicFound(id: string): Found {
  const path = useLibrary.getState().catalogue.pathOf(id)
  const above = path.slice(0, -1).map(topic => topic.title)
  return { id, title: path.at(-1)?.title ?? '', aside: above.join(' › '), run: () => openTopic(id) }
}

/** An item opens where it stands; its paper too, if it has one. */
function itemFound(item: Item): Found {
  const run = () => {
    const place = useLibrary.getState().catalogue.placesOf(item.id)[0]
    if (place) openTopic(place.topicId)
    focusEntry(place?.id ?? null)
    if (item.paper) openItem(item)
  }
  return { id: item.id, title: item.title || item.url || '', aside: byline(item), icon: item.kind, run }
}

/** Notes that hold the words, with what stands around them. */
function notesSaying(words: readonly string[]): Found[] {
  const state = useLibrary.getState()
  // One letter is in every note.
  if (!words.some(word => word.length > 1 || /\p{Script=Han}/u.test(word))) return []
  const { records, lines } = noteIndex(state)
  const topics = new Set<string>()
  return lines.find(words, 200).flatMap(at => {
    const entry = records[at]
    if (!entry || topics.has(entry.topicId) || topics.size === mostNotes) return []
    topics.add(entry.topicId)
    const line = lines.line(at)
    const from = Math.max(0, line.indexOf(words[0] ?? '') - 24)
    const said = `${from > 0 ? '…' : ''}${line.slice(from, from + 80)}`
    const title = state.data.topics[entry.topicId]?.title ?? ''
    return [{ id: entry.id, title, aside: said, icon: 'pencil' as const, run: () => openTopic(entry.topicId) }]
  })
}
