import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { activeTab, type Tab, tabKey, useTabs } from '../state/tabs.ts'
import { Boundary } from '../ui/Boundary.tsx'
import { Widget } from '../widgets/index.ts'
import { Divider } from './Divider.tsx'
import { TabStrip } from './TabStrip.tsx'
import { TopicView } from './TopicView.tsx'

const PaperView = lazy(async () => ({ default: (await import('../reader/index.ts')).PaperView }))

/** The middle column: tabs, and what the active one shows. */
export function Work({ hasDetails }: { hasDetails: boolean }) {
  const { t } = useTranslation('app')
  const tab = useTabs(activeTab)
  return (
    <main className="work">
      <Divider side="topics" />
      {hasDetails && <Divider side="details" />}
      <TabStrip />
      <div
        className="work-body"
        id="work"
        role="tabpanel"
        aria-label={t('work')}
        data-pane
        tabIndex={-1}
        data-scroller={tab?.kind === 'paper' ? undefined : true}
        key={tab ? tabKey(tab) : ''}
      >
        <Boundary fallback={<p className="empty">{t('broken')}</p>}>
          <Suspense fallback={<div className="skeleton" aria-busy="true" />}>
            {tab ? <Shown tab={tab} /> : <p className="empty">{t('nothingOpen')}</p>}
          </Suspense>
        </Boundary>
      </div>
    </main>
  )
}

function Shown({ tab }: { tab: Tab }) {
  if (tab.kind === 'topic') return <TopicView topicId={tab.topicId} />
  if (tab.kind === 'paper') return <PaperView hash={tab.hash} itemId={tab.itemId} />
  return (
    <div className="reading reading-widget">
      <Widget name={tab.name} {...(tab.state === undefined ? {} : { state: tab.state })} />
    </div>
  )
}
