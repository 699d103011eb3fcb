import { useTranslation } from 'react-i18next'
import { openAnnotation } from '../../state/following.ts'
import { useLibrary } from '../../state/library.ts'
import type { Backlinks } from '../../state/link-names.ts'
import { openTopic } from '../../state/tabs.ts'

/** The notes and comments that lead to an annotation; nothing where there are none. */
export function LedFrom({ backlinks }: { backlinks: Backlinks | undefined }) {
  const { t } = useTranslation('annotations')
  const topics = useLibrary(({ data }) => data.topics)
  const { topicIds = [], annotations = [] } = backlinks ?? {}
  if (topicIds.length + annotations.length === 0) return null
  return (
    <div className="annotation-led-from">
      <span>{t('led-from')}</span>
      <ul aria-label={t('led-from')}>
        {topicIds.map(id => (
          <li key={id}>
            <button type="button" className="link" onClick={() => openTopic(id)}>
              {topics[id]?.title ?? ''}
            </button>
          </li>
        ))}
        {annotations.map(({ id, comment }) => (
          <li key={id}>
            <button type="button" className="link" onClick={() => void openAnnotation(id)}>
              {comment
                .replace(/\[\[[^\]|]*\|?([^\]]*)\]\]/g, '$1')
                .replaceAll(/\s+/g, ' ')
                .trim()
                .slice(0, 60) || t('led-from-annotation')}
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
