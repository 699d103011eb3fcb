import { useContext, useEffect, useMemo, useRef, useState, type CSSProperties } from 'react'
import { useTranslation } from 'react-i18next'
import { keepInNote } from '../state/note-blocks.ts'
import { byTopic, keepRun } from '../state/runs.ts'
import { openTab } from '../state/tabs.ts'
import { whenAtRest } from '../ui/at-rest.ts'
import { Button } from '../ui/Button.tsx'
import { roomOf, Widget, widgets, type Room } from '../widgets/index.ts'
import { TopicOfNote } from './note-place.ts'
import type { SolverBlock } from './solver-block.ts'

/** What each widget of a note was set to, the step that it showed and the room that it took, so that it goes on when one comes back in the same session. */
const left = new Map<string, { state?: string; place?: number; room?: Room }>()

/** The demo that was last opened in a tab: it takes the focus again when one comes back to its note. */
let opened: string | null = null

/** A widget standing in the text like a figure. It starts when it first comes into view. */
export function Demo({ name, state, place }: SolverBlock & { place?: number }) {
  const { t } = useTranslation('notes')
  const topicId = useContext(TopicOfNote)
  const frame = useRef<HTMLDivElement>(null)
  const key = `${topicId} ${place ?? ''} ${name}?${state}`
  const [isReturned] = useState(() => opened === key)
  useEffect(() => {
    if (isReturned) opened = null
  }, [isReturned])
  const isSeen = useSeen(frame) || isReturned
  const [begun] = useState(() => left.get(key)?.state ?? state)
  const [now, setNow] = useState(begun)
  const [untouched, setUntouched] = useState<string | null>(null)
  const [room, setRoom] = useState(() => left.get(key)?.room ?? roomOf(name))
  const holder = useMemo(
    () => ({
      onBuilt: () => {
        const taken = roomTakenIn(frame.current)
        left.set(key, { ...left.get(key), room: { wide: taken, narrow: taken } })
        setRoom(kept => ({ wide: leftOf(kept.wide, taken), narrow: leftOf(kept.narrow, taken) }))
      },
      onState: (text: string) => {
        // A widget writes out all that the block leaves to its defaults.
        setUntouched(before => before ?? text)
        setNow(text)
        left.set(key, { ...left.get(key), state: text })
      },
      onOpen: () => {
        const shown = left.get(key)?.state ?? begun
        opened = key
        const from = topicId === null ? {} : { from: byTopic(topicId) }
        openTab({ kind: 'widget', name, ...(shown ? { state: shown } : {}), ...from })
      },
      origin: state,
      takesFocus: isReturned,
      place: left.get(key)?.place,
      onPlace: (step: number) => void left.set(key, { ...left.get(key), place: step }),
      ...(topicId === null ? {} : { onKeep: (run: Parameters<typeof keepRun>[1]) => keepRun(byTopic(topicId), run) }),
    }),
    [key, topicId, name, begun, state, isReturned],
  )
  if (!Object.hasOwn(widgets, name)) return <p className="note-refused">{t('unknownDemo', { name })}</p>
  const isChanged = untouched !== null && (now !== untouched || begun !== state)
  return (
    <div
      ref={frame}
      className="demo"
      style={isChanged ? {} : ({ '--room': `${room.wide}px`, '--room-narrow': `${room.narrow}px` } as CSSProperties)}
    >
      <div className="demo-changed">
        {topicId !== null && place !== undefined && isChanged && (
          <Button look="quiet" onClick={() => void keepInNote(topicId, { name, state, place }, now)}>
            {t('keepSettings')}
          </Button>
        )}
      </div>
      {isSeen && <Widget name={name} holder={holder} {...(begun ? { state: begun } : {})} />}
    </div>
  )
}

/** So much more room than a widget takes is left as it is: taken away it would move the text below. */
const airPx = 64
const leftOf = (kept: number, taken: number): number => (kept - taken <= airPx ? kept : 0)

/** The height that a demo would have by what stands in it. */
const roomTakenIn = (demo: HTMLElement | null): number => {
  const bottom = demo?.lastElementChild
  if (!demo || !bottom) return 0
  const margin = Number.parseFloat(getComputedStyle(bottom).marginBottom) || 0
  return Math.ceil(bottom.getBoundingClientRect().bottom + margin - demo.getBoundingClientRect().top)
}

/** About a screen, so that a widget has been built and has its height when one scrolls to it. */
const lookahead = '1000px'

/** A demo begins once scrolling has rested for so long, ms; one that is seen before those that are only near. */
const stillMs = { seen: 80, near: 150 }

/** Hears whether an element is within so much of the view; what it returns ends that. */
function watched(element: HTMLElement, rootMargin: string, hear: (isWithin: boolean) => void): () => void {
  const views = new IntersectionObserver(entries => hear(entries.at(-1)!.isIntersecting), { rootMargin })
  views.observe(element)
  return () => views.disconnect()
}

/** Whether an element has been in or near the view when scrolling rested; once it was, it stays so. */
function useSeen(frame: React.RefObject<HTMLElement | null>): boolean {
  const [isSeen, setSeen] = useState(false)
  useEffect(() => {
    const element = frame.current
    if (!element || isSeen) return
    let still = stillMs.near
    let takeBack = () => {}
    const ends = [
      watched(element, '0px', isWithin => {
        still = isWithin ? stillMs.seen : stillMs.near
      }),
      watched(element, lookahead, isWithin => {
        takeBack()
        if (isWithin)
          takeBack = whenAtRest(
            () => setSeen(true),
            () => still,
          )
      }),
    ]
    return () => {
      for (const end of [takeBack, ...ends]) end()
    }
  }, [frame, isSeen])
  return isSeen
}
