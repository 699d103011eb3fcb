import { useTranslation } from 'react-i18next'

/** Stands where a widget would: its space while it loads, else why there is none. */
export function Placeholder({ reason, name }: { reason: 'loading' | 'unknown' | 'broken'; name: string }) {
  const { t } = useTranslation('widgets')
  return (
    <figure className="widget" aria-busy={reason === 'loading'} data-placeholder={reason}>
      <p>{t(`placeholder.${reason}`, { name })}</p>
    </figure>
  )
}
