import {
  useContext,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
} from 'react'
import type { Backend, Engine } from '../../compute/index.ts'
import { isShortcut } from '../../lib/keys.ts'
import { Replaced } from '../../plot/turned.ts'
import { FirstDraw } from '../../plot/use-width.ts'
import { isMac } from '../../ui/Button.tsx'
import { actsOf } from './acts.ts'
import { Head } from './Head.tsx'
import { HolderContext } from './holder.ts'
import { Settled, useDrawing } from './replacing.ts'
import { Transport } from './Transport.tsx'
import { inTurn, useStage } from '../../ui/turns.ts'
import type { Timeline } from './use-timeline.ts'
import './frame.css'
import './controls.css'
import './transport.css'
import './settings.css'
import './answers.css'

interface Props {
  readonly title: string
  readonly engine: Engine | undefined
  readonly backend: Backend
  readonly onBackend: (backend: Backend) => void
  readonly timeline: Timeline
  /** Runs are under way for the first time: what they answer is still to come. */
  readonly isWaiting: boolean
  /** How often all that is shown was replaced at once. */
  readonly replaced?: number
  /** What stands at the end of the transport's line. */
  readonly actions: ReactNode
  /** What was found and what vouches for it. */
  readonly certificate: ReactNode
  /** Fields that stand under the transport. */
  readonly controls: ReactNode
  /** The numbers behind the picture, folded. */
  readonly numbers: ReactNode
  /** The picture and how it came out in words, for those who do not see it: `Said`. */
  readonly said: ReactNode
  /** What is asked. */
  readonly question: ReactNode
  /** The picture of it. */
  readonly children: ReactNode
}

/** In what order a figure is built up, from its head downwards: nothing that stands already moves. */
const stages = { question: 1, picture: 2, transport: 3, controls: 4, certificate: 5 } as const

/** The figure that every widget is: title, what it shows, transport, and the certificate as its caption. */
export function Frame({
  title,
  engine,
  backend,
  onBackend,
  timeline,
  isWaiting,
  replaced = 0,
  actions,
  controls,
  certificate,
  numbers,
  said,
  question,
  children,
}: Props) {
  const titleId = useId()
  const { last } = timeline
  const figure = useRef<HTMLElement>(null)
  const [whole, setWhole] = useWholeWindow(figure)
  const stage = useStage(stages.certificate)
  const isBuilt = stage === stages.certificate
  const { begin, isSettled } = useDrawing(isBuilt, replaced)
  const { onBuilt } = useContext(HolderContext)
  const stands = isBuilt && !isWaiting
  // After the plots that still wait to be drawn.
  useEffect(() => (stands && onBuilt ? inTurn(onBuilt) : undefined), [stands, onBuilt])
  const press = usePress(timeline, whole, setWhole)
  return (
    <figure
      ref={figure}
      className="widget"
      aria-labelledby={titleId}
      aria-busy={!isBuilt || !isSettled || undefined}
      tabIndex={0}
      popover={whole ? 'manual' : undefined}
      onKeyDown={press}
    >
      <Head
        titleId={titleId}
        title={title}
        engine={engine}
        backend={backend}
        onBackend={onBackend}
        whole={whole}
        onWhole={setWhole}
        figure={figure}
      />
      {stage >= stages.question && question}
      {stage >= stages.picture && (
        <Replaced value={replaced}>
          <FirstDraw value={begin}>{children}</FirstDraw>
        </Replaced>
      )}
      {stage >= stages.transport && (
        <>
          <Settled value={isSettled}>{said}</Settled>
          <div className="under">
            {last > 0 ? <Transport timeline={timeline} /> : <div className="transport" />}
            <div className="actions">{actions}</div>
          </div>
        </>
      )}
      {stage >= stages.controls && controls}
      {isBuilt && (
        <>
          {numbers}
          {/* Last, for it grows while runs are under way. */}
          <figcaption aria-busy={!isSettled || undefined}>
            <Settled value={isSettled}>{certificate}</Settled>
          </figcaption>
        </>
      )}
    </figure>
  )
}

/** The keys of a figure: those of its acts, and of its transport where no field has them. */
function usePress({ k, last, show, toggle }: Timeline, whole: boolean, setWhole: (whole: boolean) => void) {
  const keys: Record<string, () => void> = {
    ' ': toggle,
    ArrowLeft: () => show(k - 1),
    ArrowRight: () => show(k + 1),
    Home: () => show(0),
    End: () => show(last),
  }
  return (event: KeyboardEvent<HTMLElement>) => {
    // Fields and buttons have keys of their own.
    const own =
      event.target instanceof Element &&
      event.target.closest('input, select, textarea, button, summary, [role="menu"], [data-keys]')
    if (event.key === 'Escape' && whole && !event.defaultPrevented) {
      event.preventDefault()
      event.stopPropagation()
      return setWhole(false)
    }
    const act = actsOf(event.currentTarget).find(
      ({ shortcut = '' }) => shortcut.includes('+') && isShortcut(event.nativeEvent, shortcut, isMac),
    )
    if (act) {
      event.preventDefault()
      if (!act.disabled) act.run()
      return
    }
    if (own || event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(keys, event.key)) return
    event.preventDefault()
    keys[event.key]!()
  }
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
