import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { goToFigure, type PinnedFigure } from '../state/panes.ts'
import { IconButton } from '../ui/Button.tsx'
import type { PDFDocumentProxy } from './page/document.ts'
import { drawPicture } from './page/pictures.ts'
import { Closed } from './PaperView.tsx'
import { useDocument } from './use-document.ts'
import './figure.css'

/** A stretch of a page that stays in sight: as wide as its place, or larger. */
export function FigureView({ figure }: { figure: PinnedFigure }) {
  const { phase, again } = useDocument(figure.hash)
  if (phase.kind === 'open') return <Picture figure={figure} document={phase.document} />
  return (
    <div className="reader reader-closed">
      <Closed phase={phase} hash={figure.hash} onAgain={again} />
    </div>
  )
}

const zooms = [1, 1.25, 1.5, 2, 3, 4]
/** How long a width must stay the same before it is drawn for, ms. */
const restMs = 150

function Picture({ figure, document }: { figure: PinnedFigure; document: PDFDocumentProxy }) {
  const { t } = useTranslation('reader')
  const picture = useRef<HTMLDivElement>(null)
  const width = useWidth(picture)
  const [zoom, setZoom] = useState(1)
  const { page, rectPt } = figure
  useEffect(() => {
    if (width === 0) return
    const leaving = new AbortController()
    const { signal } = leaving
    const wanted = { page, rotation: 0, widthPx: width * zoom, fit: 'part', rectPt } as const
    void drawPicture(document, wanted, signal).then(
      canvas => canvas && !signal.aborted && picture.current?.replaceChildren(canvas),
    )
    return () => leaving.abort()
  }, [document, page, rectPt, width, zoom])
  const step = (by: 1 | -1) => setZoom(zooms[Math.max(0, Math.min(zooms.length - 1, zooms.indexOf(zoom) + by))] ?? 1)
  return (
    <div className="pinned">
      <div className="pinned-tools" role="toolbar" aria-label={t('figure.tools')}>
        <IconButton icon="minus" label={t('zoom-out')} disabled={zoom === zooms[0]} onClick={() => step(-1)} />
        <IconButton icon="plus" label={t('zoom-in')} disabled={zoom === zooms.at(-1)} onClick={() => step(1)} />
        <IconButton icon="external" label={t('figure.go')} side="left" onClick={() => goToFigure(figure)} />
      </div>
      <div className="pinned-frame" tabIndex={0} role="region" aria-label={t('figure.picture')}>
        <div ref={picture} className="pinned-picture" />
      </div>
    </div>
  )
}

/** How wide an element is, once it has stayed so for a moment; CSS pixels. */
function useWidth(place: { current: HTMLElement | null }): number {
  const [width, setWidth] = useState(0)
  useEffect(() => {
    const element = place.current
    if (!element) return
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = () => setWidth(element.clientWidth)
    const resized = new ResizeObserver(() => {
      clearTimeout(timer)
      timer = setTimeout(look, restMs)
    })
    look()
    resized.observe(element)
    return () => {
      clearTimeout(timer)
      resized.disconnect()
    }
  }, [place])
  return width
}
