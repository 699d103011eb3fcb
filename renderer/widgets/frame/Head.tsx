import { useContext, useEffect, useRef, type RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import type { Backend, Engine } from '../../compute/index.ts'
import { IconButton } from '../../ui/Button.tsx'
import { isFocusLost } from '../../ui/focus.ts'
import { useActs } from './acts.ts'
import { HolderContext } from './holder.ts'

interface Props {
  readonly titleId: string
  readonly title: string
  readonly engine: Engine | undefined
  readonly backend: Backend
  readonly onBackend: (backend: Backend) => void
  readonly whole: boolean
  readonly onWhole: (whole: boolean) => void
  readonly figure: RefObject<HTMLElement | null>
}

/** A figure's first line: its title, what computed, and where it is shown. */
export function Head({ titleId, title, engine, backend, onBackend, whole, onWhole, figure }: Props) {
  const { t } = useTranslation('widgets')
  const { onOpen, takesFocus } = useContext(HolderContext)
  const opener = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (takesFocus && isFocusLost()) (opener.current ?? figure.current)?.focus()
  }, [takesFocus, figure])
  const wholeLabel = t(whole ? 'window.leave' : 'window.fill')
  useActs(figure, () => [
    ...(onOpen && !whole ? [{ id: 'open', label: t('window.open'), run: onOpen }] : []),
    { id: 'whole', label: wholeLabel, shortcut: keys.whole, run: () => onWhole(!whole) },
  ])
  return (
    <header>
      <h3 id={titleId}>{title}</h3>
      <EngineLine engine={engine} />
      <select
        value={backend}
        aria-label={t('engine.choose')}
        onChange={event => onBackend(event.currentTarget.value as Backend)}
      >
        <option value="auto">{t('engine.auto')}</option>
        <option value="cpu">CPU</option>
        <option value="wasm">WASM</option>
        <option value="gpu">GPU</option>
      </select>
      {onOpen && !whole && (
        <IconButton ref={opener} icon="external" label={t('window.open')} side="left" onClick={onOpen} />
      )}
      <IconButton
        icon={whole ? 'close' : 'fit'}
        label={wholeLabel}
        shortcut={keys.whole}
        side="left"
        aria-pressed={whole}
        onClick={() => onWhole(!whole)}
      />
    </header>
  )
}

const keys = { whole: 'Alt+KeyM' } as const

/** What computed: `GPU · f32 · SwiftShader (software)`, or the CPU and why not the GPU. */
function EngineLine({ engine }: { engine: Engine | undefined }) {
  const { t } = useTranslation('widgets')
  if (!engine) return <span className="engine" />
  const { backend, precision, adapter, software, fallbackReason } = engine
  const parts = [backend.toUpperCase(), precision, software ? t('engine.software', { adapter }) : adapter]
  const text = parts.filter(Boolean).join(' · ')
  return (
    <span className="engine clipped" title={fallbackReason ? t(`fallback.${fallbackReason}`) : text}>
      {text}
      {fallbackReason && ` · ${t(`fallback.${fallbackReason}`)}`}
    </span>
  )
}
