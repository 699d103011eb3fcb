import { useTranslation } from 'react-i18next'
import type { LibraryCounts, RestorePlan } from '../../electron/contract/keeping.ts'
import { dropPlan, makeBackup, planRestore, restoreBackup, useKeeping } from '../state/keeping.ts'
import { useSettings } from '../state/settings.ts'
import { Button } from '../ui/Button.tsx'
import { useInstant } from './use-instant.ts'

function useCounts(): (counts: LibraryCounts) => string {
  const { t } = useTranslation('keeping')
  return counts => t('backups.counts', { ...counts })
}

/** The dated backups; what restoring one will do is shown before it is done. */
export function Backups() {
  const { t } = useTranslation('keeping')
  const { backups, plan, busy } = useKeeping()
  const instant = useInstant()
  const counts = useCounts()
  const readOnly = useSettings(({ info }) => Boolean(info?.readOnly))
  if (!backups) return <p className="empty">{t('loading')}</p>
  if (plan) return <Plan plan={plan} waits={busy || readOnly} />
  return (
    <>
      <p className="keeping-about">{t('backups.about')}</p>
      {backups.length === 0 && <p className="empty">{t('backups.empty')}</p>}
      <ul className="keeping-list">
        {backups.map(backup => (
          <li key={backup.name} className="keeping-row">
            <time dateTime={backup.at}>{instant(backup.at)}</time>
            <span className="keeping-kind">{t(`backups.reason.${backup.reason}`)}</span>
            <span className="clipped keeping-counts" title={counts(backup.counts)}>
              {counts(backup.counts)}
            </span>
            <Button
              look="quiet"
              disabled={busy}
              aria-label={t('backups.chooseNamed', { at: instant(backup.at) })}
              onClick={() => void planRestore(backup.name)}
            >
              {t('backups.choose')}
            </Button>
          </li>
        ))}
      </ul>
      <div className="keeping-foot">
        <Button look="primary" disabled={busy || readOnly} onClick={() => void makeBackup()}>
          {t('backups.make')}
        </Button>
      </div>
    </>
  )
}

function Plan({ plan, waits }: { plan: RestorePlan; waits: boolean }) {
  const { t } = useTranslation('keeping')
  const instant = useInstant()
  const counts = useCounts()
  const { backup, now, added, removed, changed, missingPapers } = plan
  const at = instant(backup.at)
  const isSame = added + removed + changed === 0
  return (
    <div className="keeping-plan" role="group" aria-label={t('backups.plan', { at })}>
      <h2>{t('backups.plan', { at })}</h2>
      <p>{isSame ? t('backups.planSame') : t('backups.planChanges', { added, removed, changed })}</p>
      <p>{t('backups.planThen', { counts: counts(backup.counts) })}</p>
      <p>{t('backups.planNow', { counts: counts(now) })}</p>
      {missingPapers > 0 && <p>{t('backups.planMissing', { count: missingPapers })}</p>}
      <p className="keeping-about">{t('backups.planSafe')}</p>
      <div className="keeping-foot">
        <Button autoFocus onClick={dropPlan}>
          {t('backups.cancel')}
        </Button>
        <Button look="primary" disabled={waits} onClick={() => void restoreBackup(at)}>
          {t('backups.restore')}
        </Button>
      </div>
    </div>
  )
}
