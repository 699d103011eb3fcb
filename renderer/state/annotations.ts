import { create } from 'zustand'
import type { Annotation, AnnotationColor, Highlight } from '../../electron/contract/annotation.ts'
import type { Events } from '../../electron/contract/events.ts'
import type { Failure } from '../../electron/contract/result.ts'
import { call, onConnection, onEvent } from '../bridge.ts'
import { toast } from './notices.ts'
import { failureOf, useSaving } from './saving.ts'

type Records = Readonly<Record<string, Annotation>>

/** The annotations of one paper. */
interface PaperAnnotations {
  /** What the host has on the disk; null until it has been read. */
  saved: Records | null
  /** What is on its way there, null for a deletion. Shown as pending, never as saved. */
  pending: Readonly<Record<string, Annotation | null>>
  /** Why the last edit (or the reading, `id` null) was refused; what it would have changed stays as it was. */
  failure: { id: string | null; cause: Failure } | null
}

interface AnnotationsState {
  papers: Readonly<Record<string, PaperAnnotations>>
  /** The annotation chosen in a paper, by the paper's hash. */
  selected: Readonly<Record<string, string | null>>
  /** The annotation that the reader is to scroll to; a new object asks again. */
  revealed: { paper: string; id: string } | null
  /** What a PDF calls its pages. */
  labels: Readonly<Record<string, readonly string[] | null>>
  /** The colour of the highlighter. */
  color: AnnotationColor
  /** Comments typed and not yet on the disk, by annotation: a refusal loses no word. */
  drafts: Readonly<Record<string, string>>
}

const none: PaperAnnotations = { saved: null, pending: {}, failure: null }

export const useAnnotations = create<AnnotationsState>(() => ({
  papers: {},
  selected: {},
  revealed: null,
  labels: {},
  color: 'yellow',
  drafts: {},
}))

const paperOf = (paper: string): PaperAnnotations => useAnnotations.getState().papers[paper] ?? none
const change = (paper: string, part: Partial<PaperAnnotations>): void =>
  useAnnotations.setState(({ papers }) => ({ papers: { ...papers, [paper]: { ...(papers[paper] ?? none), ...part } } }))

/** The record without one of its keys. */
function without<T>(record: Readonly<Record<string, T>>, id: string): Record<string, T> {
  const { [id]: _, ...others } = record
  return others
}

function changed({ paper, changes }: Events['annotations:changed']): void {
  const { saved } = paperOf(paper)
  if (!saved) return
  const next = { ...saved }
  for (const { id, annotation } of changes) {
    if (annotation) next[id] = annotation
    else delete next[id]
  }
  change(paper, { saved: next })
}

/** How often the host has told of an annotation. */
const told = new Map<string, number>()

let listening = false
function listen(): void {
  if (listening) return
  listening = true
  onEvent('annotations:changed', event => {
    for (const { id } of event.changes) told.set(id, (told.get(id) ?? 0) + 1)
    changed(event)
  })
  // What changed while the connection was away has not been told.
  onConnection(connected => {
    if (connected) for (const paper of Object.keys(useAnnotations.getState().papers)) void read(paper)
  })
}

async function read(paper: string): Promise<void> {
  try {
    const list = await call('annotation:list', { paper })
    const { failure } = paperOf(paper)
    change(paper, {
      saved: Object.fromEntries(list.map(annotation => [annotation.id, annotation])),
      failure: failure?.id === null ? null : failure,
    })
  } catch (error) {
    change(paper, { failure: { id: null, cause: failureOf(error) } })
  }
}

/** Reads a paper's annotations, once. */
export async function loadAnnotations(paper: string): Promise<void> {
  listen()
  if (!paperOf(paper).saved) await read(paper)
}

const lastCalls = new Map<string, Promise<unknown>>()
/** Makes a paper's edits wait for each other: a deletion or an undo means what is shown, also while that is on its way. */
function inTurn<T>(paper: string, send: () => Promise<T>): Promise<T> {
  const turn = (lastCalls.get(paper) ?? Promise.resolve()).then(send)
  lastCalls.set(
    paper,
    turn.catch(() => undefined),
  )
  return turn
}

