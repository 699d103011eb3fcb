import { type KeyboardEvent, type MouseEvent, useEffect, useRef, useState, type RefObject } from 'react'
import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../ui/Dialog.tsx'
import { MarkLayers } from './annotations/MarkLayer.tsx'
import type { ShownAnnotation } from './annotations/tools/index.ts'
import { shortcuts } from './keys.ts'
import type { PDFDocumentProxy } from './page/document.ts'
import { drawSheet, type Sheet } from './page/sheet.ts'
import type { PageViewer } from './page/viewer.ts'
import type { ViewerState } from './page/viewer-state.ts'
import { pageAfter } from './presented.ts'
import './presentation.css'

export interface PresentationProps {
  document: PDFDocumentProxy
  viewer: PageViewer | null
  state: ViewerState
  shown: readonly ShownAnnotation[]
  /** Those that the host has not acknowledged yet, by id. */
  pending: Readonly<Record<string, unknown>> | undefined
  onClose(): void
}

/** One page at a time, as large as the window, or the screen where that is allowed. What was read stays where it was. */
export function Presentation({ document, viewer, state, shown, pending, onClose }: PresentationProps) {
  const { t } = useTranslation('reader')
  const { pages, labels, layout } = state
  const [page, setPage] = useState(state.page)
  const stage = useRef<HTMLDivElement>(null)
  const picture = useRef<HTMLDivElement>(null)
  const { sheet, isFaulty } = useSheet(document, page, layout.rotation, picture)
  useFullScreen(stage, onClose)
  // A dialog that leaves the whole screen gives the focus back to nothing.
  useEffect(() => () => viewer?.focus(), [viewer])
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation()
    if (event.nativeEvent.isComposing) return
    const next = pageAfter(event, page, pages)
    const ends = event.code === shortcuts.present[0]
    if (next === null && !ends) return
    event.preventDefault()
    if (ends) onClose()
    else if (next !== null) setPage(next)
  }
  const onClick = ({ clientX }: MouseEvent) => {
    const back = clientX < window.innerWidth / 3
    setPage(back ? Math.max(1, page - 1) : Math.min(pages, page + 1))
  }
  // Outside the reader, whose colour of paper is not the presentation's.
  return createPortal(
    <Dialog label={t('presentation.name')} fills onClose={onClose}>
      <div ref={stage} className="presentation" tabIndex={-1} autoFocus onKeyDown={onKeyDown} onClick={onClick}>
        <div ref={picture} className="presentation-picture" data-page={sheet?.number} />
        {isFaulty && <p className="presentation-fault">{t('faults.page')}</p>}
        <output className="presentation-page">
          <span key={page}>{t('presentation.page', { label: labels?.[page - 1] ?? page, pages })}</span>
        </output>
      </div>
      {sheet && <MarkLayers drawn={[sheet]} annotations={shown} draft={null} pending={pending} selected={noneChosen} />}
    </Dialog>,
    window.document.body,
  )
}

const noneChosen: readonly string[] = []

/** Keeps a page drawn that is as large as its place; the page before stays until it is there. */
function useSheet(document: PDFDocumentProxy, page: number, rotation: number, place: RefObject<HTMLElement | null>) {
  const [sheet, setSheet] = useState<Sheet | null>(null)
  const [isFaulty, setFaulty] = useState(false)
  useEffect(() => {
    const element = place.current
    if (!element) return
    let leaving = new AbortController()
    const draw = async () => {
      leaving.abort()
      const { signal } = (leaving = new AbortController())
      const { clientWidth, clientHeight } = element
      const widthPx = ({ width, height }: { width: number; height: number }) =>
        Math.max(1, Math.min(clientWidth, (clientHeight * width) / height))
      const drawn = await drawSheet(document, { page, rotation, widthPx }, signal)
      if (signal.aborted) return
      element.replaceChildren(...(drawn ? [drawn.element] : []))
      setSheet(drawn)
      setFaulty(!drawn)
    }
    const resized = new ResizeObserver(() => void draw())
    resized.observe(element)
    return () => {
      leaving.abort()
      resized.disconnect()
    }
  }, [document, page, rotation, place])
  return { sheet, isFaulty }
}

/** Takes the whole screen where that is allowed; where the browser ends it (its own Esc), so does the presentation. */
function useFullScreen(stage: RefObject<HTMLElement | null>, onEnd: () => void): void {
  const end = useRef(onEnd)
  useEffect(() => {
    end.current = onEnd
  })
  useEffect(() => {
    const element = stage.current
    // Refused in Electron and in some browsers: the window is filled anyway.
    element?.requestFullscreen().catch(() => undefined)
    let was = false
    const changed = () => {
      const is = document.fullscreenElement === element
      if (was && !is) end.current()
      was = is
    }
    document.addEventListener('fullscreenchange', changed)
    return () => document.removeEventListener('fullscreenchange', changed)
  }, [stage])
}
