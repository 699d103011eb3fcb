import { useContext, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { linksIn, type LinkTarget, type NoteLink } from '../../electron/contract/note-links.ts'
import type { Topic } from '../../electron/contract/topic.ts'
import { byline, yearOfItem } from '../state/facts.ts'
import { follow, makeItem, makeTopic, paperOfAnnotation } from '../state/following.ts'
import { useLibrary } from '../state/library.ts'
import { linkNames } from '../state/link-names.ts'
import { TopicOfNote } from './note-place.ts'

/** Text of a note with the links `[[…]]` that stand in it. `written` is the Markdown that the text came from. */
export function TextWithLinks({ text, written }: { text: string; written: string }) {
  const links = useMemo(() => {
    const found = linksIn(text)
    // A bracket that was taken back by a backslash looks like a link in the text, and is none.
    return found.length === linksIn(written).length ? found : []
  }, [text, written])
  if (links.length === 0) return text
  return (
    <>
      {links.map((link, index) => [
        text.slice(links[index - 1]?.to ?? 0, link.from),
        <Link key={link.from} link={link} />,
      ])}
      {text.slice(links.at(-1)?.to ?? 0)}
    </>
  )
}

function Link({ link }: { link: NoteLink }) {
  const version = useLibrary(state => state.version)
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- the library changes in place, `version` says when
  const target = useMemo(() => linkNames().find(link.target), [link.target, version])
  const isWhole = useLibrary(({ begun }) => begun === null)
  const isThere = useIsThere(target)
  // What has not been read yet may be there.
  if (!target && !isWhole) return <>{link.text ?? link.target}</>
  if (!target || !isThere) return <Broken link={link} isAnnotation={target?.kind === 'annotation'} />
  const { words, about } = wordsOf(target, link)
  return (
    <a
      href={`#${target.kind}/${target.id}`}
      className="note-link"
      data-kind={target.kind}
      title={about}
      onClick={event => {
        event.preventDefault()
        follow(target, linkNames().cut(link.target).heading)
      }}
    >
      {words}
    </a>
  )
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

/** The words of a link, and what it leads to in a line. A link by a bare id reads as what it leads to. */
function wordsOf({ kind, id }: LinkTarget, { target, text }: NoteLink): { words: string; about: string } {
  const { data, catalogue } = useLibrary.getState()
  if (kind === 'annotation') return { words: text ?? target, about: '' }
  if (kind === 'topic') {
    const path = catalogue.pathOf(id).map(({ title }) => title)
    const { name, heading } = linkNames().cut(target)
    const words = [name === id ? (path.at(-1) ?? name) : name, heading].filter(Boolean).join(' › ')
    return { words: text ?? words, about: path.join(' / ') }
  }
  const item = data.items[id]
  const about = item ? [item.title, byline(item), yearOfItem(item)].filter(Boolean).join(' · ') : ''
  return { words: text ?? item?.title ?? target, about }
}

/** A link that leads nowhere says so, and offers to make what it speaks of; one that may mean several topics offers those. */
function Broken({ link, isAnnotation }: { link: NoteLink; isAnnotation: boolean }) {
  const { t } = useTranslation('notes')
  const [open, setOpen] = useState(false)
  const rivals = linkNames().rivals(link.target)
  const why = t(rivals.length > 0 ? 'link.unclear' : 'link.broken')
  return (
    <span className="note-link-broken">
      <button type="button" aria-expanded={open} title={why} onClick={() => setOpen(!open)}>
        {link.text ?? link.target}
      </button>
      {open && (
        <span className="note-link-offer" role="group" aria-label={why}>
          {rivals.length > 0 && <Rivals name={link.target} rivals={rivals} />}
          {rivals.length === 0 && isAnnotation && t('link.noAnnotation')}
          {rivals.length === 0 && !isAnnotation && <Makeable name={link.target} />}
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
