import { useDeferredValue, useEffect, useMemo, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { termsOf, withoutTerm, withTerm } from '../lib/query.ts'
import { announce } from '../state/announcements.ts'
import { placesMatching } from '../state/filtering.ts'
import { edit, useLibrary } from '../state/library.ts'
import { chooseThese, useSelection } from '../state/selection.ts'
import { openFilter, setQuery } from '../state/tabs.ts'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/icons.tsx'
import { Menu, type MenuPlace } from '../ui/Menu.tsx'
import { InlineEdit } from '../ui/TextField.tsx'
import { SearchLine } from '../ui/SearchLine.tsx'
import { filterName, isGiven } from './filters.ts'
import { ItemList } from './ItemList.tsx'
import { SortButton } from './SortButton.tsx'
import { termEntries } from './term-menu.ts'
import { termWords } from './term-words.ts'
import './filters.css'

/** Items across all topics that answer a query, with the line that it is written in. */
export function FilterView({ id, query }: { id: string; query: string }) {
  const { t } = useTranslation(['topics', 'app'])
  const asked = useDeferredValue(query)
  const version = useLibrary(state => state.version)
  const isWhole = useLibrary(({ begun }) => begun === null)
  const places = useMemo(
    () => placesMatching(asked, useLibrary.getState()),
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the library changes in place, `version` says when
    [asked, version],
  )
  const name = useLibrary(({ data }) => filterName(id, data, t))
  useSaidCount(asked, isWhole ? places.length : null)
  const onKeyDown = (event: KeyboardEvent) => {
    const first = places[0]
    if (event.nativeEvent.isComposing || !first) return
    if (event.key !== 'ArrowDown' && event.key !== 'Enter') return
    event.preventDefault()
    const { entryId } = useSelection.getState()
    chooseThese([places.find(place => place.id === entryId)?.id ?? first.id])
  }
  return (
    <article className="reading reading-list">
      <header className="reading-head">
        <h1>{name}</h1>
        <SearchLine
          icon="filter"
          label={t('filterQuery')}
          hint={t('filterHint')}
          value={query}
          maxLength={2000}
          onChange={text => setQuery(id, text)}
          onKeyDown={onKeyDown}
        >
          <AddTerm id={id} query={query} />
          <SaveFilter id={id} query={query} />
        </SearchLine>
        <Terms id={id} query={query} />
        <div className="reading-meta">
          <span>{isWhole ? t('count', { count: places.length }) : t('stillReading', { ns: 'app' })}</span>
          <SortButton name={`filter ${id}`} />
        </div>
      </header>
      <ItemList name={`filter ${id}`} places={places} topicId={null} />
      {!isWhole && <div className="skeleton" aria-busy="true" />}
      {isWhole && places.length === 0 && (
        <div className="empty filter-empty">
          <p>{t(query.trim() === '' ? 'noItems' : 'noHits')}</p>
          {query.trim() !== '' && <Button onClick={() => setQuery(id, '')}>{t('showAll')}</Button>}
        </div>
      )}
    </article>
  )
}

/** Says how many there are once typing pauses. */
function useSaidCount(query: string, count: number | null): void {
  useEffect(() => {
    if (count === null) return
    const saying = setTimeout(() => announce('topics:count', { count }), 600)
    return () => clearTimeout(saying)
  }, [query, count])
}

/** The query's terms in the window's language; a click takes one out. */
function Terms({ id, query }: { id: string; query: string }) {
  const { t } = useTranslation('topics')
  const terms = termsOf(query)
  if (!terms.some(({ field }) => field !== 'words')) return null
  return (
    <div className="terms">
      {terms.map((term, index) => (
        <button
          key={`${index} ${term.text}`}
          type="button"
          className="term"
          data-wrong={term.wrong || undefined}
          title={term.wrong ? t('termWrong') : undefined}
          aria-label={t('removeTerm', { term: termWords(term, t) })}
          onClick={() => setQuery(id, withoutTerm(query, index))}
        >
          {termWords(term, t)}
          <Icon name="close" />
        </button>
      ))}
    </div>
  )
}

function AddTerm({ id, query }: { id: string; query: string }) {
  const { t } = useTranslation('topics')
  const [menu, setMenu] = useState<MenuPlace | null>(null)
  const add = (term: string) => setQuery(id, withTerm(query, term))
  return (
    <>
      <Button
        look="bare"
        aria-haspopup="menu"
        onClick={event => {
          const { left, bottom } = event.currentTarget.getBoundingClientRect()
          setMenu({ x: left, y: bottom + 4 })
        }}
      >
        <Icon name="plus" />
        {t('addTerm')}
      </Button>
      {menu && <Menu label={t('addTerm')} place={menu} entries={termEntries(t, add)} onClose={() => setMenu(null)} />}
    </>
  )
}

/** Keeps the query under a name, or changes the kept one. */
function SaveFilter({ id, query }: { id: string; query: string }) {
  const { t } = useTranslation('topics')
  const kept = useLibrary(({ data }) => data.filters[id])
  const [naming, setNaming] = useState(false)
  const save = async (name: string | null) => {
    setNaming(false)
    if (!name?.trim()) return
    const saved = await edit('filter:save', { id: kept?.id ?? null, name, query })
    if (saved.ok) openFilter(query, saved.value)
  }
  if (naming)
    return (
      <span className="filter-naming">
        <InlineEdit label={t('filterName')} placeholder={t('filterName')} value="" onDone={name => void save(name)} />
      </span>
    )
  if (query.trim() === '' || kept?.query === query || (isGiven(id) && !kept && termsOf(query).length === 0)) return null
  return (
    <Button look="quiet" onClick={() => (kept ? void save(kept.name) : setNaming(true))}>
      {t(kept ? 'saveChanges' : 'saveFilter')}
    </Button>
  )
}
