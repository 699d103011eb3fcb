import { memo, type CSSProperties, type MouseEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Topic } from '../../electron/contract/topic.ts'
import { titleParts } from '../lib/title.ts'
import { edit, useLibrary } from '../state/library.ts'
import { openTopic } from '../state/tabs.ts'
import { Icon } from '../ui/icons.tsx'
import { InlineEdit } from '../ui/TextField.tsx'
import { rename, setOpen, useDesk } from './desk.ts'
import { useClip } from './clipboard.ts'
import { endDrag, startDrag } from './drag.ts'
import { useTopicLanding } from './topic-landing.ts'
import { indentOf, type TreeRow } from './tree-rows.ts'

interface Props {
  row: TreeRow
  topic: Topic
  top: number
  hasFocus: boolean
  isShown: boolean
  onContextMenu: (event: MouseEvent, id: string) => void
}

export const TopicRow = memo(function TopicRow({ row, topic, top, hasFocus, isShown, onContextMenu }: Props) {
  const { t } = useTranslation('topics')
  const { id, title } = topic
  const count = useLibrary(({ catalogue }) => catalogue.itemCount(id))
  const isParent = useLibrary(({ catalogue }) => catalogue.childTopics(id).length > 0)
  const isOpen = useDesk(({ open }) => isParent && open.has(id))
  const isCut = useClip(({ clip }) => clip?.cut === true && clip.kind === 'topic' && clip.ids.includes(id))
  const isRenamed = useDesk(({ renaming }) => renaming === id)
  const { part, level, ...landingHandlers } = useTopicLanding(id, isOpen)
  const done = (text: string | null) => {
    rename(null)
    if (text?.trim() && text.trim() !== title) void edit('topic:rename', { id, title: text })
  }
  const { main, rest } = titleParts(title)
  return (
    <div
      className="tree-row"
      role="treeitem"
      aria-level={row.level}
      aria-posinset={row.position}
      aria-setsize={row.size}
      aria-expanded={isParent ? isOpen : undefined}
      aria-selected={isShown}
      aria-label={t('topicRow', { title, count })}
      data-id={id}
      tabIndex={hasFocus ? 0 : -1}
      data-landing={part ?? undefined}
      data-cut={isCut || undefined}
      style={{ top, paddingLeft: indentOf(row.level), '--landing-indent': `${indentOf(level)}px` } as CSSProperties}
      draggable={!isRenamed}
      onFocus={() => useDesk.setState({ focus: id })}
      onClick={event => openTopic(id, event.ctrlKey || event.metaKey)}
      onAuxClick={event => event.button === 1 && openTopic(id, true)}
      onDoubleClick={() => rename(id)}
      onContextMenu={event => onContextMenu(event, id)}
      onDragStart={event => startDrag({ kind: 'topic', id }, event.dataTransfer, title)}
      onDragEnd={endDrag}
      {...landingHandlers}
    >
      <span
        className="twisty"
        onClick={event => {
          event.stopPropagation()
          setOpen(id, !isOpen)
        }}
      >
        {isParent && <Icon name={isOpen ? 'down' : 'right'} />}
      </span>
      {isRenamed ? (
        <InlineEdit label={t('rename')} value={title} onDone={done} />
      ) : (
        <>
          <span className="clipped">
            {main} {rest && <span className="rest">{rest}</span>}
          </span>
          {count > 0 && <span className="count">{count}</span>}
        </>
      )}
    </div>
  )
})
