import { create } from 'zustand'
import type { Computation, Keeper, Run } from '../../electron/contract/run.ts'
import { computationFrom } from '../lib/outcome.ts'
import { edit, undo, useLibrary } from './library.ts'
import { toast } from './notices.ts'
import { openPalette } from './palette.ts'
import { usePanes } from './panes.ts'
import { activeTab, type Tab, useTabs } from './tabs.ts'

type Work = { solver: string; problem: unknown; seed: number; report: Parameters<typeof computationFrom>[1] }
interface Drawn {
  readonly widget: string
  readonly state: string
  readonly work: readonly Work[]
}

export const byTopic = (topicId: string): Keeper => ({ topicId, itemId: null })
export const byItem = (itemId: string): Keeper => ({ topicId: null, itemId })

/** Keeps a widget's run; true once it is on the disk. */
export async function keepRun(keeper: Keeper, { widget, state, work }: Drawn): Promise<boolean> {
  const computations = work.map((each): Computation => computationFrom(each, each.report))
  const kept = await edit('run:keep', { run: { ...keeper, widget, state, computations } })
  if (!kept.ok) return false
  useLastKeeper.setState({ keeper })
  toast({ key: 'notes:run.kept', params: { name: keeperTitle(keeper) }, undo })
  return true
}

/** What the last run of this session was kept with. */
const useLastKeeper = create<{ keeper: Keeper | null }>(() => ({ keeper: null }))

function keeperTitle({ topicId, itemId }: Keeper): string {
  const { topics, items } = useLibrary.getState().data
  return topicId === null ? items[itemId]?.title || items[itemId]?.url || '' : (topics[topicId]?.title ?? '')
}

let waiting: { run: Drawn; answer: (kept: boolean) => void } | null = null

/** Asks in the palette what a run is to be kept with; true once it is kept, false once another is asked about in its place. */
export async function askKeeper(run: Drawn): Promise<boolean> {
  waiting?.answer(false)
  const kept = new Promise<boolean>(answer => (waiting = { run, answer }))
  openPalette('keep')
  return kept
}

/** Keeps the run that waits with what was chosen. */
export async function keepWaiting(keeper: Keeper): Promise<void> {
  const asked = waiting
  waiting = null
  if (asked) asked.answer(await keepRun(keeper, asked.run))
}

const ofTab = (tab: Tab): Keeper[] => {
  if (tab.kind === 'topic') return [byTopic(tab.topicId)]
  if (tab.kind === 'paper') return [byItem(tab.itemId)]
  return tab.kind === 'widget' && tab.from ? [tab.from] : []
}

/** What a run of the widget that is shown most likely belongs to, likeliest first: where it was opened from, what was chosen last, what is open. */
export function nearKeepers(): Keeper[] {
  const tabs = useTabs.getState()
  const { topics, items } = useLibrary.getState().data
  const shown = activeTab(tabs)
  const beside = usePanes.getState().paper
  const last = useLastKeeper.getState().keeper
  const near = [
    ...(shown ? ofTab(shown) : []),
    ...(last ? [last] : []),
    ...(beside ? [byItem(beside.itemId)] : []),
    ...tabs.tabs.flatMap(ofTab),
  ]
  const known = near.filter(({ topicId, itemId }) => (topicId === null ? items[itemId] : topics[topicId]))
  return [...new Map(known.map(keeper => [keeper.topicId ?? keeper.itemId, keeper])).values()]
}

/** Gives up a kept run, and offers to bring it back. */
export async function deleteRun(id: string): Promise<void> {
  const deleted = await edit('run:delete', { id })
  if (deleted.ok) toast({ key: 'notes:run.deleted', params: {}, undo })
}

/** The runs kept with a topic or an item, newest first. */
export const runsOf = ({ topicId, itemId }: Keeper): Run[] =>
  Object.values(useLibrary.getState().data.runs)
    .filter(run => run.topicId === topicId && run.itemId === itemId)
    .sort((a, b) => (a.keptAt < b.keptAt ? 1 : -1))
