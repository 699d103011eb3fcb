import { useTranslation } from 'react-i18next'
import { openKeeping } from '../state/keeping.ts'
import { dismissNotice, useNotices } from '../state/notices.ts'
import { Button, IconButton } from '../ui/Button.tsx'

/** What must be known about the library, in a calm line under the header. */
export function NoticeBar() {
  const { t } = useTranslation('app')
  const { connected, notices } = useNotices()
  if (connected && notices.length === 0) return null
  return (
    <div className="notices">
      {!connected && (
        <p className="notice" role="alert">
          {t('notices.connection-lost')}
        </p>
      )}
      {notices.map((notice, index) => (
        <div key={`${notice.key} ${index}`} className="notice" role="status">
          <p>{t(`notices.${notice.key}`, { path: '', holder: '', ...notice.params })}</p>
          {(notice.key === 'library-restored' || notice.key === 'annotations-restored') && (
            <Button look="quiet" onClick={() => openKeeping('backups')}>
              {t('showBackups')}
            </Button>
          )}
          <IconButton icon="close" label={t('close')} side="left" onClick={() => dismissNotice(notice)} />
        </div>
      ))}
    </div>
  )
}
