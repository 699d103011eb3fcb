import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useDesk } from '../state/annotation-desk.ts'
import { editAnnotations, keepPicture, shownRecords, useAnnotations } from '../state/annotations.ts'
import { useSettings } from '../state/settings.ts'
import { nearFrom } from './annotations/anchor.ts'
import { boxBetween, turnOnScreen, uprightTurn } from './annotations/geometry.ts'
import {
  type Drawn,
  type Gesture,
  type Hand,
  isShown,
  type Put,
  type ShownAnnotation,
} from './annotations/tools/index.ts'
import type { Spot } from './page/spots.ts'
import type { PageViewer } from './page/viewer.ts'

/** What is being drawn, to be shown over the annotations of its page. */
export interface Draft {
  page: number
  puts: readonly Put[]
}

/** The pen that the arrow keys move, CSS pixels of the frame around the pages. */
export interface Pen {
  xPx: number
  yPx: number
  down: boolean
}

/** Strokes that follow each other within this time are one annotation, ms. */
const strokePauseMs = 3000

type DrawingGesture = Extract<Gesture, { kind: 'drawing' }>

/** One drawing on a page, from the first point to the last. */
class Drawing {
  private readonly paper: string
  private readonly viewer: PageViewer
  private readonly gesture: DrawingGesture
  private readonly show: (draft: Draft | null) => void
  private path: Spot[] = []
  private otherWay = false
  /** What was made last, and when. */
  private open: { annotation: ShownAnnotation; at: number } | null = null

  constructor(paper: string, viewer: PageViewer, gesture: DrawingGesture, show: (draft: Draft | null) => void) {
    this.paper = paper
    this.viewer = viewer
    this.gesture = gesture
    this.show = show
  }

  get page(): number | null {
    return this.path[0]?.page ?? null
  }

  begin(spot: Spot, otherWay: boolean): void {
    this.path = [spot]
    this.otherWay = otherWay
    this.redraw()
  }

  goOn(spots: readonly (Spot | null)[]): void {
    if (this.path.length === 0) return
    this.path.push(...spots.filter(spot => spot !== null))
    this.redraw()
  }

  cancel(): boolean {
    const drawing = this.path.length > 0
    this.path = []
    this.show(null)
    return drawing
  }

  /** Keeps what was drawn; gives what was put. */
  end(): readonly Put[] {
    const { drawn, paper, gesture, viewer } = this
    const puts = drawn ? gesture.puts(drawn, this.hand(drawn, true)) : []
    this.path = []
    this.show(null)
    const known = useAnnotations.getState().papers[paper]?.saved ?? {}
    const edit = gesture.edit === 'add' && puts.some(({ id }) => id in known) ? 'change' : gesture.edit
    if (puts.length > 0) void editAnnotations(paper, edit, puts, made => withPictures(made, viewer))
    const last = puts.at(-1)?.annotation
    this.open = last ? { annotation: last, at: Date.now() } : null
    return puts
  }

  private get drawn(): Drawn | null {
    const first = this.path[0]
    if (!first) return null
    const { page, space } = first
    const pathPt = this.path.map(spot => spot.pointPt)
    return { page, pathPt, upright: uprightTurn(space), scale: turnOnScreen(0, space).scale }
  }

  private hand({ page }: Drawn, last: boolean): Hand {
    const { paper, viewer, open, otherWay } = this
    const annotations = shownRecords(useAnnotations.getState().papers[paper])
      .filter(isShown)
      .filter(annotation => 'page' in annotation && annotation.page === page)
    const isOpen = open && Date.now() - open.at < strokePauseMs
    return {
      paper,
      color: useDesk.getState().color,
      author: useSettings.getState().settings.author,
      annotations,
      open: isOpen ? (annotations.find(({ id }) => id === open.annotation.id) ?? null) : null,
      otherWay,
      near: drawn => {
        const [from, to] = [drawn.pathPt[0], drawn.pathPt.at(-1)]
        const selection = last && from && to ? viewer.spots.near(page, boxBetween(from, to)) : null
        return selection && nearFrom(selection)
      },
    }
  }

  private redraw(): void {
    const { drawn } = this
    if (!drawn) return
    const known = useAnnotations.getState().papers[this.paper]?.saved ?? {}
    // The ids that a tool gives change with each point: what is new keeps one for the screen.
    const puts = this.gesture
      .puts(drawn, this.hand(drawn, false))
      .map((put, index) => (put.id in known ? put : { ...put, id: `draft-${index}` }))
    this.show({ page: drawn.page, puts })
  }
}

/** Areas get their picture before they are kept. */
async function withPictures(puts: readonly { id: string; annotation: unknown }[], viewer: PageViewer) {
  return Promise.all(
    (puts as readonly Put[]).map(async put => {
      const { annotation } = put
      if (annotation?.kind !== 'area' || annotation.picture) return put
      const bytes = await viewer.spots.picture(annotation.page, annotation.rectPt)
      return bytes ? { ...put, annotation: { ...annotation, picture: await keepPicture(bytes) } } : put
    }),
  )
}

