import { create } from 'zustand'
import type { Annotation, KnownAnnotation } from '../../electron/contract/annotation.ts'
import type { AnnotationEdit } from '../../electron/contract/choices.ts'
import type { Events } from '../../electron/contract/events.ts'
import type { Failure } from '../../electron/contract/result.ts'
import { call, onConnection, onEvent } from '../bridge.ts'
import { selectAnnotations, selectedIn, useDesk } from './annotation-desk.ts'
import { useLibrary } from './library.ts'
import { toast } from './notices.ts'
import { paperInHand } from './panes.ts'
import { whenRead } from './papers.ts'
import { failureOf, useSaving } from './saving.ts'

type Records = Readonly<Record<string, Annotation>>

/** The annotations of one paper. */
export interface PaperAnnotations {
  /** What the host has on the disk; null until it has been read. */
  saved: Records | null
  /** What is on its way there, null for a deletion. Shown as pending, never as saved. */
  pending: Readonly<Record<string, Annotation | null>>
  /** Why the last edit (or the reading, `id` null) was refused; what it would have changed stays as it was. */
  failure: { id: string | null; cause: Failure } | null
}

interface AnnotationsState {
  papers: Readonly<Record<string, PaperAnnotations>>
  /** Comments typed and not yet on the disk, by annotation: a refusal loses no word. */
  drafts: Readonly<Record<string, string>>
}

const none: PaperAnnotations = { saved: null, pending: {}, failure: null }

export const useAnnotations = create<AnnotationsState>(() => ({ papers: {}, drafts: {} }))

const paperOf = (paper: string): PaperAnnotations => useAnnotations.getState().papers[paper] ?? none
const change = (paper: string, part: Partial<PaperAnnotations>): void =>
  useAnnotations.setState(({ papers }) => ({ papers: { ...papers, [paper]: { ...(papers[paper] ?? none), ...part } } }))

