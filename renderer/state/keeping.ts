import { create } from 'zustand'
import type { Backup, Finding, PastEdit, RestorePlan, TrashRow } from '../../electron/contract/keeping.ts'
import { call } from '../bridge.ts'
import { edit } from './library.ts'
import { toast, toastFailure } from './notices.ts'
import { failureOf } from './saving.ts'

export const keepingPages = ['history', 'trash', 'backups', 'check'] as const
export type KeepingPage = (typeof keepingPages)[number]

/** What keeps the library safe, and the page of it that is open; a list is null until it has been read. */
interface Keeping {
  page: KeepingPage | null
  past: readonly PastEdit[] | null
  trash: readonly TrashRow[] | null
  backups: readonly Backup[] | null
  plan: RestorePlan | null
  findings: readonly Finding[] | null
  /** Something is being done; the buttons wait for it. */
  busy: boolean
}

export const useKeeping = create<Keeping>(() => ({
  page: null,
  past: null,
  trash: null,
  backups: null,
  plan: null,
  findings: null,
  busy: false,
}))

export const openKeeping = (page: KeepingPage): void => useKeeping.setState({ page, plan: null, findings: null })
export const closeKeeping = (): void => useKeeping.setState({ page: null, plan: null, findings: null })

/** Does something while the buttons wait. A refusal is told. */
async function busily(work: () => Promise<void>): Promise<void> {
  useKeeping.setState({ busy: true })
  try {
    await work()
  } catch (error) {
    toastFailure(failureOf(error))
  } finally {
    useKeeping.setState({ busy: false })
  }
}

/** Reads what a page lists. */
export async function readKeeping(page: KeepingPage): Promise<void> {
  try {
    if (page === 'history') useKeeping.setState({ past: await call('library:past', {}) })
    else if (page === 'trash') useKeeping.setState({ trash: await call('trash:list', {}) })
    else if (page === 'backups') useKeeping.setState({ backups: await call('backup:list', {}) })
  } catch (error) {
    toastFailure(failureOf(error))
  }
}

/** Takes back every edit down to the one given, or does those again that were taken back, up to it. */
export const goTo = (target: PastEdit): Promise<void> =>
  busily(async () => {
    const past = (await call('library:past', {})).filter(({ undone }) => undone === target.undone)
    const at = past.findIndex(({ sequence }) => sequence === target.sequence)
    // Those done again come from the end of the list: the one taken back last is the first.
    const count = at < 0 ? 0 : target.undone ? past.length - at : at + 1
    for (let done = 0; done < count; done++) {
      const result = await edit(target.undone ? 'library:redo' : 'library:undo', {})
      if (!result.ok) return
    }
    toast({ key: target.undone ? 'keeping:history.forwarded' : 'keeping:history.backed', params: { count } })
    await readKeeping('history')
  })

export const restoreTrashed = ({ id, paper, name }: TrashRow): Promise<void> =>
  busily(async () => {
    const result = await edit('trash:restore', { id, paper })
    if (result.ok) toast({ key: 'keeping:trash.restored', params: { name } })
    await readKeeping('trash')
  })

export const emptyTrash = (): Promise<void> =>
  busily(async () => {
    await edit('trash:empty', {})
    await readKeeping('trash')
  })

export const makeBackup = (): Promise<void> =>
  busily(async () => {
    await call('backup:make', {})
    toast({ key: 'keeping:backups.made', params: {} })
    await readKeeping('backups')
  })

/** Asks what restoring would do; nothing is changed yet. */
export const planRestore = (name: string): Promise<void> =>
  busily(async () => useKeeping.setState({ plan: await call('backup:plan', { name }) }))

export const dropPlan = (): void => useKeeping.setState({ plan: null })

export const restoreBackup = (at: string): Promise<void> =>
  busily(async () => {
    const { plan } = useKeeping.getState()
    if (!plan) return
    const result = await edit('backup:restore', { name: plan.backup.name })
    if (!result.ok) return
    useKeeping.setState({ plan: null })
    toast({ key: 'keeping:backups.restored', params: { at } })
    await readKeeping('backups')
  })

export const checkLibrary = (mend: boolean): Promise<void> =>
  busily(async () => {
    useKeeping.setState({ findings: null })
    const findings = await call('check:run', { mend })
    useKeeping.setState({ findings })
    if (findings.some(({ mended }) => mended)) toast({ key: 'keeping:checkPage.mended', params: {} })
  })
