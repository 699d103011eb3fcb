import { memo, useRef, useState, type DragEvent, type MouseEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Topic } from '../../electron/contract/topic.ts'
import { titleParts } from '../lib/title.ts'
import { addPaper, edit, useLibrary } from '../state/library.ts'
import { openTopic } from '../state/tabs.ts'
import { Icon } from '../ui/icons.tsx'
import { InlineEdit } from '../ui/TextField.tsx'
import { rename, setOpen, useDesk } from './desk.ts'
import { endDrag, holdsFiles, inHand, pdfOf, startDrag } from './drag.ts'
import { landing, type RowPart } from './moves.ts'
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
  const isRenamed = useDesk(({ renaming }) => renaming === id)
  const { part, ...landingHandlers } = useLanding(id, isOpen)
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
      style={{ top, paddingLeft: indentOf(row.level) }}
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

/** How far from a row's edges, of its height, a topic lands beside the row and not in it. */
const edge = 0.28

const partAt = (event: DragEvent<HTMLElement>): RowPart => {
  const { top, height } = event.currentTarget.getBoundingClientRect()
  const at = (event.clientY - top) / height
  return at < edge ? 'before' : at > 1 - edge ? 'after' : 'into'
}

/** What a row does for something dragged over it: shows where it would land, unfolds after a while, and takes the drop. */
function useLanding(id: string, isOpen: boolean) {
  const [part, setPart] = useState<RowPart | null>(null)
  const unfolding = useRef<ReturnType<typeof setTimeout>>(undefined)
  const over = (event: DragEvent<HTMLElement>) => {
    const held = inHand()
    const files = holdsFiles(event.dataTransfer)
    const next = held?.kind === 'topic' ? partAt(event) : 'into'
    const allowed =
      files || held?.kind === 'entry' || (held && landing(useLibrary.getState().catalogue, held.id, id, next, isOpen))
    if (!allowed) return setPart(null)
    event.preventDefault()
    event.dataTransfer.dropEffect = files || (held?.kind === 'entry' && isCopy(event)) ? 'copy' : 'move'
    if (part === null) unfolding.current = setTimeout(() => setOpen(id, true), 700)
    setPart(next)
  }
  const leave = () => {
    clearTimeout(unfolding.current)
    setPart(null)
  }
  const drop = (event: DragEvent<HTMLElement>) => {
    const held = inHand()
    const file = pdfOf(event.dataTransfer)
    leave()
    if (!held && !file) return
    event.preventDefault()
    event.stopPropagation()
    if (file) void addPaper(id, file)
    else if (held?.kind === 'entry')
      void edit(isCopy(event) ? 'entry:copy' : 'entry:move', { ids: [held.id], topicId: id, before: null })
    else if (held) dropTopic(held.id, id, partAt(event), isOpen)
  }
  return { part, onDragOver: over, onDragLeave: leave, onDrop: drop }
}

const isCopy = (event: DragEvent): boolean => event.ctrlKey || event.altKey

function dropTopic(dragged: string, over: string, part: RowPart, isOpen: boolean): void {
  const place = landing(useLibrary.getState().catalogue, dragged, over, part, isOpen)
  if (place) void edit('topic:move', { id: dragged, ...place })
}
