import { useEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { ViewerState } from './page/viewer-state.ts'
import type { Hit } from '../../electron/contract/text/search.ts'
import type { Finding } from './use-find.ts'

/** Nobody reads further; the arrows still go through all of them. */
const mostListed = 1000

interface Group {
  page: number
  /** Of all hits of the page. */
  count: number
  hits: { hit: Hit; index: number }[]
}

function groupsOf(hits: readonly Hit[]): Group[] {
  const groups: Group[] = []
  hits.forEach((hit, index) => {
    const page = hit.parts[0]?.page ?? 1
    if (groups.at(-1)?.page !== page) groups.push({ page, count: 0, hits: [] })
    const group = groups.at(-1)
    if (!group) return
    group.count++
    if (index < mostListed) group.hits.push({ hit, index })
  })
  return groups
}

/** The find hits with the words around them, by page. */
export function HitList({ find, state }: { find: Finding; state: ViewerState }) {
  const { t } = useTranslation('reader')
  const list = useRef<HTMLUListElement>(null)
  const { hits, current } = find
  const groups = useMemo(() => groupsOf(hits), [hits])
  useEffect(() => {
    list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' })
  }, [current, hits])
  if (hits.length === 0)
    return <p className="sidebar-empty">{t(find.query.text.trim() && find.open ? 'no-hits' : 'sidebar.no-find')}</p>
  return (
    <ul ref={list} className="find-list" aria-label={t('sidebar.find')}>
      {groups.map(group => (
        <li key={group.page}>
          <div className="find-page">
            <span>{t('page', { label: state.labels?.[group.page - 1] ?? group.page })}</span>
            <span>{group.count}</span>
          </div>
          <ul className="find-list">
            {group.hits.map(({ hit, index }) => (
              <li key={index} className="find-hit">
                <button
                  type="button"
                  dir="auto"
                  aria-current={index === current || undefined}
                  onClick={() => find.show(index)}
                >
                  <span>
                    {hit.before}
                    <mark>{hit.words}</mark>
                    {hit.after}
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </li>
      ))}
      {hits.length > mostListed && <li className="sidebar-empty">{t('hits-unlisted', { count: mostListed })}</li>}
    </ul>
  )
}
