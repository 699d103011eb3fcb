import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { emptyTrash, restoreTrashed, useKeeping } from '../state/keeping.ts'
import { useSettings } from '../state/settings.ts'
import { Button } from '../ui/Button.tsx'
import { useInstant } from './use-instant.ts'

/** What was deleted, to be restored; emptying is the one thing that asks. */
export function Trash() {
  const { t } = useTranslation('keeping')
  const { trash, busy } = useKeeping()
  const instant = useInstant()
  const waits = useSettings(({ info }) => Boolean(info?.readOnly)) || busy
  if (!trash) return <p className="empty">{t('loading')}</p>
  if (trash.length === 0) return <p className="empty">{t('trash.empty')}</p>
  return (
    <>
      <p className="keeping-about">{t('trash.about')}</p>
      <ul className="keeping-list">
        {trash.map(row => (
          <li key={row.id} className="keeping-row">
            <span className="keeping-kind">{t(`trash.kind.${row.kind}`)}</span>
            <span className="clipped keeping-name" title={row.name}>
              {row.name || t('trash.nameless')}
            </span>
            <time dateTime={row.deletedAt}>{instant(row.deletedAt)}</time>
            <Button
              look="quiet"
              disabled={waits}
              aria-label={t('trash.restoreNamed', { name: row.name })}
              onClick={() => void restoreTrashed(row)}
            >
              {t('trash.restore')}
            </Button>
          </li>
        ))}
      </ul>
      <Emptying count={trash.length} waits={waits} />
    </>
  )
}

function Emptying({ count, waits }: { count: number; waits: boolean }) {
  const { t } = useTranslation('keeping')
  const [asks, setAsks] = useState(false)
  if (!asks)
    return (
      <div className="keeping-foot">
        <Button disabled={waits} onClick={() => setAsks(true)}>
          {t('trash.emptyAll')}
        </Button>
      </div>
    )
  return (
    <div className="keeping-foot" role="group" aria-label={t('trash.ask', { count })}>
      <p className="keeping-asks">{t('trash.ask', { count })}</p>
      <Button autoFocus onClick={() => setAsks(false)}>
        {t('trash.keep')}
      </Button>
      <Button className="danger" disabled={waits} onClick={() => void emptyTrash().then(() => setAsks(false))}>
        {t('trash.emptyNow')}
      </Button>
    </div>
  )
}
