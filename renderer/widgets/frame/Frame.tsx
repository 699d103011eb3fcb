import { useId, type KeyboardEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Backend, Engine } from '../../compute/index.ts'
import { Transport } from './Transport.tsx'
import type { Timeline } from './use-timeline.ts'
import './frame.css'

interface Props {
  readonly title: string
  readonly engine: Engine | undefined
  readonly backend: Backend
  readonly onBackend: (backend: Backend) => void
  readonly timeline: Timeline
  /** What stands at the end of the transport's line. */
  readonly actions: ReactNode
  /** What was found and what vouches for it. */
  readonly certificate: ReactNode
  /** Fields that stand under the transport. */
  readonly controls: ReactNode
  /** What is asked and the picture of it. */
  readonly children: ReactNode
}

/** The figure that every widget is: title, what it shows, transport, and the certificate as its caption. */
export function Frame({
  title,
  engine,
  backend,
  onBackend,
  timeline,
  actions,
  controls,
  certificate,
  children,
}: Props) {
  const { t } = useTranslation('widgets')
  const titleId = useId()
  const { k, last, show, toggle } = timeline
  const keys: Record<string, () => void> = {
    ' ': toggle,
    ArrowLeft: () => show(k - 1),
    ArrowRight: () => show(k + 1),
    Home: () => show(0),
    End: () => show(last),
  }
  const press = (event: KeyboardEvent) => {
    // Fields and buttons have keys of their own.
    const own = event.target instanceof Element && event.target.closest('input, select, button, summary')
    if (own || event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(keys, event.key)) return
    event.preventDefault()
    keys[event.key]!()
  }
  return (
    <figure className="widget" aria-labelledby={titleId} tabIndex={0} onKeyDown={press}>
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
      </header>
      {children}
      <div className="under">
        <Transport timeline={timeline} />
        <div className="actions">{actions}</div>
      </div>
      {controls}
      <figcaption aria-live="polite">{certificate}</figcaption>
    </figure>
  )
}

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
