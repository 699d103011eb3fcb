import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { titleParts } from '../../electron/contract/text/title.ts'
import { shortcutText } from '../lib/keys.ts'
import { useLibrary } from '../state/library.ts'
import { useSettings } from '../state/settings.ts'
import { activeTab, openTopic, useTabs } from '../state/tabs.ts'
import { Button, IconButton, isMac } from '../ui/Button.tsx'
import { Icon } from '../ui/icons.tsx'
import { Menu, type MenuPlace } from '../ui/Menu.tsx'
import { runAction, shortcutOf } from './actions.ts'
import { mainMenu } from './main-menu.ts'
import { SavedState } from './SavedState.tsx'
import './header.css'

export function Header({ hasDetails }: { hasDetails: boolean }) {
  const { t, i18n } = useTranslation('app')
  const theme = useSettings(({ settings }) => settings.theme)
  const [menu, setMenu] = useState<MenuPlace | null>(null)
  return (
    <header className="header">
      <IconButton
        icon="left"
        label={t('actions.toggleTopics')}
        shortcut={shortcutOf('toggleTopics')}
        side="right"
        onClick={() => runAction('toggleTopics')}
      />
      <Button className="back-to-topics" look="bare" onClick={() => runAction('toggleTopics')}>
        <Icon name="back" />
        {t('topics')}
      </Button>
      <Breadcrumb />
      <button type="button" className="quick-open" aria-label={t('openAnything')} onClick={() => runAction('open')}>
        <Icon name="search" />
        <span className="clipped">{t('openAnything')}</span>
        <kbd>{shortcutText('Mod+KeyK', isMac)}</kbd>
      </button>
      <SavedState />
      <button type="button" className="language" aria-label={t('languageNow')} onClick={() => runAction('language')}>
        {i18n.language === 'zh-CN' ? '中' : 'EN'}
      </button>
      <IconButton icon={theme} label={t(`themeNow.${theme}`)} side="left" onClick={() => runAction('theme')} />
      <IconButton
        icon="more"
        label={t('menu')}
        side="left"
        aria-haspopup="menu"
        onClick={event => {
          const { left, bottom } = event.currentTarget.getBoundingClientRect()
          setMenu({ x: left, y: bottom + 4 })
        }}
      />
      {hasDetails && (
        <IconButton
          icon="details"
          label={t('actions.toggleDetails')}
          shortcut={shortcutOf('toggleDetails')}
          side="left"
          onClick={() => runAction('toggleDetails')}
        />
      )}
      {menu && <Menu label={t('menu')} place={menu} entries={mainMenu(t)} onClose={() => setMenu(null)} />}
    </header>
  )
}

/** Where the open topic, or the open paper's first place, stands in the tree. */
function Breadcrumb() {
  const { t } = useTranslation('app')
  const tab = useTabs(activeTab)
  const topicId = useLibrary(({ catalogue }) =>
    tab?.kind === 'topic'
      ? tab.topicId
      : tab?.kind === 'paper'
        ? (catalogue.placesOf(tab.itemId)[0]?.topicId ?? null)
        : null,
  )
  // Selected by version: a path is made anew each time it is asked for.
  useLibrary(({ version }) => version)
  const path = topicId === null ? [] : useLibrary.getState().catalogue.pathOf(topicId)
  return (
    <nav className="breadcrumb" aria-label={t('breadcrumb')}>
      <span className="breadcrumb-library">{t('library')}</span>
      {path.map((topic, index) => (
        <button
          key={topic.id}
          type="button"
          className="clipped"
          aria-current={index === path.length - 1 ? 'page' : undefined}
          onClick={() => openTopic(topic.id)}
        >
          {titleParts(topic.title).main}
        </button>
      ))}
    </nav>
  )
}
