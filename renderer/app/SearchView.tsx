import { useEffect, useRef, useState, type KeyboardEvent, type RefObject } from 'react'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { SearchAnswer, SearchGroup, SearchHit, SearchScope } from '../../electron/contract/search.ts'
import { isTooShort, termsOf } from '../../electron/contract/text/terms.ts'
import { announce } from '../state/announcements.ts'
import { findEverywhere } from '../state/searching.ts'
import { useLanguage } from '../state/settings.ts'
import { openFound } from '../state/sought.ts'
import { openSearch } from '../state/tabs.ts'
import { Icon } from '../ui/icons.tsx'
import { SearchLine } from '../ui/SearchLine.tsx'
import './search.css'

/** Hits of a paper or a note that are shown before one asks for all of them. */
const firstHits = 4
const allHits = 1000
/** How often it is asked again while papers are being read, ms. */
const againMs = 1500

/** The last answer, and whether a newer one is awaited. Typing on calls the question before off. */
function useAnswer(query: string): { answer: SearchAnswer | null; waiting: boolean } {
  const language = useLanguage()
  const [state, setState] = useState<{ answer: SearchAnswer | null; waiting: boolean }>({
    answer: null,
    waiting: false,
  })
  useEffect(() => {
    if (query.trim() === '') return setState({ answer: null, waiting: false })
    const leaving = new AbortController()
    let timer: ReturnType<typeof setTimeout> | undefined
    const ask = async () => {
      try {
        const answer = await findEverywhere({ query, hits: firstHits, language }, leaving.signal)
        setState({ answer, waiting: false })
        if (answer.unread > 0) timer = setTimeout(() => void ask(), againMs)
      } catch {
        // Called off, or the connection is away, which the window's header says.
        if (!leaving.signal.aborted) setState({ answer: null, waiting: false })
      }
    }
    setState(({ answer }) => ({ answer, waiting: true }))
    void ask()
    return () => {
      leaving.abort()
      clearTimeout(timer)
    }
  }, [query, language])
  return state
}

/** Everything that was read or written, by its words: papers, notes and annotations. */
export function SearchView({ query }: { query: string }) {
  const { t } = useTranslation('search')
  const { answer, waiting } = useAnswer(query)
  const view = useRef<HTMLElement>(null)
  useSaidCount(answer, query)
  const isEmpty = answer && answer.groups.length === 0 && !waiting
  return (
    <article ref={view} className="reading search" onKeyDown={event => moveAlong(event, view)}>
      <header className="reading-head">
        <h1>{t('heading')}</h1>
        <SearchLine
          icon="search"
          label={t('query')}
          hint={t('hint')}
          value={query}
          maxLength={500}
          onChange={openSearch}
        />
        <Counts answer={answer} />
      </header>
      {query.trim() === '' && <p className="empty">{t('what')}</p>}
      {isEmpty && <p className="empty">{t(isTooShort(termsOf(query)) ? 'short' : 'nothing')}</p>}
      {answer && answer.groups.length > 0 && (
        <ul className="search-groups" aria-label={t('results')} aria-busy={waiting}>
          {answer.groups.map(group => (
            <Group key={'paper' in group.of ? group.of.paper : group.of.topicId} group={group} query={query} />
          ))}
        </ul>
      )}
      {answer && answer.found > answer.groups.length && (
        <p className="empty">{t('listed', { count: answer.groups.length })}</p>
      )}
    </article>
  )
}

function Counts({ answer }: { answer: SearchAnswer | null }) {
  const { t } = useTranslation('search')
  const said = answer
    ? [
        ...(answer.found > 0
          ? [t('counted', { count: answer.hits, found: t('places', { count: answer.found }) })]
          : []),
        ...(answer.unread > 0 ? [t('unread', { count: answer.unread })] : []),
        ...(answer.unreadable > 0 ? [t('unreadable', { count: answer.unreadable })] : []),
      ]
    : []
  return <div className="reading-meta">{said.join(' · ')}</div>
}

