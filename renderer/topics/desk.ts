import { create } from 'zustand'
import { useLibrary } from '../state/library.ts'
import { activeTopic, useTabs } from '../state/tabs.ts'
import { placeAfter, type TopicPlace } from './moves.ts'

/** What is being done in the tree and the list: what is unfolded, where the focus is, what is being written. */
interface Desk {
  open: ReadonlySet<string>
  focus: string | null
  /** The row that has the focus of the tree takes that of the window as soon as it is drawn. */
  grabsFocus: boolean
  /** Where a new topic is being named. */
  draft: TopicPlace | null
  /** The topic or place whose title is being written. */
  renaming: string | null
  /** An item is being added to the open topic. */
  adding: boolean
  /** The places whose items are being tagged. */
  tagging: readonly string[] | null
}

export const useDesk = create<Desk>(() => ({
  open: new Set(),
  focus: null,
  grabsFocus: false,
  draft: null,
  renaming: null,
  adding: false,
  tagging: null,
}))

export function setOpen(id: string, isOpen: boolean): void {
  const open = new Set(useDesk.getState().open)
  if (isOpen) open.add(id)
  else open.delete(id)
  useDesk.setState({ open })
}

export const rename = (id: string | null): void => useDesk.setState({ renaming: id })

/** Opens a line to name a new topic: behind the one that has the focus, or inside it. */
export function startTopic(inside = false): void {
  const { catalogue, data } = useLibrary.getState()
  const id = useDesk.getState().focus ?? activeTopic(useTabs.getState())
  if (id === null || !data.topics[id]) return useDesk.setState({ draft: { parentId: null, before: null } })
  if (inside) setOpen(id, true)
  useDesk.setState({ draft: inside ? { parentId: id, before: null } : placeAfter(catalogue, id) })
}

export const startTagging = (placeIds: readonly string[]): void => useDesk.setState({ tagging: placeIds })

export const startItem = (): void => useDesk.setState({ adding: true })

/** Moves the window's focus to a topic's row. */
export const focusTopic = (id: string): void => useDesk.setState({ focus: id, grabsFocus: true })

/** Unfolds everything above a topic, so that it is seen. */
export function unfoldTo(id: string): void {
  const above = useLibrary.getState().catalogue.pathOf(id).slice(0, -1)
  useDesk.setState(({ open }) => ({ open: new Set([...open, ...above.map(topic => topic.id)]), focus: id }))
}
