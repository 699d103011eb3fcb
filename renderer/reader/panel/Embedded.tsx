import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDesk } from '../../state/annotation-desk.ts'
import type { EmbeddedAnnotation } from '../../../electron/contract/answers.ts'
import { useAnnotations } from '../../state/annotations.ts'
import { embeddedIn, takeOverFromPaper } from '../../state/annotation-exchange.ts'
import { goToPlace } from '../../state/panes.ts'
import { Button } from '../../ui/Button.tsx'
import { placesOf } from '../annotations/geometry.ts'
import { isShown, type ShownAnnotation, toolOf } from '../annotations/tools/index.ts'
import { pageLabels } from './AnnotationRow.tsx'
import type { CommentView } from './AnnotationPanel.tsx'

interface EmbeddedProps {
  itemId: string
  hash: string
  Comment: CommentView
}

/** The annotations of the PDF itself that were not taken over, to be taken one by one or all at once. */
export function Embedded({ itemId, hash, Comment }: EmbeddedProps) {
  const { t } = useTranslation('annotations')
  const found = useEmbedded(itemId, hash)
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current?.scrollIntoView({ block: 'nearest' })
  }, [found])
  if (!found) return null
  const shown = found.flatMap(({ at, annotation }) => (isShown(annotation) ? [{ at, annotation }] : []))
  return (
    <div ref={list} className="annotation-embedded">
      {shown.length === 0 ? (
        <p className="annotation-none" role="status">
          {t('embedded.none')}
        </p>
      ) : (
        <>
          <div className="annotation-embedded-head">
            <h3>{t('embedded.list')}</h3>
            <Button look="quiet" onClick={() => void takeOverFromPaper(itemId, hash)}>
              {t('embedded.takeAll')}
            </Button>
          </div>
          <ul className="annotation-list" aria-label={t('embedded.list')}>
            {shown.map(({ at, annotation }) => (
              <Row
                key={at}
                annotation={annotation}
                onTake={() => void takeOverFromPaper(itemId, hash, [at])}
                Comment={Comment}
              />
            ))}
          </ul>
        </>
      )}
    </div>
  )
}

/** Looked for anew when the paper's annotations change. */
function useEmbedded(itemId: string, hash: string): readonly EmbeddedAnnotation[] | null {
  const [found, setFound] = useState<readonly EmbeddedAnnotation[] | null>(null)
  const saved = useAnnotations(({ papers }) => papers[hash]?.saved)
  useEffect(() => {
    const leaving = new AbortController()
    const { signal } = leaving
    // Where it cannot be read, it has been said why.
    void embeddedIn(itemId, signal).then(list => signal.aborted || setFound(list))
    return () => leaving.abort()
  }, [itemId, saved])
  return found
}

interface RowProps {
  annotation: ShownAnnotation
  onTake(): void
  Comment: CommentView
}

function Row({ annotation, onTake, Comment }: RowProps) {
  const { t } = useTranslation(['annotations', 'reader'])
  const label = useDesk(state => pageLabels(annotation, state.labels[annotation.paper] ?? null))
  const { Row: Head, label: kind } = toolOf(annotation)
  const place = placesOf(annotation)[0]
  const rectPt = place?.rectsPt[0]
  return (
    <li className="annotation-row">
      <button
        type="button"
        className="annotation-jump"
        onClick={() => place && rectPt && goToPlace({ hash: annotation.paper, page: place.page, rectPt })}
      >
        <span className="annotation-place">
          {t('reader:panel.page', { label })} · {t(kind)}
          {annotation.author && ` · ${annotation.author}`}
        </span>
        <Head annotation={annotation} />
      </button>
      {annotation.comment && (
        <div className="annotation-comment">
          <Comment markdown={annotation.comment} />
        </div>
      )}
      <div className="annotation-orphan-acts">
        <Button look="quiet" onClick={onTake}>
          {t('embedded.take')}
        </Button>
      </div>
    </li>
  )
}
