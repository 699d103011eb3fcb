import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { addReference, itemOfReference } from '../state/cited-works.ts'
import { useLibrary } from '../state/library.ts'
import { openItem } from '../state/tabs.ts'
import { Button } from '../ui/Button.tsx'
import type { PDFDocumentProxy } from './page/document.ts'
import { drawPicture } from './page/pictures.ts'
import type { PageViewer, ViewerState } from './page/viewer.ts'
import type { Reference } from './text/references.ts'
import { type Preview, type Previewed, usePreview } from './use-preview.ts'
import type { PaperWords } from './use-text.ts'
import './preview.css'

interface PreviewsProps {
  hash: string
  document: PDFDocumentProxy
  container: RefObject<HTMLDivElement | null>
  viewer: PageViewer
  state: ViewerState
  words: PaperWords
}

/** What links and words of the pages point at, shown beside them. */
export function Previews({ container, words, ...props }: PreviewsProps) {
  const { preview, hold, leave, close } = usePreview(container, props.document, words)
  useEffect(() => {
    if (!preview) return
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      event.stopPropagation()
      close()
    }
    window.addEventListener('keydown', onKey, { capture: true })
    return () => window.removeEventListener('keydown', onKey, { capture: true })
  }, [preview, close])
  return preview && <Card {...props} preview={preview} onHold={hold} onLeave={leave} onClose={close} />
}

interface CardProps extends Omit<PreviewsProps, 'container' | 'words'> {
  preview: Preview
  onHold(): void
  onLeave(): void
  onClose(): void
}

const [widthPx, gapPx] = [440, 14]

function Card({ preview, onHold, onLeave, ...props }: CardProps) {
  const { t } = useTranslation('reader')
  const card = useRef<HTMLDivElement>(null)
  const { shown, xPx, yPx } = preview
  useLayoutEffect(() => {
    const element = card.current
    const frame = element?.offsetParent?.getBoundingClientRect()
    if (!element || !frame) return
    const left = Math.max(8, Math.min(xPx - frame.left - 40, frame.width - element.offsetWidth - 8))
    const below = yPx - frame.top + gapPx
    const fits = below + element.offsetHeight < frame.height || yPx - frame.top < frame.height / 2
    element.style.left = `${left}px`
    element.style.top = fits ? `${below}px` : 'auto'
    element.style.bottom = fits ? 'auto' : `${frame.bottom - yPx + gapPx}px`
  }, [shown, xPx, yPx])
  return (
    <div
      ref={card}
      className="reader-float preview-card"
      role="note"
      aria-label={t('preview.name')}
      onPointerEnter={onHold}
      onPointerLeave={onLeave}
    >
      {shown.kind === 'part' ? (
        <Part {...props} part={shown} />
      ) : (
        shown.references.map((reference, index) => <Entry key={index} {...props} reference={reference} />)
      )}
    </div>
  )
}

interface PartProps extends Pick<CardProps, 'document' | 'viewer' | 'state' | 'onClose'> {
  part: Extract<Previewed, { kind: 'part' }>
}

function Part({ part, document, viewer, state, onClose }: PartProps) {
  const { labels, layout } = state
  const { rotation } = layout
  const { t } = useTranslation('reader')
  const picture = useRef<HTMLDivElement>(null)
  const { page, rectPt, of, number } = part
  const heightPx = ((rectPt[3] - rectPt[1]) / (rectPt[2] - rectPt[0])) * widthPx
  useEffect(() => {
    const leaving = new AbortController()
    void drawPicture(document, { page, rotation, widthPx, rectPt }, leaving.signal).then(canvas => {
      if (canvas && !leaving.signal.aborted) picture.current?.replaceChildren(canvas)
    })
    return () => leaving.abort()
  }, [document, page, rotation, rectPt])
  const label = labels?.[page - 1] ?? String(page)
  return (
    <button
      type="button"
      className="preview-part"
      onClick={() => {
        viewer.jump(() => viewer.goToHeight(page, rectPt[3]))
        onClose()
        viewer.focus()
      }}
    >
      <span className="preview-head">
        <span>{of === 'place' ? t('page', { label }) : t(`preview.${of}`, { number })}</span>
        {of !== 'place' && <span>{t('page', { label })}</span>}
      </span>
      <div ref={picture} className="preview-picture" style={{ minHeight: heightPx }} />
    </button>
  )
}

interface EntryProps {
  hash: string
  reference: Reference
  viewer: PageViewer
  onClose(): void
}

function Entry({ hash, reference, viewer, onClose }: EntryProps) {
  const { t } = useTranslation('reader')
  const known = useLibrary(({ data }) => itemOfReference(data.items, reference))
  const { number, text, page, topPt } = reference
  return (
    <div className="preview-entry">
      <p>
        {number && <span className="preview-number">[{number}]</span>} {text}
      </p>
      <div className="preview-acts">
        {known ? (
          <>
            <span className="preview-known">{t('preview.known')}</span>
            <Button look="quiet" onClick={() => openItem(known)}>
              {t('preview.open')}
            </Button>
          </>
        ) : (
          <Button look="quiet" onClick={() => void addReference(hash, reference)}>
            {t('preview.add')}
          </Button>
        )}
        <Button
          look="quiet"
          onClick={() => {
            viewer.jump(() => viewer.goToHeight(page, topPt))
            onClose()
            viewer.focus()
          }}
        >
          {t('preview.go')}
        </Button>
      </div>
    </div>
  )
}
