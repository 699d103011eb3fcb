import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { openPalette } from '../state/palette.ts'
import { select, useSelection } from '../state/selection.ts'
import { Button, IconButton } from '../ui/Button.tsx'
import { Icon, type IconName } from '../ui/icons.tsx'
import { besideToasts } from '../ui/toast-room.ts'
import { Menu, type MenuEntry, type MenuPlace } from '../ui/Menu.tsx'
import { startTagging } from './desk.ts'
import { removeChosen } from './item-acts.ts'
import { itemsOf, priorityEntries, ratingEntries, statusEntries } from './mark-acts.tsx'
import { StatusMark } from './StatusMark.tsx'

const underToasts = besideToasts('selection')

type Which = 'status' | 'priority' | 'rating'

/** What can be done to several chosen places at once: each is one edit, taken back by one undo. */
export function SelectionBar() {
  const { t } = useTranslation('topics')
  const chosen = useSelection(selection => selection.chosen)
  const [menu, setMenu] = useState<(MenuPlace & { which: Which }) | null>(null)
  if (chosen.size < 2) return null
  const entriesOf: Record<Which, () => MenuEntry[]> = {
    status: () => statusEntries(itemsOf(chosen), t),
    priority: () => priorityEntries(itemsOf(chosen), t),
    rating: () => ratingEntries(itemsOf(chosen), t),
  }
  const opener = (which: Which, picture: ReactNode) => (
    <Button
      look="bare"
      aria-haspopup="menu"
      onClick={event => {
        const { left, top } = event.currentTarget.getBoundingClientRect()
        // Over the bar, which stands at the window's foot.
        setMenu({ which, x: left, y: top - (which === 'rating' ? 190 : 134) })
      }}
    >
      {picture}
      <span className="bar-word">{t(which)}</span>
    </Button>
  )
  const acts: [IconName, string, () => void][] = [
    ['tag', t('tagThem'), () => startTagging([...chosen])],
    ['move', t('moveTo'), () => openPalette('move')],
    ['copy', t('copyTo'), () => openPalette('copy')],
    ['trash', t('delete'), () => void removeChosen()],
  ]
  return (
    <div
      ref={underToasts}
      className="selection-bar"
      role="toolbar"
      aria-label={t('selectionActions')}
      data-pane
      tabIndex={-1}
    >
      <strong>{t('chosen', { count: chosen.size })}</strong>
      {opener('status', <StatusMark status="reading" />)}
      {opener('priority', <Icon name="flag" />)}
      {opener('rating', <Icon name="star" />)}
      {acts.map(([icon, label, run]) => (
        <Button key={icon} look="bare" onClick={run} title={label}>
          <Icon name={icon} />
          <span className="bar-word">{label}</span>
        </Button>
      ))}
      <IconButton icon="close" label={t('chooseNone')} side="left" onClick={() => select(null)} />
      {menu && (
        <Menu label={t(menu.which)} place={menu} entries={entriesOf[menu.which]()} onClose={() => setMenu(null)} />
      )}
    </div>
  )
}
