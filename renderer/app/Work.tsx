import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { takePane, usePanes } from '../state/panes.ts'
import { askKeeper } from '../state/runs.ts'
import { activeTab, type Tab, tabKey, useTabs } from '../state/tabs.ts'
import { SelectionBar } from '../topics/SelectionBar.tsx'
import { Boundary } from '../ui/Boundary.tsx'
import { isFocusLost } from '../ui/focus.ts'
import { Widget } from '../widgets/index.ts'
import { Beside } from './Beside.tsx'
import { Divider } from './Divider.tsx'
import { useNarrow } from './layout.ts'
import { OpenedRun, PaperView } from './loaded-parts.ts'
import { dropWidgetState, keepTop, keepWidgetState, topOf, wasRestored, widgetStateOf } from './memory.ts'
import { PaneDivider, shareStyle } from './PaneDivider.tsx'
import { TabStrip } from './TabStrip.tsx'
import { TopicView } from './TopicView.tsx'
import './work.css'

const FilterView = lazy(async () => ({ default: (await import('../topics/FilterView.tsx')).FilterView }))
const SearchView = lazy(async () => ({ default: (await import('./SearchView.tsx')).SearchView }))
const DuplicatesView = lazy(async () => ({ default: (await import('../topics/DuplicatesView.tsx')).DuplicatesView }))

/** The middle column: tabs, and what the active one shows. A widget that was shown stays, so that its run goes on. */
export function Work({ hasDetails }: { hasDetails: boolean }) {
  const { t } = useTranslation('app')
  const tab = useTabs(activeTab)
  const widgets = useOpenedWidgets()
  const shown = tab && tab.kind !== 'widget' ? tab : null
  const isSplit = usePanes(({ paper, figure }) => paper !== null || figure !== null)
  const share = usePanes(({ shares }) => shares.beside)
  const stacked = useNarrow()
  const take = () => takePane('main')
  return (
    <main className="work" data-split={isSplit || undefined} style={shareStyle('beside', share)}>
      <Divider side="topics" />
      {hasDetails && <Divider side="details" />}
      <div className="work-pane" onFocusCapture={take} onPointerDownCapture={take}>
        <TabStrip />
        {widgets.map(widget => (
          <Body key={tabKey(widget)} tab={widget} isShown={widget === tab} />
        ))}
        {shown && <Body key={tabKey(shown)} tab={shown} isShown />}
        {!tab && <p className="empty">{t('nothingOpen')}</p>}
        {(tab?.kind === 'topic' || tab?.kind === 'filter') && <SelectionBar />}
      </div>
      {isSplit && <PaneDivider divider="beside" stacked={stacked} />}
      {isSplit && <Beside />}
    </main>
  )
}

type WidgetTab = Extract<Tab, { kind: 'widget' }>

/** The widgets whose tabs are open and have been shown. */
function useOpenedWidgets(): WidgetTab[] {
  const { tabs, active } = useTabs()
  const [seen, setSeen] = useState<ReadonlySet<string>>(new Set())
  useEffect(() => {
    if (active?.startsWith('widget ')) setSeen(before => (before.has(active) ? before : new Set([...before, active])))
  }, [active])
  return tabs.filter(tab => tab.kind === 'widget').filter(tab => tabKey(tab) === active || seen.has(tabKey(tab)))
}

function Body({ tab, isShown }: { tab: Tab; isShown: boolean }) {
  const { t } = useTranslation('app')
  const focused = useRef<WeakRef<HTMLElement>>(undefined)
  useEffect(() => {
    // Back in a tab that was only hidden one goes on where one was.
    if (isShown && isFocusLost()) focused.current?.deref()?.focus({ preventScroll: true })
  }, [isShown])
  return (
    <div
      className="work-body"
      id={isShown ? 'work' : undefined}
      role="tabpanel"
      aria-label={t('work')}
      hidden={!isShown}
      data-pane
      tabIndex={-1}
      data-scroller={tab.kind === 'paper' ? undefined : true}
      ref={element => {
        const top = topOf(tabKey(tab))
        // Asked to stand where it stands, it would be laid out once more.
        if (element && top > 0) element.scrollTop = top
      }}
      onFocusCapture={({ target }) => {
        if (target instanceof HTMLElement) focused.current = new WeakRef(target)
      }}
      onScroll={event => event.target === event.currentTarget && keepTop(tabKey(tab), event.currentTarget.scrollTop)}
    >
      <Boundary fallback={<p className="empty">{t('broken')}</p>}>
        <Suspense fallback={<div className="skeleton" aria-busy="true" />}>
          <Shown tab={tab} />
        </Suspense>
      </Boundary>
    </div>
  )
}

function Shown({ tab }: { tab: Tab }) {
  if (tab.kind === 'topic') return <TopicView topicId={tab.topicId} />
  if (tab.kind === 'paper') return <PaperView pane="main" hash={tab.hash} itemId={tab.itemId} />
  if (tab.kind === 'filter') return <FilterView id={tab.id} query={tab.query} />
  if (tab.kind === 'search') return <SearchView query={tab.query} />
  if (tab.kind === 'duplicates') return <DuplicatesView />
  return (
    <div className="reading reading-widget">
      <WidgetOfTab tab={tab} />
    </div>
  )
}

/** A widget alone in its tab: what it is set to is kept with the window, and its run with what one chooses. */
function WidgetOfTab({ tab }: { tab: WidgetTab }) {
  const key = tabKey(tab)
  const [state] = useState(() => widgetStateOf(key) ?? tab.state)
  useEffect(() => () => dropWidgetState(key), [key])
  const holder = useMemo(
    () => ({
      onKeep: askKeeper,
      onState: (text: string) => keepWidgetState(key, text),
      origin: tab.state ?? '',
      takesFocus: !wasRestored(key),
    }),
    [key, tab.state],
  )
  return (
    <>
      {tab.run !== undefined && <OpenedRun id={tab.run} />}
      <Widget name={tab.name} holder={holder} {...(state === undefined ? {} : { state })} />
    </>
  )
}