/** The record without some of its keys. */
function without<T>(record: Readonly<Record<string, T>>, ids: Iterable<string>): Record<string, T> {
  const others = { ...record }
  for (const id of ids) delete others[id]
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

/** The papers whose annotations are being read: pages and panel ask at the same time. */
const loading = new Map<string, Promise<void>>()

/** Reads a paper's annotations, once, after the paper itself where that is being opened. */
export function loadAnnotations(paper: string): Promise<void> {
  listen()
  if (paperOf(paper).saved) return Promise.resolve()
  const begun = loading.get(paper)
  if (begun) return begun
  const running = whenRead(paper)
    .then(() => read(paper))
    .finally(() => loading.delete(paper))
  loading.set(paper, running)
  return running
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

/** An annotation to put, or to remove with null. */
export interface AnnotationPut {
  id: string
  annotation: Annotation | null
}

export const putOf = (annotation: Annotation): AnnotationPut => ({ id: annotation.id, annotation })

/**
 * Puts or removes annotations as one step; true once they are on the disk. They are shown at once, as pending; what is
 * refused is taken back and told beside the annotations. `finish` may complete the records first (keep a picture).
 */
export async function editAnnotations(
  paper: string,
  edit: AnnotationEdit,
  puts: readonly AnnotationPut[],
  finish: (puts: readonly AnnotationPut[]) => Promise<readonly AnnotationPut[]> = done => Promise.resolve(done),
): Promise<boolean> {
  const first = puts[0]
  if (!first) return true
  const toldBefore = new Map(puts.map(({ id }) => [id, told.get(id)]))
  const shown = Object.fromEntries(puts.map(({ id, annotation }) => [id, annotation]))
  change(paper, { pending: { ...paperOf(paper).pending, ...shown }, failure: null })
  useSaving.setState(({ pending }) => ({ pending: pending + 1 }))
  let cause: Failure | null = null
  let sent = puts
  try {
    await inTurn(paper, async () => {
      sent = await finish(puts)
      await call('annotation:edit', { paper, edit, puts: [...sent] })
    })
  } catch (error) {
    cause = failureOf(error)
  }
  useSaving.setState(({ pending }) => ({ pending: pending - 1, refusal: cause }))
  // Where the event came first it may have told of a still newer edit, and a second edit of ours may be under way.
  if (!cause) changed({ paper, changes: sent.filter(({ id }) => told.get(id) === toldBefore.get(id)) })
  const { pending } = paperOf(paper)
  change(paper, {
    pending: without(
      pending,
      puts.flatMap(({ id, annotation }) => (pending[id] === annotation ? [id] : [])),
    ),
    ...(cause ? { failure: { id: first.id, cause } } : {}),
  })
  return cause === null
}

export const addAnnotation = (annotation: Annotation, paper: string): Promise<boolean> =>
  editAnnotations(paper, 'add', [putOf(annotation)])

/** An annotation changed now. */
export const changedNow = <A extends KnownAnnotation>(annotation: A, part: Partial<A>): A => ({
  ...annotation,
  ...part,
  modifiedAt: new Date().toISOString(),
})

/** Replaces an annotation by a changed one; true once it is on the disk. */
export const changeAnnotation = <A extends KnownAnnotation>(
  annotation: A,
  part: Partial<A>,
  edit: AnnotationEdit = 'change',
): Promise<boolean> => editAnnotations(annotation.paper, edit, [putOf(changedNow(annotation, part))])

export const draftComment = (id: string, text: string): void =>
  useAnnotations.setState(({ drafts }) => ({ drafts: { ...drafts, [id]: text } }))

/** Keeps the comment that was typed for an annotation, if one was; true when nothing of it is left unsaved. */
export async function keepComment(paper: string, id: string): Promise<boolean> {
  const comment = useAnnotations.getState().drafts[id]
  const annotation = shownRecords(paperOf(paper)).find(record => record.id === id) as KnownAnnotation | undefined
  if (comment === undefined || !annotation) return true
  const kept = comment === annotation.comment || (await changeAnnotation(annotation, { comment }, 'comment'))
  // What was typed meanwhile is a newer draft.
  if (kept && useAnnotations.getState().drafts[id] === comment)
    useAnnotations.setState(({ drafts }) => ({ drafts: without(drafts, [id]) }))
  return kept
}

/** Takes annotations away as one step, and offers to bring them back. */
export async function deleteAnnotations(paper: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  selectAnnotations(paper, [])
  const puts = ids.map(id => ({ id, annotation: null }))
  if (await editAnnotations(paper, 'delete', puts)) toastEdit(paper, 'delete', ids.length)
}

/** Says what was done, and offers to take it back. */
export const toastEdit = (paper: string, edit: AnnotationEdit, count: number): void =>
  toast({
    key: `annotations:done.annotation-${edit}`,
    params: { count },
    undo: () => void stepAnnotations(paper, 'undo'),
  })

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
    const said = direction === 'undo' ? 'undone' : 'redone'
    toast({ key: `annotations:${said}.${label.key}`, params: { count: label.count ?? 1 } })
  } catch (error) {
    change(paper, { failure: { id: null, cause: failureOf(error) } })
  }
}

export const dismissAnnotationFailure = (paper: string): void => change(paper, { failure: null })

const noRecords: Records = {}

/** The annotations to show: the saved ones with what is on its way laid over them. */
export function shownRecords(paper: PaperAnnotations | undefined): Annotation[] {
  const { saved, pending } = paper ?? none
  return Object.values({ ...(saved ?? noRecords), ...pending }).filter(record => record !== null)
}

/** Keeps a PNG on the disk; gives its hash. */
export const keepPicture = (bytes: Uint8Array<ArrayBuffer>): Promise<string> => call('picture:keep', { bytes })

/** The bytes of a kept PNG; throws Refusal 'not-found'. */
export const readPicture = (hash: string): Promise<Uint8Array> => call('picture:read', { hash })

/** The tags of the papers read so far and of the library's items, without doubles. */
export function knownTags(): string[] {
  const tags = new Set(Object.values(useLibrary.getState().data.tags).map(({ name }) => name))
  for (const paper of Object.values(useAnnotations.getState().papers))
    for (const record of shownRecords(paper))
      if (Array.isArray(record['tags' as keyof Annotation]))
        for (const tag of (record as KnownAnnotation).tags ?? []) tags.add(tag)
  return [...tags].sort((a, b) => a.localeCompare(b))
}

/** The annotations chosen in the paper in hand. */
export function chosenAnnotations(): KnownAnnotation[] {
  const hash = paperInHand()?.hash
  if (hash === undefined) return []
  const chosen = new Set(selectedIn(useDesk.getState(), hash))
  return shownRecords(paperOf(hash)).filter((record): record is KnownAnnotation => chosen.has(record.id))
}
