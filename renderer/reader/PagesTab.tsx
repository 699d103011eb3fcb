import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PDFDocumentProxy } from './page/document.ts'
import { drawThumbnail } from './page/pictures.ts'
import type { PageViewer } from './page/viewer.ts'
import type { ViewerState } from './page/viewer-state.ts'

interface PagesTabProps {
  document: PDFDocumentProxy
  viewer: PageViewer | null
  state: ViewerState
}

/** The pages as small pictures, drawn when they are near. */
export function PagesTab({ document, viewer, state }: PagesTabProps) {
  const { t } = useTranslation('reader')
  const list = useRef<HTMLOListElement>(null)
  const { page, pages, labels } = state
  useEffect(() => {
    list.current?.children[page - 1]?.scrollIntoView({ block: 'nearest' })
  }, [page, pages])
  return (
    <ol ref={list} className="page-list" aria-label={t('sidebar.pages')}>
      {Array.from({ length: pages }, (_, index) => (
        <li key={index} className="page-thumb">
          <button
            type="button"
            aria-label={t('page', { label: labels?.[index] ?? index + 1 })}
            aria-current={index + 1 === page || undefined}
            onClick={() => viewer?.jump(() => viewer.goToPage(index + 1))}
          >
            <Thumbnail {...{ document, viewer }} page={index + 1} rotation={state.layout.rotation} />
            <span aria-hidden>{labels?.[index] ?? index + 1}</span>
          </button>
        </li>
      ))}
    </ol>
  )
}

interface ThumbnailProps extends Pick<PagesTabProps, 'document' | 'viewer'> {
  page: number
  rotation: number
}

/** Its place has the shape of its page before it is drawn, so that nothing moves. */
function Thumbnail({ document, viewer, page, rotation }: ThumbnailProps) {
  const place = useRef<HTMLDivElement>(null)
  const [isNear, setNear] = useState(false)
  useEffect(() => {
    if (!place.current) return
    const watch = new IntersectionObserver(([entry]) => setNear(entry?.isIntersecting ?? false), {
      rootMargin: '300px',
    })
    watch.observe(place.current)
    return () => watch.disconnect()
  }, [])
  useEffect(() => {
    const element = place.current
    if (!isNear || !element) return
    const leaving = new AbortController()
    void drawThumbnail(document, { page, rotation, widthPx: 120 }, leaving.signal).then(canvas => {
      if (canvas && !leaving.signal.aborted) element.replaceChildren(canvas)
    })
    return () => {
      leaving.abort()
      element.replaceChildren()
    }
  }, [document, page, rotation, isNear])
  return <div ref={place} className="page-thumb-picture" style={{ aspectRatio: viewer?.spots.ratioOf(page) }} />
}