interface Drawings {
  draft: Draft | null
  pen: Pen | null
  /** Takes the keys that move the pen; false for any other. */
  onKey(event: KeyboardEvent): boolean
  /** Gives up what is being drawn; false where nothing is. */
  cancel(): boolean
}

/** Draws with a tool on the pages: with a pointer, or with the arrow keys and Enter. `onMade` hears of what was kept. */
export function useDrawing(
  paper: string,
  viewer: PageViewer | null,
  container: RefObject<HTMLElement | null>,
  gesture: Gesture | null,
  onMade: (put: Put) => void,
): Drawings {
  const [draft, setDraft] = useState<Draft | null>(null)
  const [pen, setPen] = useState<Pen | null>(null)
  const told = useRef(onMade)
  useEffect(() => {
    told.current = onMade
  })
  const drawing = useMemo(
    () => (viewer && gesture?.kind === 'drawing' ? new Drawing(paper, viewer, gesture, setDraft) : null),
    [paper, viewer, gesture],
  )
  const finish = useCallback(() => {
    const made = drawing?.end().at(-1)
    if (made) told.current(made)
  }, [drawing])
  useEffect(() => {
    const element = container.current
    setPen(null)
    if (!drawing || !viewer || !element) return
    const ending = listenToPointer(element, viewer, drawing, finish)
    return () => {
      ending.abort()
      drawing.cancel()
    }
  }, [container, drawing, viewer, finish])
  const onKey = (event: KeyboardEvent): boolean => {
    const element = container.current
    const next = drawing && element && penAfter(event, pen, element)
    if (!drawing || !viewer || !element || !next) return false
    const frame = element.getBoundingClientRect()
    const [x, y] = [frame.left + next.xPx, frame.top + next.yPx]
    const spot = drawing.page === null ? viewer.spots.at(x, y) : viewer.spots.on(drawing.page, x, y)
    if (next.down && !pen?.down && spot) drawing.begin(spot, event.shiftKey)
    else if (next.down) drawing.goOn([spot])
    else if (pen?.down) finish()
    setPen(next)
    return true
  }
  const cancel = (): boolean => {
    const was = (drawing?.cancel() ?? false) || pen !== null
    setPen(null)
    return was
  }
  return { draft, pen, onKey, cancel }
}

const arrows: Record<string, [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}
/** How far an arrow key moves the pen, and how far with Shift, CSS pixels. */
const [farPx, nearPx] = [12, 2]

/** The pen after a key; null for a key that is not its. It first shows itself in the middle. */
function penAfter(event: KeyboardEvent, pen: Pen | null, element: HTMLElement): Pen | null {
  const { clientWidth: width, clientHeight: height } = element
  const here = pen ?? { xPx: Math.round(width / 2), yPx: Math.round(height / 2), down: false }
  if (event.ctrlKey || event.metaKey || event.altKey) return null
  if (event.code === 'Enter' || event.code === 'Space') return pen ? { ...here, down: !here.down } : here
  const arrow = arrows[event.code]
  if (!arrow) return null
  if (!pen) return here
  const step = event.shiftKey ? nearPx : farPx
  const within = (value: number, most: number) => Math.max(0, Math.min(most - 1, value))
  return { ...here, xPx: within(here.xPx + arrow[0] * step, width), yPx: within(here.yPx + arrow[1] * step, height) }
}

function listenToPointer(element: HTMLElement, viewer: PageViewer, drawing: Drawing, finish: () => void) {
  const ending = new AbortController()
  const { signal } = ending
  let pointer: number | null = null
  const down = (event: PointerEvent) => {
    const onPages = event.target instanceof Element && event.target.closest('.pdfViewer')
    const spot =
      pointer === null && event.button === 0 && onPages ? viewer.spots.at(event.clientX, event.clientY) : null
    if (!spot) return
    event.preventDefault()
    pointer = event.pointerId
    element.setPointerCapture(pointer)
    element.focus({ preventScroll: true })
    drawing.begin(spot, event.shiftKey)
  }
  const move = (event: PointerEvent) => {
    const { page } = drawing
    if (event.pointerId !== pointer || page === null) return
    const steps = event.getCoalescedEvents().length > 0 ? event.getCoalescedEvents() : [event]
    drawing.goOn(steps.map(({ clientX, clientY }) => viewer.spots.on(page, clientX, clientY)))
  }
  const up = (event: PointerEvent) => {
    if (event.pointerId !== pointer) return
    pointer = null
    finish()
  }
  const lost = () => {
    pointer = null
    drawing.cancel()
  }
  element.addEventListener('pointerdown', down, { signal })
  element.addEventListener('pointermove', move, { signal })
  element.addEventListener('pointerup', up, { signal })
  element.addEventListener('pointercancel', lost, { signal })
  // The text under the pointer is not to be selected, nor a link followed.
  for (const name of ['mousedown', 'click', 'selectstart'] as const)
    element.addEventListener(
      name,
      event => {
        if (event.target instanceof Element && event.target.closest('.pdfViewer')) {
          event.preventDefault()
          if (name === 'click') event.stopPropagation()
        }
      },
      { signal, capture: true },
    )
  return ending
}
