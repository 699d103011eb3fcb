import { useTranslation } from 'react-i18next'
import { stopLookingUp, useLookup } from '../state/lookup.ts'
import { Button } from '../ui/Button.tsx'
import { besideToasts } from '../ui/toast-room.ts'
import './lookup.css'

const underToasts = besideToasts('lookup')

/** How far the look-ups are, and what they wait for; nothing while there are none. */
export function LookupLine() {
  const { t } = useTranslation('lookup')
  const running = useLookup(state => state.running)
  if (!running) return null
  const { done, total, waiting, service } = running
  const left = total - done
  const text =
    waiting === 'network'
      ? t('offline', { left })
      : waiting === 'service' && service
        ? t('resting', { left, service: t(`services.${service}`) })
        : t('running', { done, total })
  return (
    <div ref={underToasts} className="lookup-line" role="status">
      <span className="clipped">{text}</span>
      <progress value={done} max={total} aria-label={t('running', { done, total })} />
      <Button look="quiet" onClick={() => void stopLookingUp()}>
        {t('cancel')}
      </Button>
    </div>
  )
}
