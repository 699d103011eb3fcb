import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AnnotationColor } from '../../electron/contract/annotation.ts'
import { revealAnnotation, selectedIn, useDesk } from '../state/annotation-desk.ts'
import {
  deleteAnnotations,
  loadAnnotations,
  shownRecords,
  stepAnnotations,
  useAnnotations,
} from '../state/annotations.ts'
import { useSettings } from '../state/settings.ts'
import { IconButton, isMac } from '../ui/Button.tsx'
import { inPageOrder, placesOf } from './annotations/geometry.ts'
import { isShown, type ShownAnnotation, toolOf } from './annotations/tools/index.ts'
import { CommentEditor } from './CommentEditor.tsx'
import { commandFrom, isTextBox, shortcuts } from './keys.ts'
import { Palette, Swatch, useMarkStyle } from './Palette.tsx'
import './reader.css'

/** A paper's annotations in the order of its pages, for the right column. */
export function AnnotationPanel({ hash }: { hash: string }) {
  const { t } = useTranslation('reader')
  const annotations = useAnnotations(({ papers }) => papers[hash])
  const all = useMemo(() => shownRecords(annotations).filter(isShown).sort(inPageOrder), [annotations])
  const [color, setColor] = useState<AnnotationColor | null>(null)
  useEffect(() => void loadAnnotations(hash), [hash])
  const palette = useSettings(({ settings }) => settings.palette)
  const colors = palette.map(({ id }) => id).filter(option => all.some(annotation => annotation.color === option))
  // A colour whose last mark has gone would hide everything.
  const filter = color && colors.includes(color) ? color : null
  const listed = all.filter(annotation => !filter || annotation.color === filter)
  if (!annotations?.saved) return <div className="annotation-panel" aria-busy={!annotations?.failure} />
  if (all.length === 0)
    return (
      <div className="annotation-panel annotation-none">
        <p>{t('panel.none')}</p>
        <p>{t('panel.how')}</p>
      </div>
    )
  return (
    <div
      className="annotation-panel"
      role="group"
      aria-label={t('panel.list')}
      onKeyDown={event => {
        const command = commandFrom(event.nativeEvent, { typing: isTextBox(event.target), mac: isMac })
        if (command !== 'undo' && command !== 'redo') return
        event.preventDefault()
        event.stopPropagation()
        void stepAnnotations(hash, command)
      }}
    >
      <div className="annotation-filter">
        <Palette
          label={t('panel.filter')}
          colors={colors}
          chosen={filter}
          onChoose={next => setColor(next === filter ? null : next)}
        />
        <span className="annotation-count">
          {filter
            ? t('panel.count-of', { count: listed.length, total: all.length })
            : t('panel.count', { count: all.length })}
        </span>
      </div>
      <ul className="annotation-list">
        {listed.map(annotation => (
          <Row key={annotation.id} annotation={annotation} pending={annotation.id in annotations.pending} />
        ))}
      </ul>
    </div>
  )
}

function Row({ annotation, pending }: { annotation: ShownAnnotation; pending: boolean }) {
  const { t } = useTranslation('reader')
  const { id, paper, comment, color } = annotation
  const selected = useDesk(state => selectedIn(state, paper).includes(id))
  const label = useDesk(state => pageLabels(annotation, state.labels[paper] ?? null))
  const [editing, setEditing] = useState(false)
  const markStyle = useMarkStyle()
  const { Row: Head } = toolOf(annotation)
  const remove = () => void deleteAnnotations(paper, [id])
  return (
    <li
      className="annotation-row"
      style={markStyle(color)}
      data-selected={selected || undefined}
      data-pending={pending || undefined}
      onKeyDown={event => {
        if (commandFrom(event.nativeEvent, { typing: isTextBox(event.target), mac: isMac }) === 'delete') remove()
      }}
    >
      <button
        type="button"
        className="annotation-jump"
        aria-current={selected || undefined}
        onClick={() => revealAnnotation(paper, id)}
      >
        <span className="annotation-place">
          <Swatch color={color} />
          {t('panel.page', { label })}
          {pending && <span> · {t('saving')}</span>}
        </span>
        <Head annotation={annotation} />
        {comment && !editing && <span className="annotation-comment">{comment}</span>}
      </button>
      {editing && <CommentEditor annotation={annotation} onDone={() => setEditing(false)} />}
      <div className="annotation-actions">
        <IconButton
          icon="pencil"
          label={t('edit-comment')}
          side="left"
          aria-expanded={editing}
          onClick={() => setEditing(!editing)}
        />
        <IconButton icon="trash" label={t('delete')} shortcut={shortcuts.delete[0]} side="left" onClick={remove} />
      </div>
    </li>
  )
}

/** "3" or "3–4", as the PDF calls its pages. */
function pageLabels(annotation: ShownAnnotation, labels: readonly string[] | null): string {
  const places = placesOf(annotation)
  const named = (page = 0) => labels?.[page - 1] ?? String(page)
  const [first, last] = [named(places[0]?.page), named(places.at(-1)?.page)]
  return first === last ? first : `${first}–${last}`
}
