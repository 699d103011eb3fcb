import type { KeyboardEvent } from 'react'
import { announce } from '../state/announcements.ts'
import { deleteTopic, edit, useLibrary } from '../state/library.ts'
import { activeTopic, openTopic, useTabs } from '../state/tabs.ts'
import type { MenuEntry } from '../ui/Menu.tsx'
import { dropClip, pasteInto, takeFromMenu, useClip } from './clipboard.ts'
import { focusTopic, rename, setOpen, startTopic, unfoldTo } from './desk.ts'
import { neighbourOf, stepOf, type Step } from './moves.ts'

const steps: Record<string, Step> = { ArrowUp: 'up', ArrowDown: 'down', ArrowRight: 'in', ArrowLeft: 'out' }

/** Does what a key does to a topic; false when it does nothing. */
export function topicKey(event: KeyboardEvent, id: string, isShown: boolean, open: ReadonlySet<string>): boolean {
  const step = steps[event.key]
  if (event.altKey && step) {
    void moveTopic(id, step)
    return true
  }
  if (event.altKey) return false
  const act: Record<string, () => void> = {
    ArrowRight: () => setOpen(id, true),
    ArrowLeft: () => setOpen(id, false),
    ' ': () => openTopic(id),
    Enter: () => (event.ctrlKey || event.metaKey ? openTopic(id, true) : isShown ? rename(id) : openTopic(id)),
    F2: () => rename(id),
    Delete: () => void removeTopic(id),
    Insert: () => startTopic(event.shiftKey),
    Escape: dropClip,
  }
  if (event.key === 'ArrowLeft' && !open.has(id)) return true
  if ((event.ctrlKey || event.metaKey) && event.key !== 'Enter') return false
  act[event.key]?.()
  return event.key in act
}

async function removeTopic(id: string): Promise<void> {
  const neighbour = neighbourOf(useLibrary.getState().catalogue, id)
  const wasShown = activeTopic(useTabs.getState()) === id
  if (!(await deleteTopic(id)) || neighbour === null) return
  if (wasShown) openTopic(neighbour)
  focusTopic(neighbour)
}

async function moveTopic(id: string, step: Step): Promise<void> {
  const place = stepOf(useLibrary.getState().catalogue, id, step)
  if (!place || !(await edit('topic:move', { id, ...place })).ok) return
  unfoldTo(id)
  focusTopic(id)
  sayWhere(id)
}

/** Says to a screen reader where a topic stands now. */
export function sayWhere(id: string): void {
  const { catalogue, data } = useLibrary.getState()
  const topic = data.topics[id]
  if (!topic) return
  const siblings = catalogue.childTopics(topic.parentId)
  const above = data.topics[topic.parentId ?? '']?.title ?? ''
  announce(above ? 'topics:topicMovedIn' : 'topics:topicMoved', {
    title: topic.title,
    position: siblings.findIndex(sibling => sibling.id === id) + 1,
    size: siblings.length,
    above,
  })
}

/** What the mouse's menu of a topic holds: what its keys do. */
export function topicMenu(id: string, t: (key: string) => string): MenuEntry[] {
  const { clip } = useClip.getState()
  return [
    { label: t('openBeside'), shortcut: 'Mod+Enter', run: () => openTopic(id, true) },
    { label: t('rename'), shortcut: 'F2', run: () => rename(id) },
    { label: t('newTopicBelow'), shortcut: 'Insert', run: () => startTopic() },
    { label: t('newTopicInside'), shortcut: 'Shift+Insert', run: () => startTopic(true) },
    { label: t('cut'), shortcut: 'Mod+KeyX', apart: true, run: () => takeFromMenu('topic', [id], true) },
    { label: t('copy'), shortcut: 'Mod+KeyC', run: () => takeFromMenu('topic', [id], false) },
    { label: t('paste'), shortcut: 'Mod+KeyV', disabled: !clip, run: () => clip && void pasteInto(clip, id, null) },
    {
      label: t('move'),
      children: [
        { label: t('moveUp'), shortcut: 'Alt+ArrowUp', run: () => void moveTopic(id, 'up') },
        { label: t('moveDown'), shortcut: 'Alt+ArrowDown', run: () => void moveTopic(id, 'down') },
        { label: t('moveIn'), shortcut: 'Alt+ArrowRight', run: () => void moveTopic(id, 'in') },
        { label: t('moveOut'), shortcut: 'Alt+ArrowLeft', run: () => void moveTopic(id, 'out') },
      ],
    },
    { label: t('delete'), shortcut: 'Delete', apart: true, run: () => void removeTopic(id) },
  ]
}
