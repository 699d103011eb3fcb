import { create } from 'zustand'
import type { ExportedFile } from '../../electron/contract/answers.ts'
import type { CallAnswer, CallArgs, CallName } from '../../electron/contract/calls.ts'
import type { FormatName } from '../../electron/contract/choices.ts'
import type { EditHistory, Library, Paper, RecordChange } from '../../electron/contract/library.ts'
import type { Result } from '../../electron/contract/result.ts'
import { call, onConnection, onEvent } from '../bridge.ts'
import { addressFromTyped } from '../lib/address.ts'
import { Catalogue } from './catalogue.ts'
import { emptyLibrary } from '../../electron/contract/empty-library.ts'
import { readLines } from './library-lines.ts'
import { toast, toastFailure } from './notices.ts'
import { failureOf, saved } from './saving.ts'
import { focusEntry } from './selection.ts'

/** `data` and `catalogue` are changed in place (see catalogue.ts): select records and groups out of them, not themselves. */
export interface LibraryState {
  data: Library
  catalogue: Catalogue
  history: EditHistory
  version: number
  /** While the rest of a large library is still read: the topics whose contents are here. Null when all of it is. */
  begun: ReadonlySet<string> | null
}

export const useLibrary = create<LibraryState>(() => {
  const data = emptyLibrary()
  return { data, catalogue: new Catalogue(data), history: { undo: null, redo: null }, version: 0, begun: null }
})

/** Whether all that stands under a topic is here: without it, its note must not be written on. */
export const isHere = (topicId: string, { begun }: Pick<LibraryState, 'begun'> = useLibrary.getState()): boolean =>
  begun === null || begun.has(topicId)

/** Waits until what stands under a topic is here. */
export async function whenHere(topicId: string): Promise<void> {
  if (isHere(topicId)) return
  await new Promise<void>(then => {
    const stop = useLibrary.subscribe(state => {
      if (!isHere(topicId, state)) return
      stop()
      then()
    })
  })
}

/** How long steps are made before the window may draw and hear keys, ms. */
const breathMs = 12

async function inBreaths(steps: Iterable<void>): Promise<void> {
  let since = performance.now()
  for (const _ of steps) {
    if (performance.now() - since < breathMs) continue
    await new Promise(then => setTimeout(then))
    since = performance.now()
  }
}

/** Reads everything while the window goes on; what is changed meanwhile comes on top. */
async function readLibrary(): Promise<void> {
  const meanwhile: RecordChange[] = []
  let latest: EditHistory | null = null
  const stop = onEvent('library:changed', ({ changes, history: now }) => {
    meanwhile.push(...changes)
    latest = now
  })
  try {
    const { lines, history } = await call('library:get', {})
    const data = emptyLibrary()
    const catalogue = new Catalogue(data)
    await inBreaths(readLines(lines, data))
    await inBreaths(catalogue.ready())
    catalogue.apply(meanwhile)
    useLibrary.setState(({ version }) => ({
      data,
      catalogue,
      history: latest ?? history,
      version: version + 1,
      begun: null,
    }))
  } finally {
    stop()
  }
}

/**
 * Reads what the first screen shows: the topics, what stands under those that are open, the items whose papers are open.
 * The rest of a large library follows by itself.
 */
export async function loadLibrary(open: { topicIds: string[]; itemIds: string[] }): Promise<void> {
  onEvent('library:changed', ({ changes, history }) => {
    useLibrary.getState().catalogue.apply(changes)
    useLibrary.setState(({ version }) => ({ history, version: version + 1 }))
  })
  const again = (): void => void readLibrary().catch((error: unknown) => toastFailure(failureOf(error)))
  const { lines, history, rest } = await call('library:beginning', open)
  const data = emptyLibrary()
  for (const _ of readLines(lines, data));
  const begun = rest && new Set(rest.topicIds)
  useLibrary.setState({ data, catalogue: new Catalogue(data, rest?.counts), history, version: 1, begun })
  // Once the first screen is drawn.
  if (rest) setTimeout(again, 100)
  // What happened while the connection was away has not been told.
  onConnection(connected => connected && again())
}

