import { type RefObject, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { namePages } from '../state/annotation-desk.ts'
import { useLibrary } from '../state/library.ts'
import { leavePaper } from '../state/papers.ts'
import type { PDFDocumentProxy } from './page/document.ts'
import type { Place } from './page/place.ts'
import { PageViewer, type ViewerState } from './page/viewer.ts'

const atStart: ViewerState = {
  page: 1,
  pages: 0,
  labels: null,
  zoom: 1,
  zoomName: null,
  drawn: [],
  find: { current: 0, total: 0, outcome: 'none' },
}
/** How long a place must have been kept still before it is worth writing down. */
const restMs = 600

/** Writes a place down once it has stayed the same for a while, or when the window or the paper goes. */
function placeKeeper(hash: string): { note(place: Place): void; count(pages: number): void; end(): void } {
  let pages = 0
  let place: Place | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  const keep = () => {
    clearTimeout(timer)
    if (place) void leavePaper(hash, place, pages)
    place = null
  }
  window.addEventListener('pagehide', keep)
  return {
    count: all => (pages = all),
    note: next => {
      place = next
      clearTimeout(timer)
      timer = setTimeout(keep, restMs)
    },
    end: () => {
      window.removeEventListener('pagehide', keep)
      keep()
    },
  }
}

/** The viewer of a document in two elements of the view, and what it shows now. */
export function useViewer(
  hash: string,
  document: PDFDocumentProxy,
  container: RefObject<HTMLDivElement | null>,
  pages: RefObject<HTMLDivElement | null>,
): { viewer: PageViewer | null; state: ViewerState } {
  const { t } = useTranslation('reader')
  const [viewer, setViewer] = useState<PageViewer | null>(null)
  const [state, setState] = useState(atStart)
  useEffect(() => {
    if (!container.current || !pages.current) return
    const keeper = placeKeeper(hash)
    const made = new PageViewer({
      container: container.current,
      pages: pages.current,
      document,
      place: useLibrary.getState().data.papers[hash]?.place,
      onMove: keeper.note,
      onChange: change => {
        setState(before => ({ ...before, ...change }))
        if (change.labels !== undefined) namePages(hash, change.labels)
        if (change.pages) {
          keeper.count(change.pages)
          setViewer(made)
        }
      },
    })
    return () => {
      keeper.end()
      made.close()
    }
  }, [hash, document, container, pages])
  // Names follow the language, so they are not the viewer's business.
  useEffect(() => {
    for (const page of pages.current?.querySelectorAll<HTMLElement>('.page') ?? []) {
      const label = state.labels?.[Number(page.dataset['pageNumber']) - 1] ?? page.dataset['pageNumber']
      page.setAttribute('aria-label', t('page', { label }))
      page.dataset['faultText'] = t('faults.page')
    }
  }, [pages, state.pages, state.labels, t])
  return { viewer, state }
}
