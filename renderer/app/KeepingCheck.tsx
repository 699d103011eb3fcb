import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { checkLibrary, useKeeping } from '../state/keeping.ts'
import { useSettings } from '../state/settings.ts'
import { Button } from '../ui/Button.tsx'

/** Compares the library with what it should be, and mends what can be mended. */
export function Check() {
  const { t } = useTranslation('keeping')
  const { findings, busy } = useKeeping()
  const readOnly = useSettings(({ info }) => Boolean(info?.readOnly))
  useEffect(() => void checkLibrary(false), [])
  const count = findings?.filter(({ mendable, mended }) => mendable && !mended).length ?? 0
  return (
    <>
      <p className="keeping-about">{t('checkPage.about')}</p>
      <p className="keeping-verdict" role="status">
        {findings === null || busy
          ? t('checkPage.running')
          : findings.length === 0
            ? t('checkPage.whole')
            : t('checkPage.found', { count: findings.length })}
      </p>
      <ul className="keeping-list">
        {findings?.map(({ code, params, mended }, index) => (
          <li key={index} className="keeping-row keeping-finding" data-undone={mended || undefined}>
            {t(`check.${code}`, params)}
          </li>
        ))}
      </ul>
      <div className="keeping-foot">
        <Button disabled={busy} onClick={() => void checkLibrary(false)}>
          {t('checkPage.run')}
        </Button>
        {count > 0 && (
          <Button look="primary" disabled={busy || readOnly} onClick={() => void checkLibrary(true)}>
            {t('checkPage.mend', { count })}
          </Button>
        )}
      </div>
    </>
  )
}
