import { Suspense, lazy, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useDrafts } from '../state/drafts.ts'
import { isHere, useLibrary } from '../state/library.ts'
import { useLanguage } from '../state/settings.ts'
import { readNote } from '../state/note-text.ts'
import { openTopic, tabKey } from '../state/tabs.ts'
import { titleParts } from '../../electron/contract/text/title.ts'
import { TopicItems } from '../topics/ItemList.tsx'
import { IconButton } from '../ui/Button.tsx'
import { Backlinks } from './Backlinks.tsx'
import { runAction, shortcutOf } from './actions.ts'
import { demosOf } from './demos.ts'
import { TopicNote } from './loaded-parts.ts'
import { topOf } from './memory.ts'
import { useSoughtWords } from './sought-words.ts'

const NoteEditor = lazy(async () => ({ default: await (await import('../notes/index.ts')).noteEditor() }))

/** A topic: its items, its note, the topics below it, and the demos that belong to it. */
export function TopicView({ topicId }: { topicId: string }) {
  const { t } = useTranslation('app')
  const topic = useLibrary(({ data }) => data.topics[topicId])
  const below = useLibrary(({ catalogue }) => catalogue.childTopics(topicId))
  const entries = useLibrary(({ catalogue }) => catalogue.entriesOf(topicId))
  const items = useLibrary(({ catalogue }) => catalogue.itemsOf(topicId).length)
  const isRead = useLibrary(state => isHere(topicId, state))
  const isWriting = useDrafts(({ drafts }) => topicId in drafts)
  const language = useLanguage()
  const view = useRef<HTMLElement>(null)
  useSoughtWords(topicId, view)
  if (!topic) return null
  const note = readNote(entries, language)
  const counts = [
    ...(items > 0 ? [t('count.items', { count: items })] : []),
    ...(below.length > 0 ? [t('count.topics', { count: below.length })] : []),
  ]
  const { main, rest } = titleParts(topic.title)
  return (
    <article ref={view} className="reading">
      <header className="reading-head">
        <h1>
          {main} {rest && <span className="rest">{rest}</span>}
        </h1>
        <div className="reading-meta">
          <span>{counts.join(' · ')}</span>
          <IconButton
            icon="plus"
            label={t('actions.addItem')}
            shortcut={shortcutOf('addItem')}
            side="left"
            onClick={() => runAction('addItem')}
          />
          <IconButton
            icon="pencil"
            label={t('actions.editNote')}
            shortcut={shortcutOf('editNote')}
            side="left"
            aria-pressed={isWriting}
            onClick={() => runAction('editNote')}
          />
        </div>
      </header>
      {below.length > 0 && (
        <nav className="below" aria-label={t('subtopics')}>
          {below.map(child => (
            <button key={child.id} type="button" className="link" onClick={() => openTopic(child.id)}>
              {child.title}
            </button>
          ))}
        </nav>
      )}
      <TopicItems topicId={topicId} />
      {!isRead && <div className="skeleton" aria-busy="true" />}
      <Suspense fallback={<div className="skeleton" aria-busy="true" />}>
        {isWriting ? (
          <NoteEditor topicId={topicId} />
        ) : (
          <TopicNote
            topicId={topicId}
            markdown={note}
            atOnce={topOf(tabKey({ kind: 'topic', topicId })) > 0}
            demos={demosOf(topic.title, note)}
          />
        )}
      </Suspense>
      {isRead && !note.trim() && items === 0 && below.length === 0 && !isWriting && (
        <p className="empty">{t('emptyTopic')}</p>
      )}
      <Backlinks id={topicId} level="h2" />
    </article>
  )
}
