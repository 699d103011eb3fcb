import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { ItemKind } from '../../electron/contract/item.ts'
import type { Catalogue } from '../state/catalogue.ts'
import { useLibrary } from '../state/library.ts'
import { byTopic } from '../state/runs.ts'
import { openTab } from '../state/tabs.ts'
import { Icon } from '../ui/icons.tsx'
import { widgetTitle } from '../widgets/index.ts'
import { demosOf } from './demos.ts'

/** What belongs to a topic: what kinds of items it holds, the demos on its subject, the list that it came from. */
export function TopicDetails({ topicId }: { topicId: string }) {
  const { t } = useTranslation(['app', 'topics', 'widgets'])
  const catalogue = useLibrary(state => state.catalogue)
  const version = useLibrary(state => state.version)
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- the catalogue changes in place, `version` says when
  const kinds = useMemo(() => kindsOf(catalogue, topicId), [catalogue, version, topicId])
  const topic = catalogue.data.topics[topicId]
  const source = catalogue.data.sources[topic?.origin?.sourceId ?? '']?.name
  const demos = demosOf(topic?.title ?? '', '')
  return (
    <div className="topic-details">
      {kinds.length > 0 && (
        <>
          <h3>{t('contents')}</h3>
          <ul>
            {kinds.map(([kind, count]) => (
              <li key={kind}>
                <Icon name={kind} />
                <span className="clipped">{t(`topics:kinds.${kind}`)}</span>
                <span className="count">{count}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {demos.length > 0 && (
        <>
          <h3>{t('demos')}</h3>
          {demos.map(name => (
            <button
              key={name}
              type="button"
              className="link"
              onClick={() => openTab({ kind: 'widget', name, from: byTopic(topicId) })}
            >
              {widgetTitle(name)}
            </button>
          ))}
        </>
      )}
      {source && (
        <>
          <h3>{t('cameFrom')}</h3>
          <p>{source}</p>
        </>
      )}
      {kinds.length > 0 && <p className="hint">{t('chooseItem')}</p>}
    </div>
  )
}

/** How many items of each kind stand under a topic and all below it, most first. */
function kindsOf(catalogue: Catalogue, topicId: string): [ItemKind, number][] {
  const counts = new Map<ItemKind, number>()
  const topics = [topicId]
  for (const id of topics) {
    topics.push(...catalogue.childTopics(id).map(topic => topic.id))
    for (const { itemId } of catalogue.itemsOf(id)) {
      const kind = catalogue.data.items[itemId]?.kind
      if (kind) counts.set(kind, (counts.get(kind) ?? 0) + 1)
    }
  }
  return [...counts].sort((a, b) => b[1] - a[1])
}
