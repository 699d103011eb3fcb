import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { KnownAnnotation } from '../../electron/contract/annotation.ts'
import { loadAnnotations, shownRecords, useAnnotations } from '../state/annotations.ts'
import { paperOfAnnotation } from '../state/following.ts'
import { useKeptPicture } from '../state/kept-picture.ts'
import { sourceOf } from '../state/quoting.ts'
import { Card } from './Card.tsx'
import { noteFromMarkdown } from './markdown.ts'
import { deepest, NoteOfTopic, refusalOf, TextOfNote, type TextAround } from './note-place.ts'
import { NoteLink } from './NoteLinks.tsx'

interface AnnotationCardProps {
  id: string
  target: string
  text: string | null
  around: TextAround
  /** The level of the heading that it stands under. */
  under: number
}

/** An annotation shown in a note: the words or the picture that it marks, its comment, and a link that opens the paper at the place. */
export function AnnotationCard({ id, target, text, around, under }: AnnotationCardProps) {
  const { t } = useTranslation('notes')
  const { annotation, isGone } = useAnnotation(id)
  const words = annotation ? sourceOf(annotation) : t('embed.annotation')
  const refused = refusalOf(around, id)
  const source = <NoteLink target={target} text={text ?? words} />
  if (isGone) return <p>{source}</p>
  return (
    <Card name={text ?? words} source={source}>
      {refused ? (
        <p className="note-refused">{t(`embed.${refused}`, { name: words, count: deepest })}</p>
      ) : annotation ? (
        <Marked annotation={annotation} around={around} under={under} />
      ) : (
        <div className="skeleton" aria-busy="true" />
      )}
    </Card>
  )
}

interface MarkedProps extends Pick<AnnotationCardProps, 'around' | 'under'> {
  annotation: KnownAnnotation
}

function Marked({ annotation, around, under }: MarkedProps) {
  const { t } = useTranslation('notes')
  const address = useKeptPicture((annotation.kind === 'area' && annotation.picture) || null)
  const { comment } = annotation
  return (
    <div className="note-embed-body">
      {'quote' in annotation && (
        <blockquote>
          <p>{annotation.quote.exact.replaceAll(/\s+/g, ' ').trim()}</p>
        </blockquote>
      )}
      {address && <img src={address} alt={t('embed.area')} />}
      {annotation.kind === 'free-text' ? (
        <p>{comment}</p>
      ) : (
        <Comment id={annotation.id} markdown={comment} around={around} under={under} />
      )}
    </div>
  )
}

interface CommentProps extends Pick<AnnotationCardProps, 'id' | 'around' | 'under'> {
  markdown: string
}

/** A comment is Markdown; what it shows in place is shown once, also where that is itself. */
function Comment({ id, markdown, around, under }: CommentProps) {
  const [here, drawn] = useMemo(() => {
    const root = noteFromMarkdown(markdown)
    const within = [...around.within, id]
    return [{ ...around, root, within }, around.draw(root, root.children, under)] as const
  }, [around, id, markdown, under])
  return (
    <NoteOfTopic value={null}>
      <TextOfNote value={here}>{drawn}</TextOfNote>
    </NoteOfTopic>
  )
}

/** An annotation as the host has it; `isGone` once it is known that there is none. */
function useAnnotation(id: string): { annotation: KnownAnnotation | undefined; isGone: boolean } {
  const [paper, setPaper] = useState<string | null>()
  useEffect(() => {
    let isStale = false
    paperOfAnnotation(id).then(
      async found => {
        if (found !== null) await loadAnnotations(found)
        if (!isStale) setPaper(found)
      },
      // A connection that is away says nothing about the annotation.
      () => undefined,
    )
    return () => {
      isStale = true
    }
  }, [id])
  const annotation = useAnnotations(({ papers }) =>
    paper ? shownRecords(papers[paper]).find(record => record.id === id) : undefined,
  )
  const isKnown = annotation !== undefined && 'comment' in annotation
  return { annotation: isKnown ? (annotation as KnownAnnotation) : undefined, isGone: paper !== undefined && !isKnown }
}