/** A call that changes the library: see `saved`. */
export const edit = <K extends CallName>(name: K, args: CallArgs<K>): Promise<Result<CallAnswer<K>>> =>
  saved(call(name, args))

/** Says what was deleted, and offers to bring it back. */
function tellDeleted(): void {
  const label = useLibrary.getState().history.undo
  const { name, count = 1 } = label ?? {}
  if (label)
    toast(
      name === undefined
        ? { key: 'app:deletedItems', params: { count }, undo }
        : { key: 'app:deleted', params: { name }, undo },
    )
}
export async function deleteTopic(id: string): Promise<boolean> {
  const { ok } = await edit('topic:delete', { id })
  if (ok) tellDeleted()
  return ok
}
export async function deleteEntries(ids: readonly string[]): Promise<boolean> {
  const { ok } = await edit('entry:delete', { ids: [...ids] })
  if (ok) tellDeleted()
  return ok
}

async function step(name: 'library:undo' | 'library:redo', said: string): Promise<void> {
  const result = await edit(name, {})
  if (!result.ok || !result.value) return
  const { key, name: title = '', count = 0 } = result.value
  toast({ key: said, params: { edit: key, name: title, count } })
}
export const undo = (): Promise<void> => step('library:undo', 'app:undone')
export const redo = (): Promise<void> => step('library:redo', 'app:redone')

/** Adds an item by its address or its title, last under the topic; the new place is selected. */
export async function addItem(topicId: string, typed: string): Promise<void> {
  const url = addressFromTyped(typed)
  const result = await edit('item:add', { topicId, title: url === null ? typed : '', url })
  if (result.ok) focusEntry(result.value)
}

const bytesOf = async (file: File): Promise<Uint8Array<ArrayBuffer>> => new Uint8Array(await file.arrayBuffer())

export const attachPaper = async (itemId: string, file: File): Promise<Result<Paper>> =>
  edit('paper:attach', { itemId, fileName: file.name, bytes: await bytesOf(file) })

/** A PDF given to a topic becomes an item named after the file. */
export async function addPaper(topicId: string, file: File): Promise<void> {
  const added = await edit('item:add', { topicId, title: file.name.replace(/\.pdf$/i, ''), url: null })
  const entry = added.ok ? useLibrary.getState().data.entries[added.value] : undefined
  if (entry?.kind === 'item') await attachPaper(entry.itemId, file)
}

/** The library, a topic of it, or what came from one imported file, as a file, or the files of a folder. Null after a refusal, which has been told. */
export async function exportList(
  format: FormatName,
  scope: { topicId?: string; sourceId?: string },
): Promise<ExportedFile[] | null> {
  try {
    return await call('library:export', { format, ...scope })
  } catch (error) {
    toastFailure(failureOf(error))
    return null
  }
}

/** The same as Folium's own dump: with the annotations, and every PDF that is there. */
export async function exportDump(scope: { topicId?: string; sourceId?: string }): Promise<ExportedFile[] | null> {
  const files = await exportList('folium', scope)
  const [dump] = files ?? []
  if (!files || !dump) return null
  const { papers } = JSON.parse(new TextDecoder().decode(dump.bytes)) as Pick<Library, 'papers'>
  for (const hash of Object.keys(papers)) {
    const bytes = await call('paper:read', { hash }).catch(() => null)
    if (bytes) files.push({ fileName: `papers/${hash}.pdf`, bytes })
  }
  return files
}

/** Notes that an item was opened; nobody waits for it, and a library that cannot be written forgets it. */
export const noteVisit = (id: string): void => void call('item:visit', { id }).catch(() => undefined)

/** Opens an address in the system's browser, if the host lets it. */
export const openLink = (url: string): void =>
  void call('link:open', { url }).catch((error: unknown) => toastFailure(failureOf(error)))
