import type { Computation, Run } from '../../electron/contract/run.ts'
import { computationFrom } from '../lib/outcome.ts'
import { edit, undo, useLibrary } from './library.ts'
import { toast } from './notices.ts'

type Work = { solver: string; problem: unknown; seed: number; report: Parameters<typeof computationFrom>[1] }

/** Keeps a widget's run with a topic; true once it is on the disk. */
export async function keepRun(
  topicId: string,
  { widget, state, work }: { widget: string; state: string; work: readonly Work[] },
): Promise<boolean> {
  const computations = work.map((each): Computation => computationFrom(each, each.report))
  const kept = await edit('run:keep', { run: { topicId, itemId: null, widget, state, computations } })
  if (kept.ok) toast({ key: 'notes:run.kept', params: {}, undo })
  return kept.ok
}

/** Gives up a kept run, and offers to bring it back. */
export async function deleteRun(id: string): Promise<void> {
  const deleted = await edit('run:delete', { id })
  if (deleted.ok) toast({ key: 'notes:run.deleted', params: {}, undo })
}

/** The runs kept with a topic, newest first. */
export const runsOfTopic = (topicId: string): Run[] =>
  Object.values(useLibrary.getState().data.runs)
    .filter(run => run.topicId === topicId)
    .sort((a, b) => (a.keptAt < b.keptAt ? 1 : -1))
