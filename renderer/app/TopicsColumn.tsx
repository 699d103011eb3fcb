import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useLibrary } from '../state/library.ts'
import { useTabs } from '../state/tabs.ts'
import { startTopic } from '../topics/desk.ts'
import { FilterList } from '../topics/FilterList.tsx'
import { TopicTree } from '../topics/TopicTree.tsx'
import { IconButton } from '../ui/Button.tsx'
import { shortcutOf } from './actions.ts'
import { showSheet, useLayout } from './layout.ts'

export function TopicsColumn() {
  const { t } = useTranslation('app')
  const isEmpty = useLibrary(({ catalogue }) => catalogue.childTopics(null).length === 0)
  const column = useSheet('topics')
  const shown = useTabs(({ active }) => active)
  useEffect(() => showSheet(null), [shown])
  return (
    <section ref={column} className="topics-column" data-pane data-scroller tabIndex={-1} aria-label={t('topics')}>
      <div className="column-head">
        <h2>{t('topics')}</h2>
        <IconButton
          icon="plus"
          label={t('actions.newTopic')}
          shortcut={shortcutOf('newTopic')}
          side="left"
          onClick={() => startTopic()}
        />
        <IconButton icon="close" label={t('closeSheet')} side="left" onClick={() => showSheet(null)} />
      </div>
      {isEmpty && <p className="empty">{t('noTopics')}</p>}
      <TopicTree />
      <FilterList />
    </section>
  )
}

/** A column that lies over the work takes the focus, and Esc closes it. */
export function useSheet(side: 'topics' | 'details') {
  const column = useRef<HTMLElement>(null)
  const isSheet = useLayout(({ sheet }) => sheet === side)
  useEffect(() => {
    if (!isSheet) return
    const before = document.activeElement
    const close = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) showSheet(null)
    }
    const inside = column.current?.querySelector<HTMLElement>('[tabindex="0"]')
    ;(inside ?? column.current)?.focus()
    document.addEventListener('keydown', close)
    return () => {
      document.removeEventListener('keydown', close)
      if (before instanceof HTMLElement) before.focus()
    }
  }, [isSheet])
  return column
}
