import { useEffect, useRef, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { titleParts } from '../../electron/contract/text/title.ts'
import { useLibrary } from '../state/library.ts'
import { closeTab, openTab, type Tab, tabKey, useTabs } from '../state/tabs.ts'
import { filterName } from '../topics/filters.ts'
import { Icon } from '../ui/icons.tsx'
import { widgetTitle } from '../widgets/index.ts'

export function TabStrip() {
  const { t } = useTranslation('app')
  const { tabs, active } = useTabs()
  const strip = useRef<HTMLDivElement>(null)
  useEffect(() => {
    strip.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [active])
  const onKeyDown = (event: KeyboardEvent) => {
    const at = tabs.findIndex(tab => tabKey(tab) === active)
    const to = { ArrowLeft: at - 1, ArrowRight: (at + 1) % tabs.length, Home: 0, End: -1 }[event.key]
    const tab = to === undefined ? undefined : tabs.at(to)
    if (event.key === 'Delete' && active) closeTab(active)
    if (!tab || event.ctrlKey || event.altKey || event.metaKey) return
    event.preventDefault()
    openTab(tab, true)
    requestAnimationFrame(() => strip.current?.querySelector<HTMLElement>('[aria-selected="true"]')?.focus())
  }
  return (
    <div ref={strip} className="tab-strip" role="tablist" aria-label={t('tabs')} onKeyDown={onKeyDown} data-pane>
      {tabs.map(tab => (
        <OneTab key={tabKey(tab)} tab={tab} isActive={tabKey(tab) === active} />
      ))}
    </div>
  )
}

function OneTab({ tab, isActive }: { tab: Tab; isActive: boolean }) {
  const { t } = useTranslation(['app', 'topics', 'search'])
  const key = tabKey(tab)
  const title = useLibrary(({ data }) => {
    if (tab.kind === 'topic') return titleParts(data.topics[tab.topicId]?.title ?? '').main
    if (tab.kind === 'paper') {
      const item = data.items[tab.itemId]
      // The earlier file of a paper is told from the newer one, which may stand beside it.
      const earlier = item?.paper !== tab.hash ? data.papers[tab.hash]?.fileName : undefined
      return [item?.title, earlier].filter(Boolean).join(' · ')
    }
    if (tab.kind === 'filter') return filterName(tab.id, data, t)
    if (tab.kind === 'duplicates') return t('topics:duplicates')
    if (tab.kind === 'search') return tab.query.trim() || t('search:title')
    return widgetTitle(tab.name)
  })
  return (
    <div
      className="tab"
      role="tab"
      aria-selected={isActive}
      aria-controls={isActive ? 'work' : undefined}
      tabIndex={isActive ? 0 : -1}
      onClick={() => openTab(tab, true)}
      onAuxClick={event => event.button === 1 && closeTab(key)}
    >
      <span className="clipped">{title}</span>
      {/* For the mouse; by keyboard a tab closes with Delete or its shortcut, and a tab may hold no other control. */}
      <span
        className="tab-close"
        aria-hidden="true"
        onClick={event => {
          event.stopPropagation()
          closeTab(key)
        }}
      >
        <Icon name="close" />
      </span>
    </div>
  )
}
