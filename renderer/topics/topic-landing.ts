import { useRef, useState, type DragEvent } from 'react'
import { announce } from '../state/announcements.ts'
import { addPaper, edit, useLibrary } from '../state/library.ts'
import { setOpen } from './desk.ts'
import { type Dragged, holdsFiles, inHand, pdfOf, scrollAtEdge } from './drag.ts'
import { branchAt, landing, type RowPart, type TopicPlace } from './moves.ts'
import { sayWhere } from './topic-acts.ts'
import { indentOf } from './tree-rows.ts'

/** How far from a row's edges, of its height, a topic lands beside the row and not in it. */
const edge = 0.28
/** How long something is held over a topic before it unfolds, ms. */
const patienceMs = 700

function partAt(event: DragEvent<HTMLElement>): RowPart {
  const { top, height } = event.currentTarget.getBoundingClientRect()
  const at = (event.clientY - top) / height
  return at < edge ? 'before' : at > 1 - edge ? 'after' : 'into'
}

interface Landing {
  part: RowPart
  /** How deep the line stands that shows the landing. */
  level: number
  /** Where a dragged topic goes. */
  place: TopicPlace | null
}

/** Where what is dragged over a row would land, or null where it must not. */
function landingAt(event: DragEvent<HTMLElement>, held: Dragged | null, id: string, isOpen: boolean): Landing | null {
  const { catalogue } = useLibrary.getState()
  const level = catalogue.pathOf(id).length
  if (held?.kind !== 'topic')
    return held || holdsFiles(event.dataTransfer) ? { part: 'into', level, place: null } : null
  const part = partAt(event)
  const wanted = Math.round((event.clientX - event.currentTarget.getBoundingClientRect().left - indentOf(1)) / 16) + 1
  const behind = part === 'after' && !isOpen ? branchAt(catalogue, id, wanted) : { id, level }
  const place = landing(catalogue, held.id, behind.id, part, isOpen)
  return place && { part, level: part === 'after' && isOpen ? level + 1 : behind.level, place }
}

/** What a topic's row does for something dragged over it: shows where it would land, unfolds after a while, and takes the drop. */
export function useTopicLanding(id: string, isOpen: boolean) {
  const [shown, setShown] = useState<Landing | null>(null)
  const unfolding = useRef<ReturnType<typeof setTimeout>>(undefined)
  const over = (event: DragEvent<HTMLElement>) => {
    const held = inHand()
    scrollAtEdge(event)
    const next = landingAt(event, held, id, isOpen)
    if (!next) return setShown(null)
    event.preventDefault()
    event.dataTransfer.dropEffect = held && !(held.kind === 'entries' && isCopy(event)) ? 'move' : 'copy'
    if (!shown) unfolding.current = setTimeout(() => setOpen(id, true), patienceMs)
    if (shown?.part !== next.part || shown.level !== next.level) setShown(next)
  }
  const leave = () => {
    clearTimeout(unfolding.current)
    setShown(null)
  }
  const drop = (event: DragEvent<HTMLElement>) => {
    const held = inHand()
    const file = pdfOf(event.dataTransfer)
    const landed = landingAt(event, held, id, isOpen)
    leave()
    if (!held && !file) return
    event.preventDefault()
    event.stopPropagation()
    if (file) void addPaper(id, file)
    else if (held?.kind === 'entries') void putUnder(id, held.ids, isCopy(event))
    else if (held && landed?.place) void moveTopic(held.id, landed.place)
  }
  return { part: shown?.part ?? null, level: shown?.level ?? 1, onDragOver: over, onDragLeave: leave, onDrop: drop }
}

const isCopy = (event: DragEvent): boolean => event.ctrlKey || event.altKey

async function putUnder(topicId: string, ids: readonly string[], copies: boolean): Promise<void> {
  const { ok } = await edit(copies ? 'entry:copy' : 'entry:move', { ids: [...ids], topicId, before: null })
  const topic = useLibrary.getState().data.topics[topicId]?.title ?? ''
  if (ok) announce('topics:movedTo', { count: ids.length, topic })
}

async function moveTopic(id: string, place: TopicPlace): Promise<void> {
  if ((await edit('topic:move', { id, ...place })).ok) sayWhere(id)
}
