import type { KeyboardEvent } from 'react'
import { deleteTopic, edit, useLibrary } from '../state/library.ts'
import { activeTopic, openTopic, useTabs } from '../state/tabs.ts'
import type { MenuEntry } from '../ui/Menu.tsx'
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
  }
  if (event.key === 'ArrowLeft' && !open.has(id)) return true
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
}

/** What the mouse's menu of a topic holds: what its keys do. */
export function topicMenu(id: string, t: (key: string) => string): MenuEntry[] {
  return [
    { label: t('openBeside'), shortcut: 'Mod+Enter', run: () => openTopic(id, true) },
    { label: t('rename'), shortcut: 'F2', run: () => rename(id) },
    { label: t('newTopicBelow'), shortcut: 'Insert', run: () => startTopic() },
    { label: t('newTopicInside'), shortcut: 'Shift+Insert', run: () => startTopic(true) },
    { label: t('moveUp'), shortcut: 'Alt+ArrowUp', run: () => void moveTopic(id, 'up') },
    { label: t('moveDown'), shortcut: 'Alt+ArrowDown', run: () => void moveTopic(id, 'down') },
    { label: t('moveIn'), shortcut: 'Alt+ArrowRight', run: () => void moveTopic(id, 'in') },
    { label: t('moveOut'), shortcut: 'Alt+ArrowLeft', run: () => void moveTopic(id, 'out') },
    { label: t('delete'), shortcut: 'Delete', run: () => void removeTopic(id) },
  ]
}
