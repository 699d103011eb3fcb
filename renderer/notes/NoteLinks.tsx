import { useContext, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type LinkTarget } from '../../electron/contract/note-links.ts'
import type { Topic } from '../../electron/contract/topic.ts'
import { byline, yearOfItem } from '../state/facts.ts'
import { follow, makeItem, makeTopic, paperOfAnnotation } from '../state/following.ts'
import { useLibrary } from '../state/library.ts'
import { useLanguage } from '../state/settings.ts'
import { linkNames, meaningOf } from '../state/link-names.ts'
import { TextOfNote, TopicOfNote } from './note-place.ts'
import { blockOf, isBlockName } from './block-ids.ts'
import { embeddedText } from './embedded-text.ts'
import { beginningOf, headingAt, headingsOf, wordsOf as wordsOfNode } from './sections.ts'

/** A link `[[target|text]]` of a note. */
export function NoteLink({ target: written, text }: { target: string; text: string | null }) {
  const { t } = useTranslation('notes')
  const topicId = useContext(TopicOfNote)
  const around = useContext(TextOfNote)
  const version = useLibrary(state => state.version)
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- the library changes in place, `version` says when
  const meaning = useMemo(() => meaningOf(written, topicId), [written, topicId, version])
  const isWhole = useLibrary(({ begun }) => begun === null)
  const isThere = useIsThere(meaning?.target ?? null)
  const beginning = useBeginning(meaning?.target ?? null, meaning?.heading ?? '')
  // What has not been read yet may be there.
  if (!meaning && (!isWhole || written.startsWith('#'))) return <>{text ?? written}</>
  if (!meaning || !isThere)
    return <Broken target={written} text={text} isAnnotation={meaning?.target.kind === 'annotation'} />
  const { target, heading } = meaning
  const isBlock = isBlockName(heading)
  const { words, about } = wordsOf(target, isBlock ? beginning || t('link.paragraph') : heading, written)
  // What stands in the note itself can be looked for.
  const isOwn = written.startsWith('#') && around !== null
  const isMissing =
    isOwn &&
    (isBlock ? !blockOf(around.root, heading) : headingAt(headingsOf(around.root).map(wordsOfNode), heading) < 0)
  return (
    <a
      href={`#${target.kind}/${target.id}`}
      className={isMissing ? 'note-link note-link-astray' : 'note-link'}
      data-kind={target.kind}
      title={isMissing ? t(isBlock ? 'link.noParagraph' : 'link.noHeading', { heading }) : about}
      onClick={event => {
        event.preventDefault()
        follow(target, heading)
      }}
    >
      {text ?? words}
    </a>
  )
}

const none: readonly never[] = []

/** How the block begins that a link means; empty where it has no words, or is not there (yet). */
function useBeginning(target: LinkTarget | null, heading: string): string {
  const topicId = useContext(TopicOfNote)
  const around = useContext(TextOfNote)
  const language = useLanguage()
  const id = target?.kind === 'topic' && isBlockName(heading) ? target.id : null
  const entries = useLibrary(({ catalogue }) => (id === null ? none : catalogue.entriesOf(id)))
  const own = id === topicId ? (around?.root ?? null) : null
  return useMemo(() => {
    if (id === null) return ''
    const meant = embeddedText({ entries, language, heading, own, place: -1 })
    return meant.kind === 'text' ? beginningOf(meant.nodes) : ''
  }, [id, entries, language, heading, own])
}

/** Whether an annotation is there only the host knows: until it has answered, it is taken to be. */
function useIsThere(target: LinkTarget | null): boolean {
  const [missing, setMissing] = useState<string | null>(null)
  const id = target?.kind === 'annotation' ? target.id : null
  useEffect(() => {
    if (id === null) return
    let isStale = false
    paperOfAnnotation(id).then(
      paper => !isStale && setMissing(paper === null ? id : null),
      // A connection that is away says nothing about the annotation.
      () => undefined,
    )
    return () => {
      isStale = true
    }
  }, [id])
  return id === null || missing !== id
}

/** The words of a link that has none of its own, and what it leads to in a line. A link by a bare id reads as what it leads to. */
function wordsOf({ kind, id }: LinkTarget, heading: string, target: string): { words: string; about: string } {
  const { data, catalogue } = useLibrary.getState()
  if (kind === 'annotation') return { words: target, about: '' }
  if (kind === 'topic') {
    const path = catalogue.pathOf(id).map(({ title }) => title)
    const { name } = linkNames().cut(target)
    const called = target.startsWith('#') ? '' : name === id ? (path.at(-1) ?? name) : name
    return { words: [called, heading].filter(Boolean).join(' › '), about: path.join(' / ') }
  }
  const item = data.items[id]
  const about = item ? [item.title, byline(item), yearOfItem(item)].filter(Boolean).join(' · ') : ''
  return { words: item?.title ?? target, about }
}

/** A link that leads nowhere says so, and offers to make what it speaks of; one that may mean several topics offers those. */
function Broken({ target, text, isAnnotation }: { target: string; text: string | null; isAnnotation: boolean }) {
  const { t } = useTranslation('notes')
  const [open, setOpen] = useState(false)
  const rivals = linkNames().rivals(target)
  const why = t(rivals.length > 0 ? 'link.unclear' : 'link.broken')
  return (
    <span className="note-link-broken">
      <button type="button" aria-expanded={open} title={why} onClick={() => setOpen(!open)}>
        {text ?? target}
      </button>
      {open && (
        <span className="note-link-offer" role="group" aria-label={why}>
          {rivals.length > 0 && <Rivals name={target} rivals={rivals} />}
          {rivals.length === 0 && isAnnotation && t('link.noAnnotation')}
          {rivals.length === 0 && !isAnnotation && <Makeable name={target} />}
        </span>
      )}
    </span>
  )
}

function Rivals({ name, rivals }: { name: string; rivals: readonly Topic[] }) {
  const { t } = useTranslation('notes')
  const { catalogue } = useLibrary.getState()
  return (
    <>
      {t('link.several', { name, count: rivals.length })}
      {rivals.map(({ id }) => (
        <button key={id} type="button" onClick={() => follow({ kind: 'topic', id })}>
          {catalogue
            .pathOf(id)
            .map(({ title }) => title)
            .join(' / ')}
        </button>
      ))}
    </>
  )
}

function Makeable({ name }: { name: string }) {
  const { t } = useTranslation('notes')
  const topicId = useContext(TopicOfNote)
  const title = name.split('/').at(-1)?.trim() ?? name
  return (
    <>
      {t('link.nothing', { name })}
      <button type="button" onClick={() => void makeTopic(title, topicId)}>
        {t('link.makeTopic')}
      </button>
      {topicId !== null && (
        <button type="button" onClick={() => void makeItem(title, topicId)}>
          {t('link.makeItem')}
        </button>
      )}
    </>
  )
}
