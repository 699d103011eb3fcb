import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { addReference, itemOfReference } from '../state/cited-works.ts'
import { useLibrary } from '../state/library.ts'
import { isShortcut } from '../lib/keys.ts'
import { type OpenPaper, pinFigure, type PinnedFigure } from '../state/panes.ts'
import { openItem } from '../state/tabs.ts'
import { Button, IconButton, isMac } from '../ui/Button.tsx'
import { shortcuts } from './keys.ts'
import type { PDFDocumentProxy } from './page/document.ts'
import { drawPicture } from './page/pictures.ts'
import type { PageViewer } from './page/viewer.ts'
import type { ViewerState } from './page/viewer-state.ts'
import type { Reference } from './text/references.ts'
import { type Preview, type Previewed, usePreview } from './use-preview.ts'
import type { PaperWords } from './use-text.ts'
import './preview.css'

interface PreviewsProps {
  paper: OpenPaper
  document: PDFDocumentProxy
  container: RefObject<HTMLDivElement | null>
  viewer: PageViewer
  state: ViewerState
  words: PaperWords
}

/** What links and words of the pages point at, shown beside them. */
export function Previews({ container, words, ...props }: PreviewsProps) {
  const { preview, hold, leave, close } = usePreview(container, props.document, words)
  const { paper, viewer } = props
  // Who looks at it may go there.
  const page = preview && pageOf(preview.shown)
  useEffect(() => {
    if (page) viewer.ahead.atRest(page)
  }, [viewer, page])
  const pin = useCallback(
    (shown: Previewed) => {
      const figure = figureOf(shown, words)
      if (figure) pinFigure({ ...paper, ...figure })
      close()
    },
    [paper, words, close],
  )
  useEffect(() => {
    if (!preview) return
    const onKey = (event: KeyboardEvent) => {
      const isPin = isShortcut(event, shortcuts.pin[0], isMac)
      if (event.key !== 'Escape' && !isPin) return
      event.preventDefault()
      event.stopPropagation()
      if (isPin) pin(preview.shown)
      else close()
    }
    window.addEventListener('keydown', onKey, { capture: true })
    return () => window.removeEventListener('keydown', onKey, { capture: true })
  }, [preview, pin, close])
  return preview && <Card {...props} preview={preview} onHold={hold} onLeave={leave} onClose={close} onPin={pin} />
}

type Figure = Omit<PinnedFigure, keyof OpenPaper>

/** Above and below the first line of a reference, PDF points. */
const [abovePt, belowPt] = [16, 64]

const pageOf = (shown: Previewed): number | undefined =>
  shown.kind === 'part' ? shown.page : shown.references[0]?.page

/** What is shown, as a stretch of its page. */
function figureOf(shown: Previewed, { text }: PaperWords): Figure | null {
  if (shown.kind === 'part') return { of: shown.of, number: shown.number, page: shown.page, rectPt: shown.rectPt }
  const [reference] = shown.references
  if (!reference) return null
  const { page, topPt, number } = reference
  const [left = 0, bottom = 0, right = 612, top = 792] = text?.pages[page - 1]?.view ?? []
  const high = Math.min(top, topPt + abovePt)
  return {
    of: 'reference',
    number: number ?? '',
    page,
    rectPt: [left, Math.max(bottom, topPt - belowPt), right, high],
  }
}

interface CardProps extends Omit<PreviewsProps, 'container' | 'words'> {
  preview: Preview
  onHold(): void
  onLeave(): void
  onClose(): void
  onPin(shown: Previewed): void
}

const [widthPx, gapPx] = [440, 14]

function Card({ preview, onHold, onLeave, onPin, ...props }: CardProps) {
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
        <Part {...props} part={shown} onPin={() => onPin(shown)} />
      ) : (
        shown.references.map((reference, index) => (
          <Entry
            key={index}
            {...props}
            reference={reference}
            onPin={() => onPin({ kind: 'references', references: [reference] })}
          />
        ))
      )}
    </div>
  )
}

interface PartProps extends Pick<CardProps, 'document' | 'viewer' | 'state' | 'onClose'> {
  part: Extract<Previewed, { kind: 'part' }>
  onPin(): void
}

function Part({ part, document, viewer, state, onClose, onPin }: PartProps) {
  const { labels, layout } = state
  const { rotation } = layout
  const { t } = useTranslation('reader')
  const picture = useRef<HTMLDivElement>(null)
  const { page, rectPt, of, number } = part
  const heightPx = ((rectPt[3] - rectPt[1]) / (rectPt[2] - rectPt[0])) * widthPx
  useEffect(() => {
    const leaving = new AbortController()
    void drawPicture(document, { page, rotation, widthPx, fit: 'part', rectPt }, leaving.signal).then(canvas => {
      if (canvas && !leaving.signal.aborted) picture.current?.replaceChildren(canvas)
    })
    return () => leaving.abort()
  }, [document, page, rotation, rectPt])
  const label = labels?.[page - 1] ?? String(page)
  return (
    <div className="preview-place">
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
      <PinButton onPin={onPin} />
    </div>
  )
}

function PinButton({ onPin }: { onPin(): void }) {
  const { t } = useTranslation('reader')
  return <IconButton icon="pin" label={t('figure.pin')} shortcut={shortcuts.pin[0]} side="left" onClick={onPin} />
}

interface EntryProps {
  paper: OpenPaper
  reference: Reference
  viewer: PageViewer
  onClose(): void
  onPin(): void
}

function Entry({ paper, reference, viewer, onClose, onPin }: EntryProps) {
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
          <Button look="quiet" onClick={() => void addReference(paper.hash, reference)}>
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
        <PinButton onPin={onPin} />
      </div>
    </div>
  )
}
