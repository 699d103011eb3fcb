import { create } from 'zustand'
import type { Library } from '../../electron/contract/library.ts'
import type { Item } from '../../electron/contract/item.ts'
import type { Keeper } from '../../electron/contract/run.ts'
import { noteVisit, openLink, useLibrary } from './library.ts'
import { select } from './selection.ts'

export type Tab =
  | { kind: 'topic'; topicId: string }
  | { kind: 'paper'; hash: string; itemId: string }
  /** `from` is what it was opened from, `run` the kept run that is opened again. */
  | { kind: 'widget'; name: string; state?: string; from?: Keeper; run?: string }
  /** Items across topics. `id` is that of the kept filter, or the name of one that comes with the app. */
  | { kind: 'filter'; id: string; query: string }
  | { kind: 'duplicates' }
  /** Everything that was read or written, by its words. */
  | { kind: 'search'; query: string }

interface Tabs {
  tabs: readonly Tab[]
  /** Key of the tab that is shown; null when there is none. */
  active: string | null
}

export const useTabs = create<Tabs>(() => ({ tabs: [], active: null }))

export function tabKey(tab: Tab): string {
  if (tab.kind === 'topic') return `topic ${tab.topicId}`
  if (tab.kind === 'paper') return `paper ${tab.hash}`
  if (tab.kind === 'filter') return `filter ${tab.id}`
  if (tab.kind !== 'widget') return tab.kind
  return `widget ${tab.name}?${tab.state ?? ''}${tab.run === undefined ? '' : `#${tab.run}`}`
}

export const activeTab = ({ tabs, active }: Tabs): Tab | null => tabs.find(tab => tabKey(tab) === active) ?? null
export const activeTopic = (state: Tabs): string | null => {
  const tab = activeTab(state)
  return tab?.kind === 'topic' ? tab.topicId : null
}

/** Shows a tab, opening it if need be. A topic takes the place of the topic that is open, unless it is to stand `beside` it. */
export function openTab(tab: Tab, beside = false): void {
  const { tabs, active } = useTabs.getState()
  const key = tabKey(tab)
  const at = tabs.findIndex(other => tabKey(other) === active)
  const replaced =
    tab.kind === 'topic' && !beside
      ? tabs[at]?.kind === 'topic'
        ? at
        : tabs.findIndex(other => other.kind === 'topic')
      : -1
  const known = tabs.some(other => tabKey(other) === key)
  if (!known) useTabs.setState({ tabs: replaced < 0 ? tabs.toSpliced(at + 1, 0, tab) : tabs.with(replaced, tab) })
  if (active !== key) select(null)
  useTabs.setState({ active: key })
}

export const openTopic = (topicId: string, beside = false): void => openTab({ kind: 'topic', topicId }, beside)

/** The filter that is asked from nowhere in particular. */
export const freeFilter = 'free'

/** Shows the items that answer a query; in the tab of the filter `id`. */
export function openFilter(query: string, id = freeFilter): void {
  const tab: Tab = { kind: 'filter', id, query }
  setQuery(id, query)
  openTab(tab)
}

/** Asks the filter of an open tab something else. */
export const setQuery = (id: string, query: string): void =>
  useTabs.setState(({ tabs }) => ({
    tabs: tabs.map(tab => (tab.kind === 'filter' && tab.id === id ? { ...tab, query } : tab)),
  }))

/** Asks the search tab, opening it if need be; without a query it goes on with the last one. */
export function openSearch(query?: string): void {
  const { tabs } = useTabs.getState()
  const known = tabs.find(tab => tab.kind === 'search')
  openTab({ kind: 'search', query: query ?? known?.query ?? '' })
  if (query !== undefined)
    useTabs.setState({ tabs: useTabs.getState().tabs.map(tab => (tab.kind === 'search' ? { ...tab, query } : tab)) })
}

/** Opens what an item has: its paper in a tab, else its address in the browser, else nothing. The library notes when. */
export function openItem(item: Item): void {
  if (item.paper ?? item.url) noteVisit(item.id)
  if (item.paper) openTab({ kind: 'paper', hash: item.paper, itemId: item.id })
  else if (item.url) openLink(item.url)
}

export function closeTab(key: string): void {
  const { tabs, active } = useTabs.getState()
  const at = tabs.findIndex(tab => tabKey(tab) === key)
  const left = tabs.filter((_, index) => index !== at)
  const next = left[Math.min(at, left.length - 1)]
  useTabs.setState({ tabs: left, active: active !== key ? active : next ? tabKey(next) : null })
}

/** Shows another file of a paper in the tab of the one that was read. */
export function showFile(before: string, now: string): void {
  if (before === now) return
  const { tabs, active } = useTabs.getState()
  const [old, next] = [`paper ${before}`, `paper ${now}`]
  const isOpen = tabs.some(tab => tabKey(tab) === next)
  useTabs.setState({
    tabs: tabs.flatMap(tab =>
      tabKey(tab) !== old || tab.kind !== 'paper' ? tab : isOpen ? [] : { ...tab, hash: now },
    ),
    active: active === old ? next : active,
  })
}

/** Goes `by` tabs to the right, round the end. */
export function turnTab(by: 1 | -1): void {
  const { tabs, active } = useTabs.getState()
  const at = tabs.findIndex(tab => tabKey(tab) === active)
  const next = tabs.at((at + by) % tabs.length)
  if (next) openTab(next, true)
}

const isGone = (tab: Tab, data: Library): boolean =>
  (tab.kind === 'topic' && !data.topics[tab.topicId]) || (tab.kind === 'paper' && !data.items[tab.itemId])

/** Closes the tabs of what is no longer in the library, and opens the first topic where nothing is left. */
export function watchTabs(): () => void {
  const tend = () => {
    const { data, catalogue } = useLibrary.getState()
    for (const tab of useTabs.getState().tabs) {
      if (isGone(tab, data)) closeTab(tabKey(tab))
      else if (tab.kind === 'paper') {
        // A newer file that was taken back: the item's own stands in its place.
        const { paper = null, versions = [] } = data.items[tab.itemId] ?? {}
        if (paper !== null && paper !== tab.hash && !versions.includes(tab.hash)) showFile(tab.hash, paper)
      }
    }
    const first = catalogue.childTopics(null)[0]
    if (useTabs.getState().tabs.length === 0 && first) openTopic(first.id)
  }
  tend()
  return useLibrary.subscribe(tend)
}
