import type { Item } from '../../electron/contract/item.ts'
import type { Topic } from '../../electron/contract/topic.ts'
import { hostOf } from '../lib/address.ts'
import { score, wordsOf } from '../lib/score.ts'
import { useLibrary } from '../state/library.ts'
import { focusEntry } from '../state/selection.ts'
import { openItem, openTopic } from '../state/tabs.ts'
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
  for (const action of allActions())
    rank(best, words.length > 0 ? score(words, action.label.toLocaleLowerCase()) : 1, action)
  return best.map(({ value: { id, label, shortcuts, enabled, run } }) => ({
    id,
    title: label,
    shortcut: shortcuts[0],
    disabled: !(enabled?.() ?? true),
    run,
  }))
}

/** What is searched of a record, in lower case: made once, since a large library is asked at every letter. */
const searched = new WeakMap<Topic | Item, string>()
function textOf(record: Topic | Item): string {
  const known = searched.get(record)
  if (known !== undefined) return known
  const text = ('url' in record ? `${record.title} ${record.url ?? ''}` : record.title).toLocaleLowerCase()
  searched.set(record, text)
  return text
}

/** Topics and items that answer the query; without one, the topics at the top. A topic comes before an item alike. */
export function findPlaces(query: string): Found[] {
  const words = wordsOf(query)
  const { data, catalogue } = useLibrary.getState()
  if (words.length === 0)
    return catalogue
      .childTopics(null)
      .slice(0, most)
      .map(({ id }) => topicFound(id))
  const best: Scored<Topic | Item>[] = []
  for (const topic of Object.values(data.topics)) {
    const points = score(words, textOf(topic))
    rank(best, points && points + 1, topic)
  }
  for (const item of Object.values(data.items)) rank(best, score(words, textOf(item)), item)
  return best.map(({ value }) => ('url' in value ? itemFound(value.id) : topicFound(value.id)))
}

function topicFound(id: string): Found {
  const path = useLibrary.getState().catalogue.pathOf(id)
  const above = path.slice(0, -1).map(topic => topic.title)
  return { id, title: path.at(-1)?.title ?? '', aside: above.join(' › '), run: () => openTopic(id) }
}

/** An item opens where it stands; its paper too, if it has one. */
function itemFound(id: string): Found {
  const { data, catalogue } = useLibrary.getState()
  const item = data.items[id]
  const place = catalogue.placesOf(id)[0]
  const run = () => {
    if (place) openTopic(place.topicId)
    focusEntry(place?.id ?? null)
    if (item?.paper) openItem(item)
  }
  return {
    id,
    title: item?.title || item?.url || '',
    aside: hostOf(item?.url ?? null),
    ...(item ? { icon: item.kind } : {}),
    run,
  }
}