/** Says how many there are once typing pauses. */
function useSaidCount(answer: SearchAnswer | null, query: string): void {
  const { t } = useTranslation('search')
  const [hits, found] = [answer?.hits ?? 0, answer?.found ?? 0]
  useEffect(() => {
    if (query.trim() === '') return
    const saying = setTimeout(() => {
      if (found === 0) announce('search:nothing')
      else announce('search:counted', { count: hits, found: t('places', { count: found }) })
    }, 600)
    return () => clearTimeout(saying)
  }, [query, hits, found, t])
}

/** Up and down go through titles and hits, Home and End to their ends, Esc back to the line. */
function moveAlong(event: KeyboardEvent, view: RefObject<HTMLElement | null>): void {
  if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
  const line = view.current?.querySelector<HTMLInputElement>('.search-text')
  const rows = [...(view.current?.querySelectorAll<HTMLElement>('.search-groups button') ?? [])]
  const at = rows.indexOf(document.activeElement as HTMLElement)
  const isTyping = document.activeElement === line
  const enters = isTyping && event.key === 'Enter' ? rows.find(row => row.classList.contains('search-hit')) : undefined
  const to =
    event.key === 'ArrowDown'
      ? rows[at + 1]
      : event.key === 'ArrowUp' && at >= 0
        ? (rows[at - 1] ?? line)
        : event.key === 'Escape' && at >= 0
          ? line
          : event.key === 'Home' && at >= 0
            ? rows[0]
            : event.key === 'End' && at >= 0
              ? rows.at(-1)
              : undefined
  if (!to && !enters) return
  event.preventDefault()
  enters?.click()
  to?.focus()
}

/** All hits of one paper or note, once they are asked for; the first ones until then. */
function useAllHits(group: SearchGroup, query: string) {
  const language = useLanguage()
  const [more, setMore] = useState<{ query: string; hits: SearchHit[] } | null>(null)
  const { of } = group
  const scope: SearchScope = of.kind === 'paper' ? { paper: of.paper } : { topicId: of.topicId }
  const showAll = () => {
    findEverywhere({ query, hits: allHits, language, scope }, new AbortController().signal).then(
      ({ groups }) => setMore({ query, hits: groups[0]?.hits ?? [] }),
      () => undefined, // the connection is away, which the window's header says
    )
  }
  return { hits: more?.query === query ? more.hits : group.hits, showAll }
}

function Group({ group, query }: { group: SearchGroup; query: string }) {
  const { t } = useTranslation('search')
  const { hits, showAll } = useAllHits(group, query)
  const { of, title, titled, count } = group
  return (
    <li className="search-group">
      <button type="button" className="search-title" tabIndex={-1} onClick={() => openFound(group)}>
        <Icon name={of.kind === 'paper' ? 'paper' : 'note'} />
        <span className="clipped">{title}</span>
        <span className="search-count">{count > 0 ? count : titled && t('inTitle')}</span>
      </button>
      <ul>
        {hits.map((hit, index) => (
          <li key={index}>
            <button type="button" className="search-hit" onClick={() => openFound(group, hit)}>
              <span className="search-place">{placeOf(hit, t)}</span>
              <span className="search-words">
                <Marked {...hit} />
              </span>
            </button>
          </li>
        ))}
      </ul>
      {count > hits.length && hits.length < allHits && (
        <button type="button" className="search-more" onClick={showAll}>
          {t('all', { count })}
        </button>
      )}
    </li>
  )
}

function placeOf(hit: SearchHit, t: TFunction<'search'>): string {
  if (hit.in === 'note') return t('note')
  return t(hit.in === 'text' ? 'page' : 'annotation', { page: hit.page })
}

/** The words around a hit, with what was asked for marked in them. */
function Marked({ words, marks }: Pick<SearchHit, 'words' | 'marks'>) {
  const parts = marks.map(([start, end], index) => (
    <span key={start}>
      {words.slice(marks[index - 1]?.[1] ?? 0, start)}
      <mark>{words.slice(start, end)}</mark>
    </span>
  ))
  return (
    <>
      {parts}
      {words.slice(marks.at(-1)?.[1] ?? 0)}
    </>
  )
}
