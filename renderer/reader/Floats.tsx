import { type ReactNode, useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { AnnotationColor, TextMarkKind } from '../../electron/contract/annotation.ts'
import { changeAnnotation, deleteAnnotations } from '../state/annotations.ts'
import { Button, IconButton } from '../ui/Button.tsx'
import { placesOf } from './annotations/geometry.ts'
import { type ShownAnnotation, toolOf } from './annotations/tools/index.ts'
import { CommentEditor } from './panel/CommentEditor.tsx'
import { shortcuts } from './keys.ts'
import type { PageViewer } from './page/viewer.ts'
import { Palette } from './Palette.tsx'
import type { Foreign } from './use-foreign.ts'

interface FloatProps {
  /** Where its upper edge and middle go, CSS pixels of the scrolled content. */
  xPx: number
  yPx: number
  children: ReactNode
}

const edgePx = 8

/** Stands at a point of the scrolled pages, but never beside the window. */
function Float({ xPx, yPx, children }: FloatProps) {
  const box = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const element = box.current
    const scroller = element?.offsetParent
    if (!element || !scroller) return
    const left = scroller.scrollLeft + edgePx
    const right = scroller.scrollLeft + scroller.clientWidth - element.offsetWidth - edgePx
    element.style.left = `${Math.max(left, Math.min(xPx - element.offsetWidth / 2, right))}px`
    element.style.top = `${yPx + edgePx}px`
  }, [xPx, yPx])
  return (
    <div ref={box} className="reader-float">
      {children}
    </div>
  )
}

interface SelectionBarProps extends Omit<FloatProps, 'children'> {
  onMark(kind: TextMarkKind, color?: AnnotationColor): void
  onComment(): void
  onCopy(): void
}

/** What can be done with the selected text. */
export function SelectionBar({ xPx, yPx, onMark, onComment, onCopy }: SelectionBarProps) {
  const { t } = useTranslation(['reader', 'annotations'])
  return (
    <Float xPx={xPx} yPx={yPx}>
      {/* A press on a button must leave the selection alone. */}
      <div
        className="marking-bar"
        role="toolbar"
        aria-label={t('selection')}
        onPointerDown={event => event.preventDefault()}
        onMouseDown={event => event.preventDefault()}
      >
        <Palette label={t('highlight-in')} onChoose={color => onMark('highlight', color)} />
        {(['underline', 'strike-out', 'squiggly'] as const).map(kind => (
          <IconButton key={kind} icon={kind} label={t(`annotations:kinds.${kind}`)} onClick={() => onMark(kind)} />
        ))}
        <IconButton icon="pencil" label={t('comment-on')} onClick={onComment} />
        <IconButton icon="copy" label={t('copy')} shortcut="Mod+KeyC" onClick={onCopy} />
      </div>
    </Float>
  )
}

interface MarkCardProps {
  annotation: ShownAnnotation
  viewer: PageViewer
  onClose(): void
}

/** The card of the annotation that was clicked, below its last line: its colour, its comment, and the way to delete it. */
export function MarkCard({ annotation, viewer, onClose }: MarkCardProps) {
  const { t } = useTranslation('reader')
  const last = placesOf(annotation).at(-1)
  const rect = last && viewer.spots.rectOf(last)
  if (!rect) return null
  return (
    <Float xPx={(rect.left + rect.right) / 2} yPx={rect.bottom}>
      <div className="mark-card" role="dialog" aria-label={t(toolOf(annotation).label, { ns: 'annotations' })}>
        <div className="mark-card-head">
          <Palette
            label={t('color')}
            chosen={annotation.color}
            onChoose={color => void changeAnnotation(annotation, { color }, 'recolor')}
          />
          <IconButton
            icon="trash"
            label={t('delete')}
            shortcut={shortcuts.delete[0]}
            side="left"
            onClick={() => void deleteAnnotations(annotation.paper, [annotation.id])}
          />
        </div>
        <CommentEditor annotation={annotation} onDone={onClose} />
      </div>
    </Float>
  )
}

interface ForeignCardProps {
  foreign: Foreign
  viewer: PageViewer | null
  onClose(): void
}

/** What the PDF's own mark says, below its last line, and the way to make it one's own. */
export function ForeignCard({ foreign: { shown, take }, viewer, onClose }: ForeignCardProps) {
  const { t } = useTranslation(['annotations', 'app'])
  const button = useRef<HTMLButtonElement>(null)
  useLayoutEffect(() => button.current?.focus({ preventScroll: true }), [shown])
  const last = shown && placesOf(shown).at(-1)
  const rect = last && viewer?.spots.rectOf(last)
  if (!rect) return null
  const words = t('embedded.one', { kind: t(toolOf(shown).label) })
  return (
    <Float xPx={(rect.left + rect.right) / 2} yPx={rect.bottom}>
      <div className="foreign-card" role="dialog" aria-label={words}>
        <p className="foreign-kind">
          {words}
          {shown.author && ` · ${shown.author}`}
        </p>
        {shown.comment && <p className="foreign-comment">{shown.comment}</p>}
        <div className="foreign-acts">
          <Button ref={button} look="quiet" onClick={take}>
            {t('embedded.take')}
          </Button>
          <IconButton icon="close" label={t('app:close')} side="left" onClick={onClose} />
        </div>
      </div>
    </Float>
  )
}