/** Waits for the host's word and tells the header of it; what is refused is told beside the annotation. */
async function write(
  paper: string,
  id: string,
  record: Annotation | null,
  send: () => Promise<void>,
): Promise<boolean> {
  const toldBefore = told.get(id)
  change(paper, { pending: { ...paperOf(paper).pending, [id]: record }, failure: null })
  useSaving.setState(({ pending }) => ({ pending: pending + 1 }))
  let cause: Failure | null = null
  try {
    await inTurn(paper, send)
  } catch (error) {
    cause = failureOf(error)
  }
  useSaving.setState(({ pending }) => ({ pending: pending - 1, refusal: cause }))
  // Where the event came first it may have told of a still newer edit, and a second edit of ours may be under way.
  if (!cause && told.get(id) === toldBefore) changed({ paper, changes: [{ id, annotation: record }] })
  const { pending } = paperOf(paper)
  change(paper, {
    ...(pending[id] === record ? { pending: without(pending, id) } : {}),
    ...(cause ? { failure: { id, cause } } : {}),
  })
  return cause === null
}

/** Adds an annotation or replaces the one of its id; true once it is on the disk. */
export const putAnnotation = (annotation: Annotation, paper: string): Promise<boolean> =>
  write(paper, annotation.id, annotation, () => call('annotation:put', { paper, annotation }))

/** Replaces an annotation by a changed one; true once it is on the disk. */
export const changeAnnotation = <A extends Highlight>(annotation: A, part: Partial<A>): Promise<boolean> =>
  putAnnotation({ ...annotation, ...part, modifiedAt: new Date().toISOString() }, annotation.paper)

export const draftComment = (id: string, text: string): void =>
  useAnnotations.setState(({ drafts }) => ({ drafts: { ...drafts, [id]: text } }))

/** Keeps the comment that was typed for an annotation, if one was; true when nothing of it is left unsaved. */
export async function keepComment(paper: string, id: string): Promise<boolean> {
  const comment = useAnnotations.getState().drafts[id]
  const annotation = shownRecords(paperOf(paper)).find(record => record.id === id) as Highlight | undefined
  if (comment === undefined || !annotation) return true
  const kept = comment === annotation.comment || (await changeAnnotation(annotation, { comment }))
  // What was typed meanwhile is a newer draft.
  if (kept && useAnnotations.getState().drafts[id] === comment)
    useAnnotations.setState(({ drafts }) => ({ drafts: without(drafts, id) }))
  return kept
}

/** Takes an annotation away, and offers to bring it back. */
export async function deleteAnnotation(paper: string, id: string): Promise<void> {
  selectAnnotation(paper, null)
  const gone = await write(paper, id, null, () => call('annotation:delete', { paper, id }))
  if (gone) toast({ key: 'reader:done.annotation-delete', params: {}, undo: () => void stepAnnotations(paper, 'undo') })
}

/** Takes back or does again the last edit of a paper's annotations, also one from before a restart, and says what it was. */
export async function stepAnnotations(paper: string, direction: 'undo' | 'redo'): Promise<void> {
  try {
    const label = await inTurn(paper, async () => {
      const before = paperOf(paper).saved
      const history = await call(`annotation:${direction}`, { paper })
      // The host tells of the change before it answers: no news means that nothing was left to take back.
      return paperOf(paper).saved === before ? null : direction === 'undo' ? history.redo : history.undo
    })
    if (!label) return
    toast({ key: `reader:${direction === 'undo' ? 'undone' : 'redone'}.${label.key}`, params: {} })
  } catch (error) {
    change(paper, { failure: { id: null, cause: failureOf(error) } })
  }
}

export const dismissAnnotationFailure = (paper: string): void => change(paper, { failure: null })

export const selectAnnotation = (paper: string, id: string | null): void =>
  useAnnotations.setState(({ selected }) => ({ selected: { ...selected, [paper]: id } }))

/** Chooses an annotation and has the reader scroll to it. */
export function revealAnnotation(paper: string, id: string): void {
  selectAnnotation(paper, id)
  useAnnotations.setState({ revealed: { paper, id } })
}

export const clearReveal = (): void => useAnnotations.setState({ revealed: null })

export const namePages = (paper: string, pageLabels: readonly string[] | null): void =>
  useAnnotations.setState(({ labels }) => ({ labels: { ...labels, [paper]: pageLabels } }))

export const chooseColor = (color: AnnotationColor): void => useAnnotations.setState({ color })

const noRecords: Records = {}

/** The annotations to show: the saved ones with what is on its way laid over them. */
export function shownRecords(paper: PaperAnnotations | undefined): Annotation[] {
  const { saved, pending } = paper ?? none
  return Object.values({ ...(saved ?? noRecords), ...pending }).filter(record => record !== null)
}
