import { useTranslation } from 'react-i18next'
import { dismissAnnotationFailure, useAnnotations } from '../state/annotations.ts'
import { IconButton } from '../ui/Button.tsx'

/** Why an annotation was not kept, over the pages where it would stand. */
export function Failure({ hash }: { hash: string }) {
  const { t } = useTranslation(['reader', 'errors'])
  const failure = useAnnotations(({ papers }) => papers[hash]?.failure)
  if (!failure) return null
  const { code, params } = failure.cause
  return (
    <div className="reader-failure" role="alert">
      <span>{t(failure.id ? 'not-kept' : 'not-read', { reason: t(`errors:${code}`, params) })}</span>
      <IconButton icon="close" label={t('dismiss')} side="left" onClick={() => dismissAnnotationFailure(hash)} />
    </div>
  )
}
