import { hostOf } from '../lib/address.ts'
import { score } from '../lib/score.ts'
import { useLibrary } from '../state/library.ts'
import { focusEntry } from '../state/selection.ts'
import { openItem, openTopic } from '../state/tabs.ts'
import type { IconName } from '../ui/icons.tsx'
import { allActions } from './actions.ts'

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

interface Scored {
  points: number
  found: () => Found
}

const best = (scored: Scored[]): Found[] =>
  scored
    .sort((a, b) => b.points - a.points)
    .slice(0, most)
    .map(({ found }) => found())

export function findActions(query: string): Found[] {
  const words = query.trim().toLocaleLowerCase()
  return best(
    allActions().flatMap((action, index) => {
      // Without words the actions stand in the table's order.
      const points = words ? score(words, action.label.toLocaleLowerCase()) : 1 / (index + 1)
      const { id, label, shortcuts, enabled, run } = action
      return points > 0
        ? [
            {
              points,
              found: () => ({ id, title: label, shortcut: shortcuts[0], disabled: !(enabled?.() ?? true), run }),
            },
          ]
        : []
    }),
  )
}

/** Topics and items whose titles answer the query; without one, the topics at the top. */
export function findPlaces(query: string): Found[] {
  const words = query.trim().toLocaleLowerCase()
  const { data, catalogue } = useLibrary.getState()
  if (!words)
    return catalogue
      .childTopics(null)
      .slice(0, most)
      .map(({ id }) => topicFound(id))
  const topics = Object.values(data.topics).flatMap(({ id, title }): Scored[] => {
    const points = score(words, title.toLocaleLowerCase())
    return points > 0 ? [{ points: points + 1, found: () => topicFound(id) }] : []
  })
  const items = Object.values(data.items).flatMap(({ id, title, url }): Scored[] => {
    const points = score(words, title.toLocaleLowerCase()) || score(words, url?.toLocaleLowerCase() ?? '') / 2
    return points > 0 ? [{ points, found: () => itemFound(id) }] : []
  })
  return best([...topics, ...items])
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
