import { useTranslation } from 'react-i18next'
import type { PastEdit } from '../../electron/contract/keeping.ts'
import { goTo, useKeeping } from '../state/keeping.ts'
import { useSettings } from '../state/settings.ts'
import { Button } from '../ui/Button.tsx'
import { editName } from './main-menu.ts'
import { useInstant } from './use-instant.ts'

/** Every edit that can be taken back or done again. */
export function History() {
  const { t } = useTranslation('keeping')
  const past = useKeeping(state => state.past)
  if (!past) return <p className="empty">{t('loading')}</p>
  return (
    <>
      <p className="keeping-about">{t('history.about')}</p>
      {past.length === 0 && <p className="empty">{t('history.empty')}</p>}
      <ol className="keeping-list">
        {past.map(edit => (
          <HistoryRow key={edit.sequence} edit={edit} />
        ))}
      </ol>
    </>
  )
}

function HistoryRow({ edit }: { edit: PastEdit }) {
  const { t } = useTranslation('keeping')
  const { t: app } = useTranslation('app')
  const busy = useKeeping(state => state.busy)
  const readOnly = useSettings(({ info }) => Boolean(info?.readOnly))
  const instant = useInstant()
  const name = editName(app, edit.label)
  const act = t(edit.undone ? 'history.forward' : 'history.back')
  return (
    <li className="keeping-row" data-undone={edit.undone || undefined}>
      <span className="clipped keeping-name" title={name}>
        {name}
        {edit.undone && <span className="keeping-mark"> {t('history.undone')}</span>}
      </span>
      <time dateTime={edit.at}>{instant(edit.at)}</time>
      <Button look="quiet" disabled={busy || readOnly} aria-label={`${act}: ${name}`} onClick={() => void goTo(edit)}>
        {act}
      </Button>
    </li>
  )
}
