import { type RefObject, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { namePages } from '../state/annotation-desk.ts'
import { keepPlace, type PaneName, placeLeft } from '../state/panes.ts'
import type { PaperView } from '../../electron/contract/library.ts'
import type { PDFDocumentProxy } from './page/document.ts'
import { type Layout, plainLayout } from './page/layout.ts'
import type { Place } from './page/place.ts'
import { PageViewer } from './page/viewer.ts'
import type { ViewerState } from './page/viewer-state.ts'

const atStart: ViewerState = {
  page: 1,
  pages: 0,
  labels: null,
  zoom: 1,
  zoomName: null,
  isPainted: false,
  layout: plainLayout,
  canGoBack: false,
  canGoForward: false,
}
const isNews = (before: ViewerState, change: Partial<ViewerState>): boolean =>
  Object.entries(change).some(([name, value]) => before[name as keyof ViewerState] !== value)

/** What of a paper's view the viewer knows nothing of. */
type Choice = Pick<PaperView, 'sidebar' | 'paper'>
export interface ViewChoice extends Choice {
  choose(change: Partial<Choice>): void
}
const plainChoice: Choice = { sidebar: null, paper: 'white' }

/** How long a place must have been kept still before it is worth writing down. */
const restMs = 600

/** Writes a place and the view down once they have stayed the same for a while, or when the window or the paper goes. */
class Keeper {
  private readonly pane: PaneName
  private readonly hash: string
  private place: Place | null = null
  private choice: Choice
  private layout: Layout
  private pages = 0
  private timer: ReturnType<typeof setTimeout> | undefined

  constructor(pane: PaneName, hash: string, view: PaperView | undefined) {
    this.pane = pane
    this.hash = hash
    this.choice = { ...plainChoice, ...view }
    this.layout = { ...plainLayout, ...view }
    window.addEventListener('pagehide', this.keep)
  }

  note(part: { place?: Place; choice?: Choice; layout?: Layout | undefined; pages?: number | undefined }): void {
    this.place = part.place ?? this.place
    this.choice = part.choice ?? this.choice
    this.layout = part.layout ?? this.layout
    this.pages = part.pages ?? this.pages
    clearTimeout(this.timer)
    this.timer = setTimeout(this.keep, restMs)
  }

  private readonly keep = () => {
    clearTimeout(this.timer)
    this.timer = undefined
    if (!this.place) return
    const { scroll, spread, rotation } = this.layout
    const { sidebar, paper } = this.choice
    const view = { scroll, spread, rotation, sidebar, paper }
    keepPlace(this.pane, this.hash, { ...this.place, view }, this.pages)
  }

  end(): void {
    window.removeEventListener('pagehide', this.keep)
    if (this.timer !== undefined) this.keep()
  }
}

/** The viewer of a document in two elements of the view, and what it shows now. */
export function useViewer(
  pane: PaneName,
  hash: string,
  document: PDFDocumentProxy,
  container: RefObject<HTMLDivElement | null>,
  pages: RefObject<HTMLDivElement | null>,
): { viewer: PageViewer | null; state: ViewerState; view: ViewChoice } {
  const { t } = useTranslation('reader')
  const [viewer, setViewer] = useState<PageViewer | null>(null)
  const [state, setState] = useState(atStart)
  const [choice, setChoice] = useState<Choice>(() => ({ ...plainChoice, ...placeLeft(pane, hash)?.view }))
  const keeper = useRef<Keeper | null>(null)
  useEffect(() => {
    if (!container.current || !pages.current) return
    const place = placeLeft(pane, hash)
    const kept = new Keeper(pane, hash, place?.view)
    keeper.current = kept
    const made = new PageViewer({
      container: container.current,
      pages: pages.current,
      document,
      place,
      onMove: moved => kept.note({ place: moved }),
      onChange: change => {
        setState(before => (isNews(before, change) ? { ...before, ...change } : before))
        if (change.layout || change.pages) kept.note({ layout: change.layout, pages: change.pages })
        if (change.labels !== undefined) namePages(hash, change.labels)
        if (change.pages) setViewer(made)
      },
    })
    return () => {
      kept.end()
      made.close()
    }
  }, [pane, hash, document, container, pages])
  // Names follow the language, so they are not the viewer's business. They are many, so the first page comes before.
  useEffect(() => {
    if (!state.isPainted) return
    const faultText = t('faults.page')
    for (const page of pages.current?.querySelectorAll<HTMLElement>('.page') ?? []) {
      const label = state.labels?.[Number(page.dataset['pageNumber']) - 1] ?? page.dataset['pageNumber']
      page.setAttribute('aria-label', t('page', { label }))
      page.dataset['faultText'] = faultText
    }
  }, [pages, state.isPainted, state.pages, state.labels, t])
  useEffect(() => viewer?.tint(choice.paper), [viewer, choice.paper])
  const choose = (change: Partial<Choice>) => {
    const next = { ...choice, ...change }
    setChoice(next)
    keeper.current?.note({ choice: next })
  }
  return { viewer, state, view: { ...choice, choose } }
}
