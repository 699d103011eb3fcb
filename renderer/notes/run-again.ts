import type { Run } from '../../electron/contract/run.ts'
import { solve } from '../compute/client.ts'
import { isSolver } from '../compute/index.ts'
import { compared, type Comparison, reportedAgain } from '../lib/outcome.ts'

/** What came of a kept run that was done again. */
export type Verdict =
  | { kind: 'running' }
  | { kind: 'failed'; reason: string }
  | { kind: 'done'; comparisons: Comparison[] }

/** Does a kept run again, on the engine and with the seed that it had, and compares. */
export async function runAgain({ computations }: Run): Promise<Verdict> {
  const comparisons: Comparison[] = []
  for (const kept of computations) {
    const { solver, problem, seed, backend, precision } = kept
    if (!isSolver(solver)) return { kind: 'failed', reason: solver }
    try {
      const report = await solve(solver, problem, { seed, backend, precision }, () => undefined).result
      comparisons.push(compared(kept, reportedAgain(report)))
    } catch (error) {
      return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) }
    }
  }
  return { kind: 'done', comparisons }
}
