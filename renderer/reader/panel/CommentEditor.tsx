import { useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { draftComment, keepComment, useAnnotations } from '../../state/annotations.ts'
import type { ShownAnnotation } from '../annotations/tools/index.ts'
import { useLinkCompletion } from './link-completion.ts'

interface CommentEditorProps {
  annotation: ShownAnnotation
  /** Mod+Enter or Esc: the comment has been handed over and the editor may go. */
  onDone(): void
}

/** A comment's Markdown. Saved on leaving and on Mod+Enter; it says so only when it is on the disk. */
export function CommentEditor({ annotation, onDone }: CommentEditorProps) {
  const { t } = useTranslation('reader')
  const { paper, id } = annotation
  const draft = useAnnotations(({ drafts }) => drafts[annotation.id])
  const pending = useAnnotations(({ papers }) => annotation.id in (papers[annotation.paper]?.pending ?? {}))
  const box = useRef<HTMLTextAreaElement>(null)
  /** It has been handed over, and keys pressed until it is on the disk are no words of it. */
  const [leaving, setLeaving] = useState(false)
  const listId = useId()
  const links = useLinkCompletion(box, id, text => draftComment(id, text))
  const { offers } = links
  // Only now is it in its place, so that the pages need not jump to it.
  useEffect(() => {
    box.current?.focus({ preventScroll: true })
    box.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  // A textarea that is taken away while it has the focus is not told.
  useEffect(() => () => void keepComment(paper, id), [paper, id])
  const said = pending
    ? t('saving')
    : draft !== undefined && draft !== annotation.comment
      ? t('unsaved')
      : annotation.comment
        ? t('saved')
        : ''
  return (
    <div className="comment-editor">
      <textarea
        ref={box}
        aria-label={t('comment')}
        placeholder={t('comment-placeholder')}
        rows={3}
        readOnly={leaving}
        maxLength={100_000}
        value={draft ?? annotation.comment}
        aria-autocomplete="list"
        aria-controls={offers ? listId : undefined}
        aria-activedescendant={offers ? `${listId}-${offers.chosen}` : undefined}
        onChange={event => {
          draftComment(annotation.id, event.target.value)
          links.look()
        }}
        onBlur={() => {
          links.close()
          void keepComment(paper, id)
        }}
        onKeyDown={event => {
          if (event.nativeEvent.isComposing) return
          if (links.onKey(event)) {
            event.preventDefault()
            event.stopPropagation()
            return
          }
          const ends = event.key === 'Escape' || (event.key === 'Enter' && (event.ctrlKey || event.metaKey))
          if (!ends) return
          event.preventDefault()
          event.stopPropagation()
          if (leaving) return
          setLeaving(true)
          void keepComment(paper, id).then(kept => (kept ? onDone() : setLeaving(false)))
        }}
      />
      {offers && (
        // A press on an offer must leave the caret where it is.
        <div
          id={listId}
          className="comment-offers"
          role="listbox"
          aria-label={t('comment-links')}
          onPointerDown={event => event.preventDefault()}
        >
          {offers.list.map((offer, index) => (
            <div
              key={offer.link}
              id={`${listId}-${index}`}
              role="option"
              aria-selected={index === offers.chosen}
              onClick={() => links.take(offer)}
            >
              <span className="clipped">{offer.title}</span>
              {offer.aside && <span className="comment-offer-aside clipped">{offer.aside}</span>}
            </div>
          ))}
        </div>
      )}
      <output className="comment-state">{said}</output>
    </div>
  )
}
