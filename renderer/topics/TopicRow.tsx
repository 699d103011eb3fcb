import { memo, type CSSProperties, type MouseEvent } from 'react'
import type { TFunction } from 'i18next'
import type { Topic } from '../../electron/contract/topic.ts'
import { titleParts } from '../../electron/contract/text/title.ts'
import { edit } from '../state/library.ts'
import { openTopic } from '../state/tabs.ts'
import { Icon } from '../ui/icons.tsx'
import { InlineEdit } from '../ui/TextField.tsx'
import { rename, setOpen, useDesk } from './desk.ts'
import { endDrag, startDrag } from './drag.ts'
import { useTopicLanding } from './topic-landing.ts'
import { indentOf, type TreeRow } from './tree-rows.ts'

interface Props {
  row: TreeRow
  topic: Topic
  top: number
  /** How many items stand under it and all below it. */
  count: number
  isParent: boolean
  isOpen: boolean
  isCut: boolean
  isRenamed: boolean
  hasFocus: boolean
  isShown: boolean
  t: TFunction<'topics'>
  onContextMenu: (event: MouseEvent, id: string) => void
}

/** A line of the tree. What it shows is given to it: a scroll draws dozens of them in a frame. */
export const TopicRow = memo(function TopicRow(props: Props) {
  const { row, topic, count, isParent, isOpen, isCut, isRenamed, top, hasFocus, isShown, t, onContextMenu } = props
  const { id, title } = topic
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
