import { useEffect, useState, type KeyboardEvent, type MouseEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { termsOf } from '../lib/query.ts'
import { itemsMatching } from '../state/filtering.ts'
import { edit, undo, useLibrary } from '../state/library.ts'
import { toast } from '../state/notices.ts'
import { warmSearch } from '../state/search.ts'
import { activeTab, openFilter, useTabs } from '../state/tabs.ts'
import { IconButton } from '../ui/Button.tsx'
import { Icon } from '../ui/icons.tsx'
import { Menu, type MenuEntry, type MenuPlace } from '../ui/Menu.tsx'
import { InlineEdit } from '../ui/TextField.tsx'
import { filterName, filtersInOrder, givenFilters, isGiven } from './filters.ts'
import { StatusMark } from './StatusMark.tsx'
import './filters.css'

interface Shown {
  id: string
  query: string
}

/** The filters under the tree: those that come with the app and those that were kept, each with how many items answer it. */
export function FilterList() {
  const { t } = useTranslation('topics')
  const kept = useLibrary(({ data }) => data.filters)
  // Records in the table are replaced in place.
  const version = useLibrary(state => state.version)
  const filters: Shown[] = [...givenFilters, ...filtersInOrder({ ...useLibrary.getState().data, filters: kept })]
  const isWhole = useLibrary(({ begun }) => begun === null)
  const counts = useCounts(isWhole ? filters : none, version)
  const [at, setAt] = useState(0)
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: filters.length - 1 }[event.key]
    if (to === undefined || event.altKey || !(event.target instanceof HTMLButtonElement)) return
    event.preventDefault()
    const rows = event.currentTarget.querySelectorAll<HTMLElement>('.filter-row')
    rows[Math.max(0, Math.min(filters.length - 1, to))]?.focus()
  }
  return (
    <nav className="filters" aria-label={t('filters')} onKeyDown={onKeyDown}>
      <div className="column-head">
        <h2>{t('filters')}</h2>
        <IconButton icon="plus" label={t('newFilter')} side="left" onClick={() => openFilter('')} />
      </div>
      {filters.map((filter, index) => (
        <FilterRow
          key={filter.id}
          filter={filter}
          count={counts[filter.id]}
          hasFocus={index === Math.min(at, filters.length - 1)}
          onFocus={() => setAt(index)}
        />
      ))}
    </nav>
  )
}

const none: readonly Shown[] = []

/** How many items answer each filter: counted when there is nothing else to do, so that no edit waits for it. */
function useCounts(filters: readonly Shown[], version: number): Readonly<Record<string, number>> {
  const [counts, setCounts] = useState<Readonly<Record<string, number>>>({})
  const queries = JSON.stringify(filters.map(({ id, query }) => [id, query]))
  useEffect(() => {
    const waiting = (JSON.parse(queries) as [string, string][]).toReversed()
    const found: Record<string, number> = {}
    let next = 0
    let stopWarming = () => {}
    const step = () => {
      const [id, query] = waiting.pop() ?? []
      if (id === undefined || query === undefined) {
        setCounts(found)
        stopWarming = warmSearch(useLibrary.getState())
        return
      }
      found[id] = itemsMatching(query, useLibrary.getState()).length
      next = window.setTimeout(step, 20)
    }
    next = window.setTimeout(step, 300)
    return () => {
      clearTimeout(next)
      stopWarming()
    }
  }, [queries, version])
  return counts
}

/** A sign for what a filter asks for: a status has its own. */
function Sign({ query }: { query: string }) {
  const [term, second] = termsOf(query)
  if (term?.field === 'status' && !second && !term.negated && !term.wrong)
    return <StatusMark status={term.values[0] as 'reading'} />
  return <Icon name={term?.field === 'has' ? 'pencil' : term?.field === 'tag' ? 'tag' : 'filter'} />
}

function FilterRow({
  filter,
  count,
  hasFocus,
  onFocus,
}: {
  filter: Shown
  count: number | undefined
  hasFocus: boolean
  onFocus: () => void
}) {
  const { t } = useTranslation('topics')
  const { id, query } = filter
  const isShown = useTabs(state => {
    const tab = activeTab(state)
    return tab?.kind === 'filter' && tab.id === id
  })
  const name = useLibrary(({ data }) => filterName(id, data, t))
  const [menu, setMenu] = useState<MenuPlace | null>(null)
  const [naming, setNaming] = useState(false)
  const onMenu = (event: MouseEvent) => {
    if (isGiven(id)) return
    event.preventDefault()
    const box = event.currentTarget.getBoundingClientRect()
    setMenu({ x: event.clientX || box.left + 24, y: event.clientY || box.bottom })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const act = keyActs(id, () => setNaming(true))[`${event.altKey ? 'Alt+' : ''}${event.key}`]
    if (!act || isGiven(id)) return
    event.preventDefault()
    event.stopPropagation()
    act()
  }
  if (naming)
    return (
      <InlineEdit
        label={t('filterName')}
        value={name}
        onDone={text => {
          setNaming(false)
          if (text?.trim() && text.trim() !== name) void edit('filter:save', { id, query, name: text })
        }}
      />
    )
  return (
    <>
      <button
        type="button"
        className="filter-row"
        aria-current={isShown ? 'page' : undefined}
        title={query}
        tabIndex={hasFocus ? 0 : -1}
        onFocus={onFocus}
        onClick={() => openFilter(query, id)}
        onContextMenu={onMenu}
        onKeyDown={onKeyDown}
      >
        <Sign query={query} />
        <span className="clipped">{name}</span>
        {count !== undefined && <span className="count">{count}</span>}
      </button>
      {menu && (
        <Menu label={name} place={menu} entries={rowMenu(id, t, () => setNaming(true))} onClose={() => setMenu(null)} />
      )}
    </>
  )
}

async function remove(id: string): Promise<void> {
  const name = useLibrary.getState().data.filters[id]?.name ?? ''
  if ((await edit('filter:delete', { id })).ok) toast({ key: 'app:deleted', params: { name }, undo })
}

function step(id: string, by: 'up' | 'down'): void {
  const filters = filtersInOrder(useLibrary.getState().data)
  const at = filters.findIndex(filter => filter.id === id)
  const before = by === 'up' ? filters[at - 1]?.id : at < filters.length - 1 ? (filters[at + 2]?.id ?? null) : undefined
  if (before !== undefined) void edit('filter:move', { id, before })
}

const keyActs = (id: string, name: () => void): Record<string, () => void> => ({
  F2: name,
  Delete: () => void remove(id),
  'Alt+ArrowUp': () => step(id, 'up'),
  'Alt+ArrowDown': () => step(id, 'down'),
})

const rowMenu = (id: string, t: (key: string) => string, name: () => void): MenuEntry[] => [
  { label: t('rename'), shortcut: 'F2', run: name },
  { label: t('moveUp'), shortcut: 'Alt+ArrowUp', run: () => step(id, 'up') },
  { label: t('moveDown'), shortcut: 'Alt+ArrowDown', run: () => step(id, 'down') },
  { label: t('delete'), shortcut: 'Delete', apart: true, run: () => void remove(id) },
]
