import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useAnnotations } from '../state/annotations.ts'
import { openAnnotation } from '../state/following.ts'
import { useLibrary } from '../state/library.ts'
import { backlinksTo } from '../state/link-names.ts'
import { openTopic } from '../state/tabs.ts'
import './backlinks.css'

/** The notes and comments that lead to a topic or an item; nothing where there are none. `level` is that of a heading where they stand. */
export function Backlinks({ id, level: Level }: { id: string; level: 'h2' | 'h3' }) {
  const { t } = useTranslation('app')
  const version = useLibrary(state => state.version)
  const topics = useLibrary(({ data }) => data.topics)
  const papers = useAnnotations(state => state.papers)
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- the library changes in place, `version` says when
  const { topicIds, annotations } = useMemo(() => backlinksTo(id), [id, version, papers])
  if (topicIds.length + annotations.length === 0) return null
  return (
    <section className="backlinks" aria-label={t('backlinks')}>
      <Level>{t('backlinks')}</Level>
      <ul>
        {topicIds.map(topicId => (
          <li key={topicId}>
            <button type="button" className="link" onClick={() => openTopic(topicId)}>
              {topics[topicId]?.title ?? ''}
            </button>
          </li>
        ))}
        {annotations.map(annotation => (
          <li key={annotation.id}>
            <button type="button" className="link" onClick={() => void openAnnotation(annotation.id)}>
              {annotation.comment.replaceAll(/\s+/g, ' ').slice(0, 120)}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
