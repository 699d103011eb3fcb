// What the window had open, so that it opens as it was left: tabs with their places, unfolded topics, sorts. It is kept
// with the library, and read with distrust: it may be of another version, or speak of what is gone.
import { sortColumns, type Sort } from '../state/sorting.ts'
import { useSorts } from '../state/sorts.ts'
import { usePanes } from '../state/panes.ts'
import { type Tab, tabKey, useTabs } from '../state/tabs.ts'
import { keepWindow, windowText } from '../state/window-text.ts'
import { useDesk } from '../topics/desk.ts'
import { widgets } from '../widgets/index.ts'
import { isText, panesFrom, panesNow } from './pane-memory.ts'

/** How many tabs, and how long after a change it is kept, ms. */
const most = 50
const pauseMs = 600

const tops = new Map<string, number>()
export const topOf = (tab: string): number => tops.get(tab) ?? 0

let watching = false
/** Notes how far a tab is scrolled, CSS pixels. */
export function keepTop(tab: string, top: number): void {
  tops.set(tab, Math.round(top))
  if (watching) keepSoon()
}

const widgetStates = new Map<string, string>()
/** What the widget in a tab was set to when one left it. */
export const widgetStateOf = (tab: string): string | undefined => widgetStates.get(tab)
export function keepWidgetState(tab: string, state: string): void {
  widgetStates.set(tab, state)
  if (watching) keepSoon()
}

let restored: string | null = null
/** Whether a tab was shown by the window itself, as it was left, and by nobody since. */
export const wasRestored = (tab: string): boolean => tab === restored

/** A tab that was closed opens anew. */
export function dropWidgetState(tab: string): void {
  widgetStates.delete(tab)
  if (restored === tab) restored = null
}

function tabFrom(value: unknown): Tab[] {
  const tab = (value ?? {}) as Record<string, unknown>
  if (tab['kind'] === 'topic' && isText(tab['topicId'])) return [{ kind: 'topic', topicId: tab['topicId'] }]
  if (tab['kind'] === 'paper' && isText(tab['hash']) && isText(tab['itemId']))
    return [{ kind: 'paper', hash: tab['hash'], itemId: tab['itemId'] }]
  if (tab['kind'] === 'filter' && isText(tab['id']) && isText(tab['query']))
    return [{ kind: 'filter', id: tab['id'], query: tab['query'] }]
  if (tab['kind'] === 'widget' && isText(tab['name']) && Object.hasOwn(widgets, tab['name']))
    return [widgetTabFrom(tab['name'], tab)]
  if (tab['kind'] === 'search' && isText(tab['query'])) return [{ kind: 'search', query: tab['query'] }]
  return tab['kind'] === 'duplicates' ? [{ kind: 'duplicates' }] : []
}

function widgetTabFrom(name: string, { state, run, from }: Record<string, unknown>): Tab {
  const { topicId, itemId } = (from ?? {}) as Record<string, unknown>
  return {
    kind: 'widget',
    name,
    ...(isText(state) ? { state } : {}),
    ...(isText(run) ? { run } : {}),
    ...(isText(topicId)
      ? { from: { topicId, itemId: null } }
      : isText(itemId)
        ? { from: { topicId: null, itemId } }
        : {}),
  }
}

const entriesOf = (value: unknown): [string, unknown][] =>
  typeof value === 'object' && value !== null ? Object.entries(value) : []

function sortFrom(value: unknown): Sort | null {
  const { column, descending } = (value ?? {}) as Record<string, unknown>
  const known = sortColumns.find(name => name === column)
  return known ? { column: known, descending: descending === true } : null
}

/** Opens what was open. Nothing of it is needed: what cannot be read is left out. */
export function restoreWindow(): void {
  let kept: Record<string, unknown>
  try {
    kept = (JSON.parse(windowText()) ?? {}) as Record<string, unknown>
  } catch {
    return
  }
  const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
  const tabs = list(kept['tabs']).flatMap(tabFrom).slice(0, most)
  const keys = tabs.map(tabKey)
  const active = keys.find(key => key === kept['active']) ?? keys[0] ?? null
  restored = active
  for (const [tab, top] of entriesOf(kept['tops'])) if (typeof top === 'number') tops.set(tab, top)
  for (const [tab, state] of entriesOf(kept['widgets'])) if (isText(state)) widgetStates.set(tab, state)
  const sorts = entriesOf(kept['sorts']).flatMap(([name, value]) => {
    const sort = sortFrom(value)
    return sort ? [[name, sort] as const] : []
  })
  useSorts.setState({ sorts: Object.fromEntries(sorts) })
  useDesk.setState({ open: new Set(list(kept['open']).filter(isText)) })
  usePanes.setState(panesFrom(kept['panes']))
  if (tabs.length > 0) useTabs.setState({ tabs: tabs.filter((_, at) => keys.indexOf(keys[at] ?? '') === at), active })
}

let waiting: ReturnType<typeof setTimeout> | undefined
/** One pause after the first change, however many follow: someone who goes on working must not lose what stands. */
function keepSoon(): void {
  waiting ??= setTimeout(keepNow, pauseMs)
}

function keepNow(): void {
  waiting = undefined
  const { tabs, active } = useTabs.getState()
  const keys = new Set(tabs.map(tabKey))
  keepWindow(
    JSON.stringify({
      tabs: tabs.slice(0, most),
      active,
      tops: Object.fromEntries([...tops].filter(([tab, top]) => keys.has(tab) && top > 0)),
      // A table that was pasted in may be long: such a tab opens as it was first.
      widgets: Object.fromEntries([...widgetStates].filter(([tab, state]) => keys.has(tab) && isText(state))),
      open: [...useDesk.getState().open],
      sorts: useSorts.getState().sorts,
      panes: panesNow(),
    }),
  )
}

/** Keeps what is open whenever it changes, until the returned function is called. */
export function watchWindow(): () => void {
  watching = true
  const stops = [useTabs, useSorts, usePanes].map(store => store.subscribe(keepSoon))
  stops.push(useDesk.subscribe(({ open }, before) => open !== before.open && keepSoon()))
  return () => {
    watching = false
    clearTimeout(waiting)
    waiting = undefined
    stops.forEach(stop => stop())
  }
}
