import type { TFunction } from 'i18next'
import { readingStatuses, itemKinds } from '../../electron/contract/choices.ts'
import type { Item } from '../../electron/contract/item.ts'
import type { Mark } from '../../electron/contract/reading.ts'
import { announce } from '../state/announcements.ts'
import { priorityOf, ratingOf, statusOf } from '../state/facts.ts'
import { edit, useLibrary } from '../state/library.ts'
import { Icon } from '../ui/icons.tsx'
import type { MenuEntry } from '../ui/Menu.tsx'
import { StatusMark } from './StatusMark.tsx'

export const priorities = [3, 2, 1, 0] as const
export const ratings = [5, 4, 3, 2, 1, 0] as const

/** The items of some places, each once. */
export function itemsOf(placeIds: Iterable<string>): Item[] {
  const { data } = useLibrary.getState()
  const items = new Set<Item>()
  for (const id of placeIds) {
    const entry = data.entries[id]
    const item = entry?.kind === 'item' ? data.items[entry.itemId] : undefined
    if (item) items.add(item)
  }
  return [...items]
}

/** Says something of items, as one edit, and says so to a screen reader. */
export async function mark(items: readonly Item[], change: Mark): Promise<void> {
  if (items.length === 0) return
  const { ok } = await edit('item:mark', { ids: items.map(({ id }) => id), mark: change })
  if (ok) announce('topics:marked', { count: items.length })
}

/** The value that all items share, or null where they differ. */
export function shared<T>(items: readonly Item[], valueOf: (item: Item) => T): T | null {
  const [first] = items
  if (!first) return null
  const value = valueOf(first)
  return items.every(item => valueOf(item) === value) ? value : null
}

type T = TFunction<'topics'>

export const statusEntries = (items: readonly Item[], t: T): MenuEntry[] =>
  readingStatuses.map((status, index) => ({
    label: t(`statuses.${status}`),
    shortcut: `Alt+Digit${index + 1}`,
    checked: shared(items, statusOf) === status,
    picture: <StatusMark status={status} />,
    run: () => void mark(items, { status }),
  }))

export const priorityEntries = (items: readonly Item[], t: T): MenuEntry[] =>
  priorities.map(priority => ({
    label: t(`priorities.${priority}`),
    checked: shared(items, priorityOf) === priority,
    run: () => void mark(items, { priority }),
  }))

export const ratingEntries = (items: readonly Item[], t: T): MenuEntry[] =>
  ratings.map(rating => ({
    label: t('stars', { count: rating }),
    checked: shared(items, ratingOf) === rating,
    run: () => void mark(items, { rating }),
  }))

export const kindEntries = (items: readonly Item[], t: T): MenuEntry[] =>
  itemKinds.map(kind => ({
    label: t(`kinds.${kind}`),
    checked: shared(items, item => item.kind) === kind,
    picture: <Icon name={kind} />,
    run: () => void mark(items, { kind }),
  }))
