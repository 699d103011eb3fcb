import { useTranslation } from 'react-i18next'
import { useAnnouncement } from '../state/announcements.ts'

/** Says to a screen reader what the eye sees happen: where something went, how many there are. */
export function LiveRegion() {
  const { t } = useTranslation('topics')
  const { key, params, number } = useAnnouncement()
  return (
    <div className="visually-hidden" role="log" aria-live="polite">
      <p key={number}>{key && t(key, params)}</p>
    </div>
  )
}
