import { useTranslation } from 'react-i18next'
import { useLibrary } from '../state/library.ts'

/** What is known of a topic: how much it holds, and the list that it came from. */
export function TopicDetails({ topicId }: { topicId: string }) {
  const { t } = useTranslation('app')
  const items = useLibrary(({ catalogue }) => catalogue.itemCount(topicId))
  const below = useLibrary(({ catalogue }) => catalogue.childTopics(topicId).length)
  const source = useLibrary(({ data }) => data.sources[data.topics[topicId]?.origin?.sourceId ?? '']?.name)
  return (
    <div className="topic-details">
      <dl>
        <dt>{t('itemsInAll')}</dt>
        <dd>{items}</dd>
        {below > 0 && (
          <>
            <dt>{t('subtopics')}</dt>
            <dd>{below}</dd>
          </>
        )}
        {source && (
          <>
            <dt>{t('cameFrom')}</dt>
            <dd>{source}</dd>
          </>
        )}
      </dl>
      {items > 0 && <p className="hint">{t('chooseItem')}</p>}
    </div>
  )
}
