import { memo, type MouseEvent, type RefCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDesk } from '../../state/annotation-desk.ts'
import { deleteAnnotations } from '../../state/annotations.ts'
import type { Backlinks } from '../../state/link-names.ts'
import { quoteInNote, quoteOf } from '../../state/quoting.ts'
import { IconButton } from '../../ui/Button.tsx'
import { placesOf } from '../annotations/geometry.ts'
import { type ShownAnnotation, toolOf } from '../annotations/tools/index.ts'
import { shortcuts } from '../keys.ts'
import { Swatch, useColorName, useMarkStyle } from '../Palette.tsx'
import type { CommentView } from './AnnotationPanel.tsx'
import { CommentEditor } from './CommentEditor.tsx'
import { LedFrom } from './LedFrom.tsx'
import { TagEditor } from './TagEditor.tsx'

interface RowProps {
  annotation: ShownAnnotation
  /** Its place among `count` rows, from 0. */
  row: number
  count: number
  /** The keys start from it. */
  isCurrent: boolean
  isPending: boolean
  isSelected: boolean
  measure: RefCallback<HTMLElement>
  /** What leads to it. */
  backlinks: Backlinks | undefined
  onChoose(row: number, event: MouseEvent): void
  Comment: CommentView
}

export const AnnotationRow = memo(function AnnotationRow(props: RowProps) {
  const { annotation, row, count, isCurrent, isPending, isSelected, measure, backlinks, onChoose, Comment } = props
  const { t } = useTranslation(['reader', 'annotations'])
  const { paper, comment, color, tags } = annotation
  const label = useDesk(state => pageLabels(annotation, state.labels[paper] ?? null))
  const [editing, setEditing] = useState(false)
  const jump = useRef<HTMLButtonElement>(null)
  /** The keys go on from the row. */
  const endEditing = () => {
    jump.current?.focus({ preventScroll: true })
    setEditing(false)
  }
  const colorName = useColorName()
  const { Row: Head, label: kind } = toolOf(annotation)
  return (
    <li
      ref={measure}
      className="annotation-row"
      style={useMarkStyle()(color)}
      data-row={row}
      draggable
      onDragStart={event => {
        event.dataTransfer.setData('text/plain', `${quoteOf(annotation)}\n`)
        event.dataTransfer.effectAllowed = 'copy'
      }}
      data-selected={isSelected || undefined}
      data-pending={isPending || undefined}
      aria-setsize={count}
      aria-posinset={row + 1}
    >
      <button
        ref={jump}
        type="button"
        className="annotation-jump"
        tabIndex={isCurrent ? 0 : -1}
        aria-pressed={isSelected}
        onClick={event => onChoose(row, event)}
      >
        <span className="annotation-place">
          <Swatch color={color} />
          <span className="visually-hidden">{`${colorName(color)}, ${t(kind, { ns: 'annotations' })}, `}</span>
          {t('panel.page', { label })}
          {annotation.kind !== 'highlight' && <span aria-hidden> · {t(kind, { ns: 'annotations' })}</span>}
          {annotation.anchoring?.state === 'found' && (
            <span>
              {' '}
              · {t('annotations:found-again', { percent: Math.floor(annotation.anchoring.confidence * 100) })}
            </span>
          )}
          {isPending && <span> · {t('saving')}</span>}
        </span>
        <Head annotation={annotation} />
      </button>
      {comment && !editing && <RowComment {...{ annotation, isCurrent, Comment }} />}
      {editing && <CommentEditor annotation={annotation} onDone={endEditing} />}
      {editing && <TagEditor annotation={annotation} onDone={endEditing} />}
      {!editing && tags && (
        <ul className="annotation-tags" aria-label={t('annotations:tags.label')}>
          {tags.map(tag => (
            <li key={tag}>{tag}</li>
          ))}
        </ul>
      )}
      <LedFrom backlinks={backlinks} />
      <RowActs annotation={annotation} isCurrent={isCurrent} editing={editing} onEdit={() => setEditing(!editing)} />
    </li>
  )
})

interface RowActsProps extends Pick<RowProps, 'annotation' | 'isCurrent'> {
  editing: boolean
  onEdit(): void
}

function RowActs({ annotation, isCurrent, editing, onEdit }: RowActsProps) {
  const { t } = useTranslation(['reader', 'annotations'])
  const { id, paper } = annotation
  return (
    <div className="annotation-actions">
      <IconButton
        icon="pencil"
        label={t('annotations:edit')}
        side="left"
        tabIndex={isCurrent ? 0 : -1}
        aria-expanded={editing}
        onClick={onEdit}
      />
      <IconButton
        icon="note"
        label={t('annotations:quoteInNote')}
        shortcut="Alt+KeyQ"
        side="left"
        tabIndex={isCurrent ? 0 : -1}
        onClick={() => void quoteInNote([annotation])}
      />
      <IconButton
        icon="trash"
        label={t('delete')}
        shortcut={shortcuts.delete[0]}
        side="left"
        tabIndex={isCurrent ? 0 : -1}
        onClick={() => void deleteAnnotations(paper, [id])}
      />
    </div>
  )
}

/** What was written to it: of a free text the plain words that stand on the page. */
function RowComment(props: Pick<RowProps, 'annotation' | 'isCurrent' | 'Comment'>) {
  const { annotation, isCurrent, Comment } = props
  const { kind, comment } = annotation
  const place = useRef<HTMLDivElement>(null)
  // One walks through the rows by arrows: of the others' links each would be a stop. They come when the comment is drawn.
  useEffect(() => {
    const element = place.current
    if (!element) return
    const set = () => {
      for (const link of element.querySelectorAll<HTMLElement>('a[href]')) link.tabIndex = isCurrent ? 0 : -1
    }
    set()
    const watching = new MutationObserver(set)
    watching.observe(element, { childList: true, subtree: true })
    return () => watching.disconnect()
  }, [isCurrent])
  if (kind === 'free-text') return <p className="annotation-comment">{comment}</p>
  return (
    <div ref={place} className="annotation-comment">
      <Comment markdown={comment} />
    </div>
  )
}

/** "3" or "3–4", as the PDF calls its pages. */
export function pageLabels(annotation: ShownAnnotation, labels: readonly string[] | null): string {
  const places = placesOf(annotation)
  const named = (page = 0) => labels?.[page - 1] ?? String(page)
  const [first, last] = [named(places[0]?.page), named(places.at(-1)?.page)]
  return first === last ? first : `${first}–${last}`
}
