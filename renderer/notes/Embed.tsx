import type { RootContent } from 'mdast'
import { memo, useContext, useMemo, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { isHere, useLibrary } from '../state/library.ts'
import { meaningOf } from '../state/link-names.ts'
import { useLanguage } from '../state/settings.ts'
import { Boundary } from '../ui/Boundary.tsx'
import { AnnotationCard } from './AnnotationCard.tsx'
import { isBlockName } from './block-ids.ts'
import { Card } from './Card.tsx'
import { ItemCard } from './ItemCard.tsx'
import { NoteLink } from './NoteLinks.tsx'
import { deepest, NoteOfTopic, placeName, refusalOf, TextOfNote, TopicOfNote, type TextAround } from './note-place.ts'
import { Figure } from './pictures.tsx'
import { Pieces } from './Pieces.tsx'
import { piecesOf } from './pieces.ts'
import { isPictureFile } from './html-image.ts'
import { embeddedText, type EmbeddedText } from './embedded-text.ts'
import { beginningOf } from './sections.ts'

interface EmbedProps {
  target: string
  text: string | null
  /** Where it stands in its own text, UTF-16 units. */
  place: number
  /** The level of the heading that it stands under. */
  under: number
}

/** `![[…]]`: what a link leads to, in its place: a topic's note or a part of it, an item, an annotation. */
export const Embed = memo(function Embed({ target, text, place, under }: EmbedProps) {
  const topicId = useContext(TopicOfNote)
  const around = useContext(TextOfNote)
  const version = useLibrary(state => state.version)
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- the library changes in place, `version` says when
  const meaning = useMemo(() => meaningOf(target, topicId), [target, topicId, version])
  const link = <NoteLink target={target} text={text} />
  // What is behind the bar of a picture is its size.
  if (!meaning && isPictureFile(target))
    return (
      <p>
        <Figure address={target} text="" />
      </p>
    )
  if (!meaning || !around) return <p>{link}</p>
  const { kind, id } = meaning.target
  if (kind === 'item') return <ItemCard id={id} source={link} />
  if (kind === 'annotation') return <AnnotationCard {...{ id, target, text, around, under }} />
  return <TopicCard heading={meaning.heading} source={link} {...{ id, around, place, under }} />
})

interface TopicCardProps {
  id: string
  heading: string
  around: TextAround
  place: number
  under: number
  source: ReactNode
}

function TopicCard({ id, heading, around, place, under, source }: TopicCardProps) {
  const { t } = useTranslation('notes')
  const language = useLanguage()
  const hostId = useContext(TopicOfNote)
  const isRead = useLibrary(state => isHere(id, state))
  const entries = useLibrary(({ catalogue }) => catalogue.entriesOf(id))
  const title = useLibrary(({ data }) => data.topics[id]?.title ?? '')
  // A part of the note itself is shown as it is being written.
  const own = id === hostId ? around.root : null
  const shown = useMemo(
    () => embeddedText({ entries, language, heading, own, place }),
    [entries, language, heading, own, place],
  )
  const isBlock = isBlockName(heading)
  const beginning = isBlock && shown.kind === 'text' ? beginningOf(shown.nodes) : ''
  const name = [title, isBlock ? beginning || t('link.paragraph') : heading].filter(Boolean).join(' › ')
  const refused = shown.kind === 'within' ? 'within' : refusalOf(around, placeName(id, heading))
  const refusal = refused
    ? t(`embed.${refused}`, { name, count: deepest })
    : shown.kind === 'none' &&
      t(`embed.${isBlock && shown.reason === 'noHeading' ? 'noParagraph' : shown.reason}`, { heading })
  return (
    <Card name={name} source={source}>
      {!isRead ? (
        <div className="skeleton" aria-busy="true" />
      ) : refusal || shown.kind !== 'text' ? (
        <p className="note-refused">{refusal}</p>
      ) : (
        <Part {...{ id, heading, around, under, shown }} />
      )}
    </Card>
  )
}

interface PartProps {
  id: string
  heading: string
  around: TextAround
  under: number
  shown: Extract<EmbeddedText, { kind: 'text' }>
}

function Part({ id, heading, around, under, shown }: PartProps) {
  const { t } = useTranslation('notes')
  const { root, nodes, markdown, isSpoken } = shown
  const here = useMemo(
    () => ({ ...around, root, within: [...around.within, placeName(id, heading)] }),
    [around, root, id, heading],
  )
  return (
    <Boundary subject={markdown} fallback={<p className="note-refused">{t('embed.undrawable')}</p>}>
      {/* The places of what can be changed in it are those of the text in the language that is spoken. */}
      <NoteOfTopic value={isSpoken ? id : null}>
        <TextOfNote value={here}>
          <Blocks around={here} under={under} nodes={nodes} markdown={markdown} />
        </TextOfNote>
      </NoteOfTopic>
    </Boundary>
  )
}

interface BlocksProps {
  around: TextAround
  under: number
  nodes: readonly RootContent[]
  markdown: string
}

function Blocks({ around, under, nodes, markdown }: BlocksProps) {
  const [drawn, ends] = useMemo(() => {
    const sources = nodes.map(({ position }) => markdown.slice(position?.start.offset, position?.end.offset))
    return [around.draw(around.root, nodes, under), piecesOf(sources)] as const
  }, [around, under, nodes, markdown])
  return <Pieces className="note-embed-body" drawn={drawn} ends={ends} />
}
