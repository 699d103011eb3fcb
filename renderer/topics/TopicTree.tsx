import {
  useCallback,
  useEffect,
  useMemo,
  useState,
  type ClipboardEvent,
  type KeyboardEvent,
  type MouseEvent,
  type RefObject,
} from 'react'
import { useTranslation } from 'react-i18next'
import type { Catalogue } from '../state/catalogue.ts'
import { edit, useLibrary } from '../state/library.ts'
import { activeTopic, openTopic, useTabs } from '../state/tabs.ts'
import { Menu, type MenuPlace } from '../ui/Menu.tsx'
import { InlineEdit } from '../ui/TextField.tsx'
import { rowHeight, useVirtualRows } from '../ui/virtual-rows.ts'
import { focusTopic, unfoldTo, useDesk } from './desk.ts'
import { clipOf, onTake, pasteInto, useClip } from './clipboard.ts'
import { topicKey, topicMenu } from './topic-acts.ts'
import { TopicRow } from './TopicRow.tsx'
import { indentOf, rowByTyping, rowsOf, type TreeRow } from './tree-rows.ts'
import { isLetter, useTyping } from './typing.ts'
import './tree.css'

/** The tree of topics: see the ARIA practices' tree for its keys, and `topicKey` for those that change it. */
export function TopicTree() {
  const { t } = useTranslation('topics')
  const catalogue = useLibrary(state => state.catalogue)
  const version = useLibrary(state => state.version)
  const { open, focus, draft, renaming } = useDesk()
  const clip = useClip(state => state.clip)
  const shown = useTabs(activeTopic)
  const [menu, setMenu] = useState<(MenuPlace & { id: string }) | null>(null)
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- the catalogue changes in place, `version` says when
  const rows = useMemo(() => rowsOf(catalogue, open, draft), [catalogue, version, open, draft])
  const at = Math.max(
    0,
    rows.findIndex(row => row.topic?.id === focus),
  )
  const draftAt = draft ? rows.findIndex(row => row.topic === null) : -1
  const { list, rows: drawn, reveal } = useVirtualRows(rows.length, draftAt >= 0 ? draftAt : at)
  useGrabbedFocus(list)
  const goTo = (index: number) => {
    const id = rows[index]?.topic?.id
    if (id === undefined) return
    reveal(index)
    focusTopic(id)
  }

  useEffect(() => {
    if (shown) unfoldTo(shown)
  }, [shown])
  useEffect(() => {
    if (draftAt >= 0) reveal(draftAt)
  }, [draftAt, reveal])

  const typed = useTyping()
  const clipboard = clipboardOf(rows[at]?.topic?.id)
  const onKeyDown = (event: KeyboardEvent) => {
    const row = rows[at]
    if (event.nativeEvent.isComposing || !row?.topic) return
    const letter = isLetter(event)
    const target = letter ? rowByTyping(rows, at, typed(event.key)) : rowByKey(event, rows, at)
    if (target !== null && target >= 0) goTo(target)
    else if (letter || !topicKey(event, row.topic.id, row.topic.id === shown, open)) return
    event.preventDefault()
    event.stopPropagation()
  }
  const onContextMenu = useCallback((event: MouseEvent, id: string) => {
    event.preventDefault()
    useDesk.setState({ focus: id })
    const box = event.currentTarget.getBoundingClientRect()
    // From the keyboard the event has no point of its own.
    setMenu({ id, x: event.clientX || box.left + 24, y: event.clientY || box.bottom })
  }, [])

  return (
    <>
      <div
        ref={list}
        className="tree"
        role="tree"
        aria-label={t('topics')}
        style={{ height: rows.length * rowHeight }}
        onKeyDown={onKeyDown}
        {...clipboard}
      >
        {drawn.map(index => {
          const row = rows[index]
          if (!row) return null
          const top = index * rowHeight
          if (!row.topic) return <DraftRow key="draft" row={row} top={top} />
          return (
            <TopicRow
              key={row.topic.id}
              row={row}
              topic={row.topic}
              top={top}
              {...shownOf(row.topic.id, catalogue, open)}
              isCut={clip?.cut === true && clip.kind === 'topic' && clip.ids.includes(row.topic.id)}
              isRenamed={renaming === row.topic.id}
              hasFocus={index === at}
              isShown={row.topic.id === shown}
              t={t}
              onContextMenu={onContextMenu}
            />
          )
        })}
      </div>
      {menu && (
        <Menu label={t('topicActions')} place={menu} entries={topicMenu(menu.id, t)} onClose={() => setMenu(null)} />
      )}
    </>
  )
}

/** What a topic's row shows of the library. */
function shownOf(id: string, catalogue: Catalogue, open: ReadonlySet<string>) {
  const isParent = catalogue.childTopics(id).length > 0
  return { count: catalogue.itemCount(id), isParent, isOpen: isParent && open.has(id) }
}

/** Cutting and copying the topic that has the focus, and pasting into it. */
const clipboardOf = (id: string | undefined) => ({
  onCopy: (event: ClipboardEvent) => id !== undefined && onTake(event, 'topic', [id], false),
  onCut: (event: ClipboardEvent) => id !== undefined && onTake(event, 'topic', [id], true),
  onPaste: (event: ClipboardEvent) => {
    const clip = clipOf(event)
    if (!clip || id === undefined) return
    event.preventDefault()
    void pasteInto(clip, id, null)
  },
})

/** Gives the focus to the row that is to have it, once it is drawn. */
function useGrabbedFocus(list: RefObject<HTMLElement | null>): void {
  const { focus, grabsFocus } = useDesk()
  useEffect(() => {
    const row = grabsFocus ? list.current?.querySelector<HTMLElement>('[tabindex="0"]') : null
    if (!row || row.dataset.id !== focus) return
    row.focus({ preventScroll: true })
    useDesk.setState({ grabsFocus: false })
  })
}

/** The row that an arrow, Home or End goes to; null when the key is another's. */
function rowByKey(event: KeyboardEvent, rows: readonly TreeRow[], at: number): number | null {
  if (event.altKey || event.ctrlKey || event.metaKey) return null
  const row = rows[at]
  const isOpen = row?.topic ? useDesk.getState().open.has(row.topic.id) : false
  if (event.key === 'ArrowDown') return Math.min(at + 1, rows.length - 1)
  if (event.key === 'ArrowUp') return Math.max(at - 1, 0)
  if (event.key === 'Home') return 0
  if (event.key === 'End') return rows.length - 1
  if (event.key === 'ArrowLeft' && !isOpen)
    return rows.findLastIndex((other, index) => index < at && other.level < (row?.level ?? 0))
  if (event.key === 'ArrowRight' && isOpen && (rows[at + 1]?.level ?? 0) > (row?.level ?? 0)) return at + 1
  return null
}

function DraftRow({ row, top }: { row: TreeRow; top: number }) {
  const { t } = useTranslation('topics')
  const done = async (text: string | null) => {
    const { draft } = useDesk.getState()
    useDesk.setState({ draft: null })
    if (!draft || !text?.trim()) return
    const added = await edit('topic:add', { ...draft, title: text })
    if (!added.ok) return
    openTopic(added.value)
    focusTopic(added.value)
  }
  return (
    <div
      className="tree-row"
      role="treeitem"
      aria-level={row.level}
      aria-selected={false}
      style={{ top, paddingLeft: indentOf(row.level) + 16 }}
    >
      <InlineEdit label={t('newTopic')} placeholder={t('newTopic')} value="" onDone={text => void done(text)} />
    </div>
  )
}
