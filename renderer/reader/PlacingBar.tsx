import { useTranslation } from 'react-i18next'
import { startPlacing } from '../state/annotation-desk.ts'
import { IconButton } from '../ui/Button.tsx'
import type { ShownAnnotation } from './annotations/tools/index.ts'

/** Says how the orphan in hand is placed. */
export function PlacingBar({ orphan }: { orphan: ShownAnnotation | null }) {
  const { t } = useTranslation('annotations')
  if (!orphan) return null
  return (
    <div className="reader-placing" role="status">
      <span>{t('parts' in orphan ? 'orphans.select' : 'orphans.click')}</span>
      <IconButton
        icon="close"
        label={t('orphans.cancel')}
        shortcut="Escape"
        side="left"
        onClick={() => startPlacing(null)}
      />
    </div>
  )
}
