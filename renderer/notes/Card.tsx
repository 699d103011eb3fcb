import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

/** A quiet card for what a note shows in place, with a link to where it stands. */
export function Card({ name, source, children }: { name: string; source: ReactNode; children: ReactNode }) {
  const { t } = useTranslation('notes')
  return (
    <div className="note-embed" role="group" aria-label={t('embed.from', { name })}>
      <p className="note-embed-source">{source}</p>
      {children}
    </div>
  )
}
