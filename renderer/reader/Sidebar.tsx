import { type KeyboardEvent, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { sidebarTabs } from '../../electron/contract/choices.ts'
import { IconButton } from '../ui/Button.tsx'
import { HitList } from './HitList.tsx'
import { shortcuts } from './keys.ts'
import { OutlineTab } from './OutlineTab.tsx'
import type { PDFDocumentProxy } from './page/document.ts'
import type { PageViewer } from './page/viewer.ts'
import type { ViewerState } from './page/viewer-state.ts'
import { PagesTab } from './PagesTab.tsx'
import type { Finding } from './use-find.ts'
import type { PaperWords } from './use-text.ts'
import type { ViewChoice } from './use-viewer.ts'
import './sidebar.css'

interface SidebarProps {
  hash: string
  document: PDFDocumentProxy
  viewer: PageViewer | null
  state: ViewerState
  find: Finding
  words: PaperWords
  view: ViewChoice
}

/** Beside the pages: the outline, the pages as small pictures, the hits. */
export function Sidebar(props: SidebarProps) {
  const tab = props.view.sidebar
  return tab && <OpenSidebar {...props} tab={tab} onTab={sidebar => props.view.choose({ sidebar })} />
}

type Tab = (typeof sidebarTabs)[number]

function OpenSidebar({ tab, onTab, ...props }: SidebarProps & { tab: Tab; onTab(tab: Tab | null): void }) {
  const { t } = useTranslation('reader')
  const strip = useRef<HTMLDivElement>(null)
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
    const next = by && sidebarTabs.at((sidebarTabs.indexOf(tab) + by) % sidebarTabs.length)
    if (!next || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    event.stopPropagation()
    onTab(next)
    requestAnimationFrame(() => strip.current?.querySelector<HTMLElement>('[aria-selected="true"]')?.focus())
  }
  return (
    <section className="reader-sidebar" aria-label={t('sidebar.name')}>
      <div className="sidebar-head">
        <div ref={strip} className="sidebar-tabs" role="tablist" aria-label={t('sidebar.name')} onKeyDown={onKeyDown}>
          {sidebarTabs.map(name => (
            <button
              key={name}
              type="button"
              role="tab"
              className="sidebar-tab"
              aria-selected={name === tab}
              tabIndex={name === tab ? 0 : -1}
              onClick={() => onTab(name)}
            >
              {t(`sidebar.${name}`)}
            </button>
          ))}
        </div>
        <IconButton
          icon="close"
          label={t('sidebar.close')}
          shortcut={shortcuts.sidebar[0]}
          side="left"
          onClick={() => onTab(null)}
        />
      </div>
      <div className="sidebar-body" role="tabpanel" aria-label={t(`sidebar.${tab}`)}>
        {tab === 'outline' && <OutlineTab {...props} />}
        {tab === 'pages' && <PagesTab {...props} />}
        {tab === 'find' && <HitList {...props} />}
      </div>
    </section>
  )
}
