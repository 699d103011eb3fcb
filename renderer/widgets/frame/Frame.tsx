import {
  useContext,
  useId,
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
} from 'react'
import { useTranslation } from 'react-i18next'
import type { Backend, Engine } from '../../compute/index.ts'
import { IconButton } from '../../ui/Button.tsx'
import { HolderContext } from './holder.ts'
import { Spoken } from './Spoken.tsx'
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
  /** What stands last, folded. */
  readonly below?: ReactNode
  /** The picture and how it came out in words, for those who do not see it. */
  readonly summary: string
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
  below,
  summary,
  children,
}: Props) {
  const { t } = useTranslation('widgets')
  const titleId = useId()
  const { onOpen } = useContext(HolderContext)
  const { k, last, show, toggle } = timeline
  const figure = useRef<HTMLElement>(null)
  const [whole, setWhole] = useWholeWindow(figure)
  const keys: Record<string, () => void> = {
    ' ': toggle,
    ArrowLeft: () => show(k - 1),
    ArrowRight: () => show(k + 1),
    Home: () => show(0),
    End: () => show(last),
  }
  const press = (event: KeyboardEvent) => {
    // Fields and buttons have keys of their own.
    const own =
      event.target instanceof Element &&
      event.target.closest('input, select, textarea, button, summary, [role="menu"], [data-keys]')
    if (event.key === 'Escape' && whole && !event.defaultPrevented) {
      event.preventDefault()
      event.stopPropagation()
      return setWhole(false)
    }
    if (own || event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(keys, event.key)) return
    event.preventDefault()
    keys[event.key]!()
  }
  return (
    <figure
      ref={figure}
      className="widget"
      aria-labelledby={titleId}
      tabIndex={0}
      popover={whole ? 'manual' : undefined}
      onKeyDown={press}
    >
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
        {onOpen && !whole && <IconButton icon="external" label={t('window.open')} side="left" onClick={onOpen} />}
        <IconButton
          icon={whole ? 'close' : 'fit'}
          label={t(whole ? 'window.leave' : 'window.fill')}
          side="left"
          aria-pressed={whole}
          onClick={() => setWhole(!whole)}
        />
      </header>
      {children}
      <p className="visually-hidden">{summary}</p>
      <Spoken text={summary} moving={timeline.playing} />
      <div className="under">
        {last > 0 ? <Transport timeline={timeline} /> : <div className="transport" />}
        <div className="actions">{actions}</div>
      </div>
      {controls}
      <figcaption>{certificate}</figcaption>
      {below}
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

/** Lifts the figure over the whole window, where it stands in the document: nothing in it begins anew. */
function useWholeWindow(figure: RefObject<HTMLElement | null>): [boolean, (whole: boolean) => void] {
  const [whole, setWhole] = useState(false)
  useLayoutEffect(() => {
    if (!whole) return
    figure.current?.showPopover()
    figure.current?.focus()
  }, [figure, whole])
  return [whole, setWhole]
}
